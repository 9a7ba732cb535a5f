"""What a whole list says about its regions: at which level bare names lie, and where one code has two names. Pure."""

from collections import defaultdict
from collections.abc import Iterable

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


def two_names(rows: Iterable[tuple[int, Written]], directory: Directory) -> tuple[Finding, ...]:
    """Return each code under which different names stand, with all its rows and the names.

    `two_spellings` where the region of the code is called so in each of them, or nearly; else `one_code_two_names`.
    """
    rows_by_name: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, said in rows:
        code = written(said.code)
        if code and (name := own_name(said, code)):
            rows_by_name[code][name].append(number)
    found = []
    for code, by_name in rows_by_name.items():
        if len({plain(name).replace(" ", "") for name in by_name}) < 2:
            continue
        spot = directory.by_code.get(parse_code(code).dotted)
        are_near = spot is not None and all(directory.is_called(spot, name) is not False for name in by_name)
        numbers = tuple(sorted(number for rows in by_name.values() for number in rows))
        more = {"code": code, "names": " / ".join(by_name)}
        finding = Finding(
            "two_spellings" if are_near else "one_code_two_names", Status.WARNED, numbers, more=more, count=len(numbers)
        )
        found.append(finding)
    return tuple(found)


def own_name(said: Written, code: str) -> str:
    """Return the name beside a code that is of the code's own level; "" where the row names only other levels."""
    digits = sum(map(str.isdigit, code))
    level = {2: 1, 4: 2, 6: 3}.get(digits, VILLAGE)
    return said.names[level - 1] or said.region
