"""Dated releases: what one holds, and that nothing later gets into it."""

from datetime import timedelta

from coverage.models import Report, Scheme
from coverage.queries.dated_releases import dated_release, dated_releases
from tests.coverage.factories import a_cell, a_published_month, a_target, entered, published, reopened


def a_month(places) -> None:
    heads = {"64.01.01.2001": 120, "64.01.02.2001": 300}
    a_published_month(places["64.01"], {(places[code], "petani", "csr"): count for code, count in heads.items()})


def correct(places, at) -> None:
    cells = [a_cell(places["64.01.01.2001"], 210, "petani", "csr")]
    report = reopened(Report.objects.get(region=places["64.01"]), cells, at)
    entered(report, cells, at)
    published(report, at)


def told(figure_id: str) -> list[tuple[str, int]]:
    return [(row.figure_id, row.enrolled) for row in dated_release(figure_id).rows]


def test_a_release_holds_what_it_was_added_up_from_two_levels_deep(places):
    a_month(places)

    assert told("64.01_2025-07_ucj_1") == [
        ("64.01_2025-07_ucj_1", 420),
        ("64.01.01_2025-07_ucj_1", 120),
        ("64.01.02_2025-07_ucj_1", 300),
        ("64.01.01.2001_2025-07_ucj_1", 120),
        ("64.01.02.2001_2025-07_ucj_1", 300),
    ]
    assert told("ID_2025-07_ucj_1") == [
        ("ID_2025-07_ucj_1", 420),
        ("64_2025-07_ucj_1", 420),
        ("64.01_2025-07_ucj_1", 420),
    ]
    assert dated_release("64.01_2025-07_ucj_2") is None


def test_neither_another_regency_nor_a_correction_nor_a_new_target_gets_into_it(places, at):
    a_month(places)
    before = {name: dated_release(name).rows for name in ("ID_2025-07_ucj_1", "64.01_2025-07_ucj_1")}

    a_published_month(places["64.02"], {(places["64.02"], "petani", "csr"): 50})
    correct(places, at + timedelta(days=1))
    a_target(places["64.01"], 1000, at=at + timedelta(days=2))

    assert {name: dated_release(name).rows for name in before} == before
    assert told("ID_2025-07_ucj_2") == [
        ("ID_2025-07_ucj_2", 470),
        ("64_2025-07_ucj_2", 470),
        ("64.01_2025-07_ucj_1", 420),
        ("64.02_2025-07_ucj_1", 50),
    ]
    found = dated_release("64.01_2025-07_ucj_1")
    assert (found.is_superseded, found.newest) == (True, "64.01_2025-07_ucj_3")
    unchanged = ("64.01.02.2001_2025-07_ucj_1", 300)
    assert told("64.01_2025-07_ucj_2")[-1] == unchanged


def test_a_list_is_read_by_as_many_queries_as_one_release(places, at, django_assert_num_queries):
    a_month(places)
    correct(places, at + timedelta(days=1))
    scheme = Scheme.objects.get(code="ucj")

    with django_assert_num_queries(4):
        one = dated_releases(places["64.01"], scheme, 0, 1)
    with django_assert_num_queries(4):
        two = dated_releases(places["64.01"], scheme, 0, 2)

    assert [release.version for release in two] == [2, 1]
    assert two[:1] == one
