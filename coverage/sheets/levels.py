"""What a whole list says about its regions: at which level bare names lie, and where one code has two names. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from coverage.sheets.cells import written
from coverage.sheets.codes import parse_code
from coverage.sheets.directory import VILLAGE, Directory, Spot
from coverage.sheets.findings import Finding, Status
from coverage.sheets.places import LEVELS, Written
from regions.names import plain

MOST_LOOKED_AT = 500
ENOUGH = 0.9


def level_of(names: Iterable[str], directory: Directory, within: Spot | None) -> int | None:
    """Return the level at which a column of bare names lies: the one that has nine of ten of them, and has most.

    None where no level has, or two have as many; then each name that is of two levels is held.
    """
    distinct = sorted(set(names))
    looked_at = distinct[:: 1 + len(distinct) // MOST_LOOKED_AT]
    levels = [level for level in LEVELS if within is None or level > within.level]
    has = {level: sum(bool(directory.named(name, within, level)) for name in looked_at) for level in levels}
    best = [level for level in levels if has[level] == max(has.values())]
    return best[0] if len(best) == 1 and has[best[0]] >= ENOUGH * len(looked_at) > 0 else None


def two_names(rows: Iterable[int], places: Sequence[Written], directory: Directory) -> tuple[Finding, ...]:
    """Return each code under which different names stand, with all its rows (their numbers) and the names.

    `two_spellings` where the region of the code is called so in each of them, or nearly; else `one_code_two_names`.
    """
    names: dict[str, set[str]] = defaultdict(set)
    for place in set(places):
        if (code := written(place.code)) and (name := own_name(place, code)):
            names[code].add(name)
    several = {code for code, each in names.items() if len({plain(name).replace(" ", "") for name in each}) > 1}
    numbers: dict[str, list[int]] = defaultdict(list)
    shown: dict[str, dict[str, None]] = defaultdict(dict)
    for number, place in zip(rows, places, strict=True) if several else ():
        if (code := written(place.code)) in several and (name := own_name(place, code)):
            numbers[code].append(number)
            shown[code][name] = None
    found = []
    for code, lines in numbers.items():
        spot = directory.by_code.get(parse_code(code).dotted)
        are_near = spot is not None and all(directory.is_called(spot, name) is not False for name in shown[code])
        told = "two_spellings" if are_near else "one_code_two_names"
        more = {"code": code, "names": " / ".join(shown[code])}
        found.append(Finding(told, Status.WARNED, tuple(lines), more=more, count=len(lines)))
    return tuple(found)


def own_name(said: Written, code: str) -> str:
    """Return the name beside a code that is of the code's own level; "" where the row names only other levels."""
    digits = sum(map(str.isdigit, code))
    level = {2: 1, 4: 2, 6: 3}.get(digits, VILLAGE)
    return said.names[level - 1] or said.region
