import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards.queries.entrants.eligibility import Candidate, conditions_of
from tests.awards.rows import a_category, a_firm, a_round, judged_at
from tests.coverage.factories import a_cell, a_published_month, reopened
from tests.factories import A_MOMENT

DAY = A_MOMENT.date()


@pytest.fixture
def kaltim(edition, places, citra):
    return a_round(edition, places["64"], citra)


def told(round_, *candidates):
    return [{one.code: one.why for one in each} for each in conditions_of(round_, candidates, DAY)]


def test_a_regency_of_the_province_meets_all(kaltim, edition, places):
    assert told(kaltim, Candidate(judged_at(kaltim, a_category(edition)), places["64.01"])) == [
        {"round": "", "kind": "", "area": ""}
    ]


def test_a_release_of_the_data_month_counts_and_no_other(kaltim, edition, places):
    category = a_category(edition, needs_release=True)
    cells = {(places["64.01"], "petani", "apbd_kab"): 120}
    a_published_month(places["64.01"], cells, month=202311)

    before = told(kaltim, Candidate(category, places["64.01"]))
    a_published_month(places["64.01"], cells, month=202312)
    after = told(kaltim, Candidate(category, places["64.01"]), Candidate(category, places["64.08"]))

    assert before[0]["release"] == "angka Desember 2023 Kabupaten Paser belum terbit"
    assert [each["release"] for each in after] == ["", "angka Desember 2023 Kabupaten Kutai Timur belum terbit"]


def test_a_release_stays_met_while_its_report_is_corrected(kaltim, edition, places):
    cells = {(places["64.01"], "petani", "apbd_kab"): 120}
    released = a_published_month(places["64.01"], cells, month=202312)
    reopened(released[0].report, [a_cell(places["64.01"], 120, month=202312)])

    assert told(kaltim, Candidate(a_category(edition, needs_release=True), places["64.01"]))[0]["release"] == ""


def test_a_firm_is_held_to_size_and_sector_where_the_category_asks(kaltim, edition, places):
    firm = a_firm(places["64.01"])
    large = judged_at(kaltim, a_category(edition, "besar", kind="firm", size="large", sector="pertambangan"))
    small = a_category(edition, "umkm", kind="firm", size="small", sector="Perkebunan")

    [met, unmet] = told(kaltim, Candidate(large, places["64.01"], firm), Candidate(small, places["64.01"], firm))

    assert set(met.values()) == {""}
    assert (unmet["size"], unmet["sector"]) == ("ukurannya besar", "sektornya Pertambangan")


def test_many_are_judged_by_as_many_queries_as_one(kaltim, edition, places):
    category = a_category(edition, needs_release=True)
    many = [Candidate(category, places[code]) for code in ("64.01", "64.02", "64.08", "63.01")]

    counts = []
    for these in (many[:1], many):
        with CaptureQueriesContext(
            connection,
        ) as found:
            conditions_of(kaltim, these, DAY)
        counts.append(len(found))

    assert counts[0] == counts[1]
