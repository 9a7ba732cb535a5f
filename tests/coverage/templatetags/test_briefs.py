"""What only briefs say: states of reports, days on the clock of a region, the level below."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from coverage.enums import ReportState
from coverage.queries.brief import Live
from coverage.templatetags.briefs import level_below, live_states, local_day

LATE = datetime(2025, 8, 4, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("states", "told"),
    [
        ((), "belum dibuka"),
        (((ReportState.OPEN, 1),), "sedang diisi"),
        (((ReportState.PUBLISHED, 3), (ReportState.OPEN, 1_005)), "3 terbit, 1.005 sedang diisi"),
    ],
)
def test_where_reports_stand(states, told):
    assert live_states(Live(LATE, states, False, False)) == told


def test_a_day_is_that_of_the_region():
    days = [local_day(LATE, ZoneInfo(zone)) for zone in ("Asia/Jakarta", "Asia/Jayapura")]

    assert days == ["5 Agustus 2025", "5 Agustus 2025"]
    assert local_day(LATE, ZoneInfo("UTC")) == "4 Agustus 2025"


def test_what_lies_below():
    assert [level_below(level) for level in range(4)] == ["provinsi", "kabupaten/kota", "kecamatan", "desa/kelurahan"]
