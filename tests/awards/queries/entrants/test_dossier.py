from datetime import date

import pytest

from awards.enums import RoundStage
from awards.queries.entrants.dossier import dossier
from tests.awards.entrants import a_criteria_set
from tests.awards.rows import a_category, a_firm, a_round, an_entry, judged_at
from tests.coverage.factories import a_published_month
from tests.factories import A_MOMENT


@pytest.fixture
def kaltim(edition, places, citra):
    return a_round(edition, places["64"], citra)


def test_a_region_brings_its_numbers_of_the_data_month(kaltim, edition, places, citra):
    category = a_category(edition, needs_release=True)
    a_criteria_set(category, citra)
    judged_at(kaltim, category)
    a_published_month(places["64.01"], {(places["64.01.01.2001"], "petani", "apbd_kab"): 120}, month=202312)
    entry = an_entry(kaltim, category, places["64.01"], citra)

    found = dossier(entry, A_MOMENT)

    assert (found.name, found.data_date) == ("Kabupaten Paser", date(2023, 12, 31))
    assert (found.page.month, found.page.enrolled, found.page.villages.adopted) == (202312, 120, 1)
    assert all(one.is_met for one in found.conditions)
    assert [shelf.proof.code for shelf in found.missing] == ["perda"]
    assert found.until == kaltim.windows.get(stage=RoundStage.VERIFICATION).closes_at
    assert list(found.timeliness.published) == [202312]


def test_a_region_without_a_release_has_a_page_that_says_so(kaltim, edition, places, citra):
    found = dossier(an_entry(kaltim, a_category(edition), places["64.01"], citra), A_MOMENT)

    assert (found.page.published, found.page.month) == (None, 202312)


def test_a_firm_has_a_shorter_one(kaltim, edition, places, citra):
    firms = a_category(edition, "tambang", kind="firm")
    entry = an_entry(kaltim, firms, places["64.01"], citra, firm=a_firm(places["64.01"]))

    found = dossier(entry, A_MOMENT)

    assert (found.name, found.page, found.timeliness) == ("PT Contoh Tambang", None, None)
