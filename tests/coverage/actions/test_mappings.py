"""A category moves to another segment: live totals follow, releases say for ever what they said."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from accounts.enums import Act
from accounts.errors import RightMissing
from accounts.models import AuditEntry
from coverage.actions.mappings import Mapping, change_mapping
from coverage.models import LiveTotal, Release, ReleasedTotal, Report, Segment, SegmentMapping, WorkerCategory
from tests.coverage.factories import JULY, a_cell, a_published_month, an_open_report, entered, published, reopened
from tests.coverage.oracles import live_sums, released_sums, stored
from tests.factories import A_MOMENT

LATER = A_MOMENT + timedelta(days=10)
DECEMBER_2024 = 202412


def moved(places, by, province="64", since=date(2025, 1, 1), until=None, segment="informal", at=LATER):
    more = {"until": until} if until else {}
    mapping = Mapping(
        category=WorkerCategory.objects.get(code="aparatur_desa"),
        segment=Segment.objects.get(code=segment) if segment else None,
        since=since,
        province=places[province] if province else None,
        **more,
    )
    return change_mapping(mapping=mapping, by=by, at=at)


def segments(model, code: str, month: int = JULY) -> dict[str, int]:
    return {
        member: heads
        for (region, scheme, axis, member), (heads, _) in stored(model, month).items()
        if (region, scheme, axis) == (code, "ucj", "segment")
    }


@pytest.fixture
def paser(places):
    """Village officials of Paser: published for July 2025 and December 2024."""
    for month in (DECEMBER_2024, JULY):
        a_published_month(
            places["64.01"],
            {(places["64.01.01"], "aparatur_desa", "apbdes"): 30, (places["64.01.01"], "petani", "csr"): 100},
            month,
        )
    return places["64.01"]


def test_live_totals_follow_from_the_month_on_and_no_release_changes(places, paser, admin):
    before = [release.content for release in Release.objects.order_by("pk")]

    moved(places, admin)

    assert segments(LiveTotal, "64.01.01") == {"informal": 130}
    assert segments(LiveTotal, "64.01.01", DECEMBER_2024) == {"formal": 30, "informal": 100}
    assert segments(ReleasedTotal, "64.01.01") == {"formal": 30, "informal": 100}
    assert [release.content for release in Release.objects.order_by("pk")] == before
    for month in (DECEMBER_2024, JULY):
        assert stored(LiveTotal, month) == live_sums(month)
        assert stored(ReleasedTotal, month) == released_sums(month)


def test_what_is_published_after_the_move_counts_by_it_and_the_recount_still_holds(places, paser, admin):
    moved(places, admin)
    report = Report.objects.get(region=paser, month=JULY)
    reopened(report, [a_cell(places["64.01.01"], 30, "aparatur_desa", "apbdes")], LATER, "Segmen berubah")

    published(report, LATER + timedelta(days=1))

    newest = Release.objects.filter(region=paser, month=JULY).order_by("-version")[0]
    assert [row["enrolled"] for row in newest.content["segments"]] == [0, 130]
    assert [row["segment"] for row in newest.content["categories"]] == ["informal", "informal"]
    assert segments(ReleasedTotal, "64") == {"informal": 130}
    assert stored(ReleasedTotal, JULY) == released_sums(JULY)


def test_one_regency_published_before_and_one_after_the_move_are_each_recounted_as_they_were(places, paser, admin):
    kutim = places["64.08"]
    moved(places, admin)

    a_published_month(kutim, {(kutim, "aparatur_desa", "apbdes"): 50}, JULY, LATER + timedelta(days=1))

    assert segments(ReleasedTotal, "64") == {"formal": 30, "informal": 150}
    assert stored(ReleasedTotal, JULY) == released_sums(JULY)


def test_another_province_keeps_the_segment_of_the_country(places, paser, admin):
    balangan = places["63.11"]
    entered(an_open_report(balangan), [a_cell(balangan, 20, "aparatur_desa", "apbdes")])

    moved(places, admin)

    assert segments(LiveTotal, "63.11") == {"formal": 20}
    entered(Report.objects.get(region=balangan), [a_cell(balangan, 25, "aparatur_desa", "apbdes")])
    assert stored(LiveTotal, JULY) == live_sums(JULY)


def test_a_category_can_leave_every_segment(places, admin):
    regency = places["64.01"]
    entered(an_open_report(regency), [a_cell(regency, 20, "aparatur_desa", "apbdes")])

    moved(places, admin, segment=None)

    assert segments(LiveTotal, "64.01") == {"": 20}
    assert stored(LiveTotal, JULY) == live_sums(JULY)


def test_a_move_inside_another_splits_it_and_supersedes_no_more_than_it_overlaps(places, admin):
    moved(places, admin, since=date(2025, 1, 1))

    moved(places, admin, since=date(2025, 4, 1), until=date(2025, 7, 1), segment="formal", at=LATER + timedelta(days=1))

    held = SegmentMapping.objects.filter(province=places["64"]).order_by("superseded_at", "valid_from")
    today = held.filter(superseded_at=None).values_list("valid_from", "valid_to", "segment__code")
    assert list(today) == [
        (date(2025, 1, 1), date(2025, 4, 1), "informal"),
        (date(2025, 4, 1), date(2025, 7, 1), "formal"),
        (date(2025, 7, 1), date(9999, 12, 31), "informal"),
    ]
    assert held.exclude(superseded_at=None).count() == 1
    assert SegmentMapping.objects.filter(province=None, category__code="aparatur_desa").count() == 1


def test_every_day_has_one_mapping_after_any_moves(places, admin):
    spans = [
        (date(2025, 1, 1), None), (date(2024, 6, 1), date(2025, 3, 1)), (date(2025, 2, 1), date(2025, 2, 2)),
        (date(2023, 1, 1), None),
    ]  # fmt: skip
    for turn, (since, until) in enumerate(spans):
        moved(places, admin, province=None, since=since, until=until, at=LATER + timedelta(days=turn))

    rows = SegmentMapping.objects.filter(category__code="aparatur_desa", province=None, superseded_at=None)
    bounds = list(rows.order_by("valid_from").values_list("valid_from", "valid_to"))
    assert bounds[0][0] == date(1945, 8, 17)
    assert bounds[-1][1] == date(9999, 12, 31)
    assert all(end == start for (_, end), (start, _) in pairwise(bounds))


def test_a_move_is_recorded(places, admin):
    moved(places, admin)

    entry = AuditEntry.objects.get(act=Act.MAPPING_CHANGED)
    assert (entry.subject, entry.region_code, entry.new) == (
        "category:aparatur_desa", "64", {"segment": "informal", "since": "2025-01-01", "until": "9999-12-31"},
    )  # fmt: skip


@pytest.mark.parametrize("who", ["sari", "budi", "hana", "wati", "stranger"])
def test_only_the_administrator_moves_a_category(places, who, request):
    person = request.getfixturevalue(who)

    with pytest.raises(RightMissing):
        moved(places, person)

    assert SegmentMapping.objects.filter(province=places["64"]).count() == 0


def test_a_move_known_only_later_is_not_read_into_an_earlier_publication(places, admin):
    regency = places["64.01"]
    a_published_month(regency, {(regency, "aparatur_desa", "apbdes"): 30}, at=datetime(2025, 8, 4, tzinfo=UTC))

    moved(places, admin, at=datetime(2025, 8, 4, 4, tzinfo=UTC))

    assert segments(ReleasedTotal, "64.01") == {"formal": 30}
    assert stored(ReleasedTotal, JULY) == released_sums(JULY)
