"""Live and released totals beside a plain loop over the cells, through corrections that nobody can see from outside."""

from datetime import timedelta

import pytest

from accounts.enums import Act
from accounts.models import AuditEntry
from coverage.actions.figures import save_figures
from coverage.actions.publication import publish_report
from coverage.actions.reports import check_report, open_reports, sign_report, submit_report
from coverage.actions.totals import repair_live_totals
from coverage.enums import Via
from coverage.models import LiveTotal, Release, ReleasedTotal, Report, SegmentMapping, WorkerCategory
from tests.coverage.factories import DUE, JULY, a_cell, a_published_month, an_open_report, entered, published, reopened
from tests.coverage.oracles import live_sums, released_sums, stored
from tests.factories import a_person


def corrected(region, cells, at):
    """Reopen the published month of a regency, write the cells and publish it again a day later."""
    report = Report.objects.get(region=region)
    report = reopened(report, cells, at)
    entered(report, cells, at + timedelta(hours=1))
    return published(report, at + timedelta(days=1))


def versions(code: str) -> list[int]:
    return list(Release.objects.filter(region__code=code).order_by("version").values_list("version", flat=True))


def test_totals_are_what_adding_up_every_cell_gives(places):
    cells = {
        ("64.01", "pu"): 1000, ("64.01.01", "petani"): 40, ("64.01.01.2001", "petani"): 3, ("64.01.01.2001", "pu"): 0,
        ("64.01.02.2001", "tak_terinci"): 9, ("64.01", "uhc_penduduk"): 290_000,
    }  # fmt: skip

    a_published_month(places["64.01"], {(places[code], word, "csr"): heads for (code, word), heads in cells.items()})

    live, released = stored(LiveTotal, JULY), stored(ReleasedTotal, JULY)
    assert live == live_sums(JULY)
    assert released == released_sums(JULY)
    assert (live["64.01", "ucj", "total", ""], released["ID", "ucj", "total", ""]) == ((1052, 5), (1052, 5))
    assert released["64", "uhc", "total", ""] == (290_000, 1)
    assert ("64", "ucj", "total", "") not in live


def test_a_correction_that_only_fills_in_a_zero_keeps_the_releases_and_counts_the_cell(places, at):
    first, second = places["64.01.01.2001"], places["64.01.02.2001"]
    a_published_month(places["64.01"], {(first, "petani", "csr"): 100, (second, "petani", "csr"): 200})

    corrected(places["64.01"], [a_cell(first, 0, "nelayan", "csr")], at)

    assert (versions("64.01.01.2001"), versions("64.01.01")) == ([1], [1])
    assert stored(ReleasedTotal, JULY) == released_sums(JULY)
    assert stored(ReleasedTotal, JULY)["64.01.01.2001", "ucj", "total", ""] == (100, 2)


def test_heads_moved_between_withheld_segments_of_a_district_move_in_its_released_totals(places, at):
    district = places["64.01.01"]
    a_published_month(places["64.01"], {(district, "petani", "csr"): 3, (district, "pu", "csr"): 50})

    corrected(places["64.01"], [a_cell(district, 4, "petani", "csr"), a_cell(district, 49, "pu", "csr")], at)

    assert stored(ReleasedTotal, JULY) == released_sums(JULY)
    assert stored(ReleasedTotal, JULY)["64.01.01", "ucj", "segment", "informal"] == (4, 1)


def test_a_province_adds_its_own_figures_to_those_of_its_regencies_and_corrects_them(places, wati, at):
    a_published_month(places["64.01"], {(places["64.01"], "pu", "csr"): 1000})
    clerk, checker, head = (a_person(f"kaltim.{role}".lower(), role, places["64"]) for role in ("E", "C", "H"))
    [report] = open_reports(regions=[places["64"]], month=JULY, due_at=DUE, by=wati, at=at)

    for heads, hours in ((70, 1), (75, 5)):
        then = at + timedelta(hours=hours)
        save_figures(cells=[a_cell(places["64"], heads, "pmi", "apbd_prov")], by=clerk, at=then, via=Via.FORM)
        submit_report(report=report, by=clerk, at=then)
        check_report(report=report, by=checker, at=then)
        sign_report(report=report, by=head, at=then)
        publish_report(report=report, by=wati, at=then)
        if hours == 1:
            reopened(report, [a_cell(places["64"], 75, "pmi", "apbd_prov")], then)

    assert stored(ReleasedTotal, JULY) == released_sums(JULY)
    newest = Release.objects.filter(region=places["64"]).order_by("-version")[0]
    assert (newest.version, newest.enrolled, newest.content["own"]) == (3, 1075, 75)
    assert newest.content["reporting"] == {"reported": 1, "expected": 4}


def test_a_cell_of_a_category_without_a_segment_is_counted_as_unsplit(places):
    SegmentMapping.objects.filter(category__code="petani").delete()

    entered(an_open_report(places["64.01"]), [a_cell(places["64.01.01.2001"], 12)])

    assert stored(LiveTotal, JULY) == live_sums(JULY)
    assert stored(LiveTotal, JULY)["64.01", "ucj", "segment", ""] == (12, 1)


@pytest.mark.parametrize("fault", [{"enrolled": 999}, {"filled": 7}, None])
def test_a_repair_sets_live_totals_to_the_cells_and_is_recorded(places, admin, at, fault):
    entered(an_open_report(places["64.01"]), [a_cell(places["64.01.01.2001"], 12), a_cell(places["64.01"], 5, "pu")])
    broken = LiveTotal.objects.filter(region=places["64.01.01"])
    broken.update(**fault) if fault else broken.delete()
    assert stored(LiveTotal, JULY) != live_sums(JULY)

    repair_live_totals(months=[JULY], by=admin, at=at)

    assert stored(LiveTotal, JULY) == live_sums(JULY)
    assert AuditEntry.objects.get(act=Act.TOTALS_REBUILT).new == {"months": [JULY]}


def test_an_oracle_that_shares_no_code_knows_four_kinds_of_cells_apart(places):
    village = places["64.01.01.2001"]

    entered(
        an_open_report(places["64.01"]),
        [
            a_cell(village, 7),
            a_cell(village, 0, "nelayan"),
            a_cell(village, None, "pedagang", not_applicable=True),
            a_cell(village, None, "pekebun"),
        ],
    )

    assert live_sums(JULY)["64.01.01.2001", "ucj", "total", ""] == (7, 2)
    assert WorkerCategory.objects.filter(code="pekebun").exists()
