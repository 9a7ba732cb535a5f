"""Observations as they are given away: every one, in a total order, as it was stated."""

from decimal import Decimal

from coverage.models import Observation, Scheme, Segment
from coverage.queries.open_data import all_observations
from tests.coverage.releases import RELEASED_AT


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
