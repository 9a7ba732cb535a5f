"""What is found about a sheet: refused, held for a person, passed over or worth telling. Pure.

`coverage.sheet_errors` has the words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """What becomes of what a finding is about."""

    REJECTED = "rejected"
    HELD = "held"
    IGNORED = "ignored"
    WARNED = "warned"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that a person can give: `answer` is kept, `shown` stands on the screen (codes, names, counts)."""

    answer: str
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found. `code` names its sentence, `more` what stands in it.

    `rows` are the sheet's own numbers, none where it is about a column or the sheet; `column` is the heading as
    written. `choices` are the answers among which a person decides; `count` says of how many rows it is true.
    """

    code: str
    status: Status
    rows: tuple[int, ...] = ()
    column: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    count: int = 0
