"""What is missing before a category can be closed, in words: which juror owes what, which numbers are unknown."""

from collections import Counter
from dataclasses import dataclass

from awards.arithmetic.contests import Missing, missing
from awards.queries.results.judging import Judged

MOST = 200
"""How many missing cells are listed one by one; all are counted."""


@dataclass(frozen=True)
class Gap:
    """One missing cell. `juror` is the name of who owes a mark, empty for an input or where nobody may judge."""

    entry: str
    criterion: str
    juror: str = ""
    is_input: bool = False


@dataclass(frozen=True)
class Lacking:
    """All that is missing: the first `gaps`, how many there are, and how many marks each juror owes."""

    gaps: tuple[Gap, ...]
    count: int
    by_juror: tuple[tuple[str, int], ...]
    inputs: int

    @property
    def is_cut(self) -> bool:
        """Whether there are more missing cells than are listed."""
        return self.count > len(self.gaps)


def lacking(found: Judged) -> Lacking:
    """Return what is missing in a category."""
    return told(found, missing(found.contest))


def told(found: Judged, cells: tuple[Missing, ...]) -> Lacking:
    """Return missing cells in words."""
    criteria, names = found.criteria, found.names
    jurors = {code: str(seat.user) for code, seat in found.seats.items()}
    judged = {code for code, one in criteria.items() if one.kind == "judged"}
    owed = Counter(jurors[one.juror] for one in cells if one.juror)
    return Lacking(
        tuple(
            Gap(
                names[one.entry], criteria[one.criterion].name, jurors.get(one.juror, ""),
                one.criterion not in judged,
            )
            for one in cells[:MOST]
        ),
        len(cells),
        tuple(sorted(owed.items())),
        sum(one.criterion not in judged for one in cells),
    )  # fmt: skip
