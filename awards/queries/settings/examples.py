"""The criteria that the portal ships: an example, since no official weights, score forms or tie rules are public."""

import json
from functools import cache
from pathlib import Path

from awards.arithmetic.schemes import HUNDRED, Phase, Scheme
from awards.enums import EntrantKind
from awards.queries.settings.schemes import Criteria, criteria_from

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
FILES = {EntrantKind.FIRM: "criteria_firms.json", EntrantKind.VILLAGE: "criteria_villages.json"}
OF_REGIONS = "criteria_regions.json"


@cache
def example_for(kind: EntrantKind) -> Criteria:
    """Return the example criteria for entrants of a kind; it cannot change while the portal runs."""
    text = (FIXTURES / FILES.get(kind, OF_REGIONS)).read_text(encoding="utf-8")
    return criteria_from(json.loads(text))


EMPTY = Criteria(Scheme((), {Phase.DESK: HUNDRED}))
"""What a category without criteria begins from."""
