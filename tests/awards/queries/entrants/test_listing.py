import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards.queries.entrants.listing import HEADER, entrants, firms_of, proposed_of, table_rows
from tests.awards.entrants import a_criteria_set
from tests.awards.evidence_rows import a_proof
from tests.awards.rows import a_category, a_firm, a_round, an_entry, judged_at
from tests.factories import A_MOMENT

DAY = A_MOMENT.date()


@pytest.fixture
def kaltim(edition, places, citra):
    return a_round(edition, places["64"], citra)


@pytest.fixture
def regencies(kaltim, edition, citra):
    regencies = a_category(edition)
    a_criteria_set(regencies, citra)
    return judged_at(kaltim, regencies)


@pytest.fixture
def entries(kaltim, regencies, edition, places, citra, sari):
    mining = judged_at(kaltim, a_category(edition, "tambang", kind="firm", name="Pertambangan", position=2))
    paser = an_entry(kaltim, regencies, places["64.01"], citra)
    a_proof(paser, sari)
    a_proof(paser, sari, version=2)
    a_proof(paser, sari, proof="foto")
    kutim = an_entry(kaltim, regencies, places["64.08"], citra, state="proposed")
    firm = an_entry(kaltim, mining, places["64.01"], citra, firm=a_firm(places["64.01"]), state="nominee")
    return paser, kutim, firm


def test_the_list_tells_what_each_has_and_lacks(kaltim, entries):
    found = entrants(kaltim, A_MOMENT)

    assert [(row.name, row.proofs, len(row.missing)) for row in found.rows] == [
        ("Kabupaten Paser", 2, 0), ("Kabupaten Kutai Timur", 0, 1), ("PT Contoh Tambang", 0, 0)
    ]  # fmt: skip
    assert [(str(state), many) for state, many in found.counts] == [("proposed", 1), ("verified", 1), ("nominee", 1)]


@pytest.mark.parametrize(
    ("asked", "names"),
    [({"category": "tambang"}, ["PT Contoh Tambang"]), ({"state": "verified"}, ["Kabupaten Paser"]),
     ({"lacking": True}, ["Kabupaten Kutai Timur"]), ({"category": "tambang", "state": "verified"}, [])],
)  # fmt: skip
def test_a_filter_leaves_what_it_says_and_the_counts_are_those_of_all(kaltim, entries, asked, names):
    found = entrants(kaltim, A_MOMENT, **asked)

    assert [row.name for row in found.rows] == names
    assert found.total == 3


def test_three_entries_take_as_many_queries_as_one(kaltim, regencies, places, citra):
    counts = []
    for code in ("64.01", "64.02", "64.08"):
        an_entry(kaltim, regencies, places[code], citra)
        with CaptureQueriesContext(connection) as found:
            list(table_rows(entrants(kaltim, A_MOMENT)))
        counts.append(len(found))

    assert counts[0] == counts[2]


def test_the_table_has_a_row_for_each_and_a_cell_for_each_head(kaltim, entries):
    rows = list(table_rows(entrants(kaltim, A_MOMENT)))

    assert {len(row) for row in rows} == {len(HEADER)}
    assert rows[1][:5] == ["Pemerintah kabupaten/kota", "Kabupaten Kutai Timur", "64.08", "Kabupaten Kutai Timur", None]


def test_what_changed_after_the_documents_were_complete_is_counted(kaltim, entries, sari):
    paser = entries[0]
    a_proof(paser, sari, version=3, after_complete=True)
    a_proof(paser, sari, version=4, withdrawn_by=sari, withdrawn_at=A_MOMENT, withdrawn_after_complete=True)

    found = entrants(kaltim, A_MOMENT)

    assert [(row.changes, row.proofs) for row in found.rows] == [(2, 2), (0, 0), (0, 0)]
    assert next(table_rows(found))[HEADER.index("bukti_berubah_setelah_lengkap")] == 2


def test_firms_are_those_of_the_area(kaltim, edition, places, eko):
    here, there = a_firm(places["64.08"]), a_firm(places["63.01"], npp="KS000001")

    assert firms_of(kaltim, DAY) == [here]
    assert set(firms_of(a_round(edition, places["ID"], eko), DAY)) == {here, there}


def test_a_head_sees_what_his_region_and_its_villages_proposed(kaltim, regencies, edition, places, entries, citra):
    villages = a_category(edition, "desa", kind="village", name="Desa", position=3)
    busui = an_entry(kaltim, villages, places["64.01.01.2001"], citra)

    assert proposed_of(kaltim, [places["64.01"]], DAY) == [entries[0], busui]
