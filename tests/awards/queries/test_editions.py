"""Which months are guarded when: the December of the data year, from the day of opening until that of closing."""

from datetime import UTC, date, datetime, timedelta

import pytest

from awards.queries.editions import guarded_months
from tests.awards.factories import an_edition

MIDNIGHT_IN_JAKARTA = datetime(2025, 6, 30, 17, 0, tzinfo=UTC)  # 1 July begins there


@pytest.mark.parametrize(
    ("at", "guarded"),
    [
        (MIDNIGHT_IN_JAKARTA - timedelta(seconds=1), []),
        (MIDNIGHT_IN_JAKARTA, [(202312, "Paritrana, data 2023")]),
        (datetime(2025, 8, 31, 16, 59, 59, tzinfo=UTC), [(202312, "Paritrana, data 2023")]),
        (datetime(2025, 8, 31, 17, 0, tzinfo=UTC), []),
    ],
)
def test_a_month_is_guarded_from_the_first_day_to_the_last_by_the_clock_of_jakarta(admin, at, guarded):
    an_edition(admin)

    assert guarded_months(at) == guarded


def test_an_edition_whose_end_is_not_known_stays_open(admin, at):
    an_edition(admin, closes_on=None)

    assert guarded_months(at + timedelta(days=2_000)) == [(202312, "Paritrana, data 2023")]


def test_each_open_edition_guards_its_own_month_and_two_on_one_year_are_told_both(admin, at):
    an_edition(admin, 2024)
    an_edition(admin, 2023)
    an_edition(admin, 2023, "k3")
    an_edition(admin, 2022, closes_on=date(2025, 8, 1))

    assert guarded_months(at) == [
        (202312, "K3, data 2023"), (202312, "Paritrana, data 2023"), (202412, "Paritrana, data 2024"),
    ]  # fmt: skip
