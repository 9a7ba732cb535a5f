"""The origin of a published number: parts down to the leaves, versions, reason of a correction, cells for officials."""

from datetime import timedelta

from coverage.enums import ReleaseCause
from coverage.models import Report
from coverage.queries.origin import cells_under, origin_of
from tests.coverage.factories import a_cell, a_published_month, a_target, entered, published, reopened


def test_no_release_has_an_unknown_id(places):
    assert origin_of("64.01_2023-12_ucj_1") is None


def test_from_the_nation_the_parts_lead_down_to_the_village(places):
    a_published_month(places["64.01"], {(places["64.01.01.2001"], "petani", "csr"): 120})

    chain, figure_id = [], "ID_2025-07_ucj_1"
    while figure_id:
        origin = origin_of(figure_id)
        chain.append((origin.published.code, origin.published.enrolled))
        figure_id = origin.published.parts[0].figure_id if origin.published.parts else None

    assert chain == [("ID", 120), ("64", 120), ("64.01", 120), ("64.01.01", 120), ("64.01.01.2001", 120)]


def test_a_correction_supersedes_and_the_old_number_stays_with_the_reason_told(places, at):
    paser, village = places["64.01"], places["64.01.01.2001"]
    a_target(paser, 1000)
    a_published_month(paser, {(village, "petani", "csr"): 120})
    cells = [a_cell(village, 210, "petani", "csr", seen=1)]
    report = reopened(Report.objects.get(), cells, at, "Salah ketik di Busui")
    entered(report, cells, at)
    published(report, at + timedelta(days=1))

    old, new = origin_of("64.01_2025-07_ucj_1"), origin_of("64.01_2025-07_ucj_2")

    assert (old.published.enrolled, new.published.enrolled) == (120, 210)
    assert (old.is_superseded, new.is_superseded) == (True, False)
    assert (old.newest.figure_id, old.newest.cause, old.newest.reason) == (
        "64.01_2025-07_ucj_2", ReleaseCause.CORRECTION, "Salah ketik di Busui",
    )  # fmt: skip


def test_an_origin_takes_the_same_queries_for_a_village_and_for_the_nation(places, django_assert_max_num_queries):
    a_published_month(places["64.01"], {(places["64.01.01.2001"], "petani", "csr"): 120})

    for code in ("ID", "64.01", "64.01.01.2001"):
        with django_assert_max_num_queries(5):
            origin_of(f"{code}_2025-07_ucj_1")


def test_the_cells_under_a_number_are_those_of_its_region_and_month(places):
    paser, village = places["64.01"], places["64.01.01.2001"]
    a_published_month(paser, {(village, "petani", "csr"): 120, (paser, "pu", "pemberi_kerja"): 900})
    a_published_month(places["64.08"], {(places["64.08"], "pu", "pemberi_kerja"): 7})

    of_regency, of_village = (cells_under(origin_of(f"{code}_2025-07_ucj_1")) for code in ("64.01", "64.01.01.2001"))

    assert [(cell.code, cell.enrolled) for cell in of_regency.rows] == [("64.01", 900), ("64.01.01.2001", 120)]
    assert (of_village.total, of_village.rows[0].category, of_village.rows[0].payer) == (
        1, "Petani", "Tanggung jawab sosial perusahaan (CSR)",
    )  # fmt: skip
