"""Rows of open data: every observation as it was stated, every published number as its page has it."""

from decimal import Decimal

from coverage.models import Observation, Release, ReleasedTotal, Report, Scheme, Segment
from coverage.queries.open_data import all_observations, all_published
from tests.coverage.factories import a_cell, a_published_month, a_target, entered, published, reopened
from tests.coverage.releases import RELEASED_AT, Number, plant_releases


def test_every_observation_is_given_as_it_was_stated_areas_of_others_first(places):
    common = {"scheme": Scheme.objects.get(code="ucj"), "source": "Berita", "recorded_at": RELEASED_AT}
    formal = Segment.objects.get(code="formal")
    Observation.objects.create(
        region=places["64.08"], month=202412, segment=formal, enrolled=5, stated_by="press", **common
    )
    Observation.objects.create(
        region=places["64"], month=202512, printed_percent=Decimal("50.88"), stated_by="press", **common
    )
    Observation.objects.create(region=places["64"], month=202312, potential=9, stated_by="agency", **common)
    Observation.objects.create(area="Kanwil", month=202512, target=7, stated_by="bpjs", note="x", **common)

    found = list(all_observations())

    assert [(row.code, row.name, row.period, row.stated_by) for row in found] == [
        ("", "Kanwil", "2025-12", "bpjs"),
        ("64", "Kalimantan Timur", "2023-12", "agency"),
        ("64", "Kalimantan Timur", "2025-12", "press"),
        ("64.08", "Kabupaten Kutai Timur", "2024-12", "press"),
    ]
    assert [(row.segment, row.enrolled, row.target, row.potential, row.printed_percent) for row in found] == [
        ("", None, 7, None, None),
        ("", None, None, 9, None),
        ("", None, None, None, Decimal("50.88")),
        ("formal", 5, None, None, None),
    ]


def test_what_is_compared_with_a_report_is_not_given_away(places):
    common = {"scheme": Scheme.objects.get(code="ucj"), "source": "Telepon", "recorded_at": RELEASED_AT}
    for code in ("64.01", "64.01.01.2001"):
        for stated_by in ("bpjs", "village"):
            Observation.objects.create(region=places[code], month=202507, enrolled=2, stated_by=stated_by, **common)
    Observation.objects.create(region=places["64"], month=202507, enrolled=3, stated_by="bpjs", **common)

    assert [(row.code, row.enrolled) for row in all_observations()] == [("64", 3)]


def test_published_numbers_are_given_by_month_scheme_level_and_code(places):
    plant_releases([Number(places["64.08"], 9, 10), Number(places["64"], 90, 100), Number(places["64.01.01"], 5, 10)])
    plant_releases([Number(places["64.01"], 7, None, potential=70, reported=0, expected=1)], month=202412)

    found = [(row.period, row.level, row.code, row.enrolled, row.percent) for row in all_published()]

    assert found == [
        ("2024-12", "regency", "64.01", 7, None),
        ("2025-01", "province", "64", 90, Decimal("90.00")),
        ("2025-01", "regency", "64.08", 9, Decimal("90.00")),
    ]


def test_only_the_newest_release_of_a_month_counts_and_it_is_the_one_of_the_region_page(places, at):
    paser = places["64.01"]
    a_target(paser, 1000)
    a_published_month(paser, {(paser, "petani", "csr"): 420})
    cells = [a_cell(paser, 510, "petani", "csr")]
    report = reopened(Report.objects.get(), cells, at)
    entered(report, cells, at)
    published(report, at)

    [row] = [row for row in all_published() if row.code == "64.01"]

    newest = Release.objects.filter(region=paser).order_by("-version")[0]
    assert (row.figure_id, row.version, row.enrolled, row.percent) == (newest.figure_id, 2, 510, Decimal("51.00"))
    assert (row.name, row.formula, row.released_at) == ("Kabupaten Paser", "ucj-1", "2025-08-04T05:00:00+00:00")


def test_a_number_that_nobody_filled_in_is_no_zero_and_a_withheld_one_is_told_apart(places):
    plant_releases([Number(places["64.01"], 0, 10), Number(places["64.02"], 3, 10, is_small=True)])
    ReleasedTotal.objects.filter(region=places["64.01"]).update(filled=0)

    assert [(row.enrolled, row.withheld, row.percent) for row in all_published()] == [
        (None, False, None),
        (None, True, None),
    ]
