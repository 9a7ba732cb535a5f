"""Editions with categories, zones and criteria, laid through the ordinary actions, for tests of what rests on them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from accounts.models import User
from awards.actions.rounds.opening import open_round
from awards.actions.settings.categories import CategoryTold, save_category
from awards.actions.settings.criteria import take_example
from awards.actions.settings.zones import ZoneTold, save_zones
from awards.enums import EntrantKind, RoundStage
from awards.models import Edition, EntrantCategory, Round
from awards.queries.rounds.timetables import Days, proposed
from awards.queries.settings.examples import example_for
from awards.queries.settings.schemes import Criteria
from regions.models import Region
from tests.factories import A_MOMENT

KALIMANTAN = ZoneTold("kalimantan", "Kalimantan", ("63", "64"))


def a_told_category(edition: Edition, by: User, code: str = "kabkota", **more) -> EntrantCategory:
    """Store a category through its action: regencies and cities, in both kinds of rounds, unless told otherwise."""
    told = CategoryTold(**{"name": "Pemerintah kabupaten/kota", "kind": EntrantKind.REGENCY} | more)
    return save_category(edition=edition, code=code, told=told, by=by, at=A_MOMENT)


def a_ready_edition(edition: Edition, by: User) -> EntrantCategory:
    """Give an edition one category with the example criteria for both kinds of rounds, and its zones."""
    category = a_told_category(edition, by)
    for is_national in (False, True):
        take_example(category=category, is_national=is_national, by=by, at=A_MOMENT)
    save_zones(edition=edition, zones=[KALIMANTAN], by=by, at=A_MOMENT)
    return category


def weighing(code: str, weight: int, kind: EntrantKind = EntrantKind.REGENCY) -> Criteria:
    """Return the example criteria with another weight for one of them."""
    criteria = example_for(kind)
    told = tuple(replace(one, weight=Decimal(weight)) if one.code == code else one for one in criteria.scheme.criteria)
    return replace(criteria, scheme=replace(criteria.scheme, criteria=told))


def some_days(first: date, objection_days: int = 3) -> dict[RoundStage, Days]:
    """Return a whole timetable from a day on, without holidays."""
    return proposed(first, objection_days, set())


def an_open_round(edition: Edition, region: Region, by: User, first: date = date(2025, 8, 1), **more) -> Round:
    """Open a round through its action; by default Pengusulan is open at A_MOMENT."""
    return open_round(edition=edition, region=region, days=some_days(first), by=by, at=A_MOMENT, **more)
