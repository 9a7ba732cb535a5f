"""Firms through the browser of the secretariat."""

import pytest

from awards.models import Firm
from tests.accounts.people import signed_in
from tests.awards.rows import a_firm, a_round

pytestmark = pytest.mark.usefixtures("at_that_moment")

TYPED = {
    "npp": "NN123456", "name": "PT Kideco", "size": "large", "sector": "Pertambangan", "region": "64.01",
    "contact": "kantor@kideco.id",
}  # fmt: skip


@pytest.fixture
def page(edition, places, citra):
    return f"/penghargaan/putaran/{a_round(edition, places['64'], citra).pk}/badan-usaha/"


@pytest.fixture
def secretariat(citra):
    return signed_in(citra)


def test_a_firm_is_added_and_then_listed(secretariat, page):
    assert secretariat.post(page, TYPED).status_code == 302

    listed = secretariat.get(page).content.decode()
    assert "Data PT Kideco tersimpan." in listed
    assert "NPP NN123456 · Pertambangan · Kab. Paser" in listed


@pytest.mark.parametrize(
    ("changed", "told"),
    [({"region": "63.01"}, "Kode wilayah “63.01” tidak dikenal"), ({"npp": "ab"}, "NPP “ab” tidak dapat dipakai"),
     ({"contact": "6401991501900001"}, "NIK"), ({"size": "raksasa"}, "Pilih salah satu dari daftar"),
     ({"name": ""}, "Isian ini harus diisi")],
)  # fmt: skip
def test_what_is_refused_comes_back_with_its_sentence(secretariat, page, changed, told):
    answer = secretariat.post(page, TYPED | changed)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert Firm.objects.count() == 0


def test_a_firm_is_changed_but_its_number_stays(secretariat, page, places):
    firm = a_firm(places["64.01"])

    answer = secretariat.post(f"{page}{firm.pk}/", TYPED | {"npp": "ZZ999999", "region": "64.08"})

    assert answer.status_code == 302
    assert list(Firm.objects.values_list("npp", "name", "region__code")) == [("NN123456", "PT Kideco", "64.08")]


def test_a_firm_of_another_province_is_not_found(secretariat, page, places):
    firm = a_firm(places["63.01"], name="PT Rahasia")

    assert secretariat.get(f"{page}{firm.pk}/").status_code == 404
    assert "Rahasia" not in secretariat.get(page).content.decode()
