"""Proposals through the browser: by the secretariat, and by the head of a region."""

import pytest

from awards.enums import EntryOrigin, RoundStage
from awards.models import Entry
from tests.accounts.people import signed_in
from tests.awards.rows import a_category, a_firm, a_round, an_entry, judged_at, moved_to

pytestmark = pytest.mark.usefixtures("at_that_moment")


@pytest.fixture
def kaltim(edition, places, citra):
    made = a_round(edition, places["64"], citra)
    judged_at(made, a_category(edition))
    judged_at(made, a_category(edition, "tambang", kind="firm", name="Pertambangan", position=2))
    return made


@pytest.fixture
def propose(kaltim):
    return f"/penghargaan/putaran/{kaltim.pk}/peserta/usul/"


@pytest.fixture
def nominate(kaltim):
    return f"/penghargaan/putaran/{kaltim.pk}/usul/"


def test_the_secretariat_proposes_a_region_and_a_firm(propose, citra, places):
    secretariat, firm = signed_in(citra), a_firm(places["64.08"])

    secretariat.post(propose, {"category": "kabkota", "region": "64.01"})
    answer = secretariat.post(propose, {"category": "tambang", "region": "", "firm": str(firm.pk)})

    assert answer["Location"].endswith("/peserta/")
    assert list(Entry.objects.order_by("pk").values_list("region__code", "firm", "origin")) == [
        ("64.01", None, EntryOrigin.SECRETARIAT), ("64.08", firm.pk, EntryOrigin.SECRETARIAT)
    ]  # fmt: skip


def test_a_firm_or_region_out_of_the_area_cannot_be_sent_by_hand(propose, citra, places):
    secretariat, stranger = signed_in(citra), a_firm(places["63.01"], npp="KS000001")

    by_firm = secretariat.post(propose, {"category": "tambang", "firm": str(stranger.pk)})
    by_code = secretariat.post(propose, {"category": "kabkota", "region": "63.01"})

    assert (by_firm.status_code, by_code.status_code, Entry.objects.count()) == (422, 422, 0)
    assert "Kode wilayah “63.01” tidak dikenal" in by_code.content.decode()


def test_a_head_proposes_his_region_and_sees_what_became_of_it(nominate, hana):
    head = signed_in(hana)
    assert 'value="64.01"' in head.get(nominate).content.decode()

    assert head.post(nominate, {"category": "kabkota", "region": "64.01"}).status_code == 302

    told = head.get(nominate).content.decode()
    assert "Kabupaten Paser, Pemerintah kabupaten/kota" in told
    assert "diusulkan dalam kategori" in told
    assert Entry.objects.get().origin == EntryOrigin.REGION


@pytest.mark.parametrize("sent", [{"category": "tambang"}, {"category": "kabkota", "region": "64.08"}, {}])
def test_a_head_proposes_no_other_and_no_firm(nominate, hana, sent):
    answer = signed_in(hana).post(nominate, {"region": "64.01"} | sent)

    assert answer.status_code == 422
    assert Entry.objects.count() == 0


def test_other_fields_change_nothing(nominate, hana):
    extra = {"origin": "promotion", "state": "nominee", "version": "9", "proposed_by": "1", "was": "1"}

    signed_in(hana).post(nominate, {"category": "kabkota", "region": "64.01"} | extra)

    entry = Entry.objects.get()
    assert (entry.origin, entry.state, entry.version, entry.proposed_by) == ("region", "proposed", 1, hana)


def test_outside_the_stage_the_form_is_gone_and_sending_it_names_the_dates(kaltim, nominate, hana):
    moved_to(kaltim, RoundStage.INTERVIEW)
    head = signed_in(hana)

    page = head.get(nominate).content.decode()
    answer = head.post(nominate, {"category": "kabkota", "region": "64.01"}).content.decode()

    assert "Usulkan wilayah ini" not in page
    assert "hanya dapat diambil pada tahap Pengusulan, yang dibuka" in answer


def test_outside_the_stage_the_secretariat_finds_no_form_either(kaltim, propose, citra):
    secretariat = signed_in(citra)
    assert 'name="region"' in secretariat.get(propose).content.decode()
    moved_to(kaltim, RoundStage.VERIFICATION)

    page = secretariat.get(propose).content.decode()
    answer = secretariat.post(propose, {"category": "kabkota", "region": "64.01"}).content.decode()

    assert 'name="region"' not in page
    assert "Usulan baru hanya diterima selama tahap Pengusulan terbuka." in page
    assert "hanya dapat diambil pada tahap Pengusulan, yang dibuka" in answer


def test_a_head_sees_nothing_of_others(kaltim, nominate, hana, places, citra, edition):
    an_entry(kaltim, edition.categories.get(code="kabkota"), places["64.08"], citra)

    assert "Kutai Timur" not in signed_in(hana).get(nominate).content.decode()
