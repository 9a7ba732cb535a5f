"""Which region each row means: by its code in the system of the file, by its names, or held for a person. Pure.

Each distinct combination of code and names is resolved once. Nothing is guessed: what fits two regions is held with
both, what fits none with the nearest.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from coverage.sheets.cells import Value, written
from coverage.sheets.codes import Code, System, parse_code
from coverage.sheets.directory import BY_FORMER_CODE, DISTRICT, NATION, PROVINCE, REGENCY, VILLAGE, Directory, Spot
from coverage.sheets.findings import Status
from regions.names import plain

LEVELS = (PROVINCE, REGENCY, DISTRICT, VILLAGE)
MOST_NEAR = 1000
"""Distinct rows for which the nearest names are looked up; for each of 100,000 wrong ones it would take minutes."""
REGENCY_DIGITS = 4


class Written(NamedTuple):
    """What a row says about its region: the code as the cell holds it, a name for each level, a name of any level.

    The name of a level stands at the place of that number.
    """

    code: Value = None
    province: str = ""
    regency: str = ""
    district: str = ""
    village: str = ""
    region: str = ""

    @property
    def by_level(self) -> tuple[tuple[int, str], ...]:
        """The names with their levels, from above; without those that are blank."""
        return tuple([(level, name) for level, name in enumerate(self[1:5], PROVINCE) if name])

    @property
    def names(self) -> tuple[str, ...]:
        return self[1:]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The region of a row; or why it has none, with the regions from which a person chooses.

    `code` of a region that was found says what is worth telling: `former_code`, `misspelt`, else "".
    """

    region: int | None = None
    code: str = ""
    status: Status | None = None
    choices: tuple[Spot, ...] = ()
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Basis:
    """On what a file is resolved: the system of its codes, where its names lie, the level of a column of bare names.

    `confirmed` holds what was decided before for the sender: (code of the region above, plain text) → code; and of
    codes that are doubtful themselves: ("#" and the code as written, plain names beside it) → code.
    """

    system: System = System.MINISTRY
    within: Spot | None = None
    level: int | None = None
    confirmed: Mapping[tuple[str, str], str] = field(default_factory=dict)


class Resolver:
    """Resolves the rows of a file. `resolve` answers a repeated combination from memory."""

    def __init__(self, directory: Directory, basis: Basis = Basis()) -> None:
        self.directory, self.basis = directory, basis
        self.outcomes: dict[tuple[type, Written, str], Outcome] = {}
        self.steps: dict[tuple[int | None, int, str], Outcome] = {}
        self.searches = 0

    def resolve(self, said: Written, section: str = "") -> Outcome:
        """Return what a row means; `section` is the heading above it inside the table ("Kecamatan Kuaro")."""
        key = (type(said.code), said, section)
        found = self.outcomes.get(key)
        if found is None:
            found = self.outcomes[key] = self.found(said, section)
        return found

    def found(self, said: Written, section: str) -> Outcome:
        code = parse_code(said.code)
        if code.is_unreadable:
            return refused("code_unreadable", shown=written(said.code))
        if code.is_blank:
            return self.by_names(said, self.section_of(section))
        outcome = self.of_code(code, said)
        if outcome.status is not Status.HELD or "key" in outcome.more:
            return outcome
        key = (f"#{written(said.code)}", plain(" ".join(said.names)))
        return self.confirmed(key) or replace(outcome, more={**outcome.more, "key": "|".join(key)})

    def confirmed(self, key: tuple[str, str]) -> Outcome | None:
        """Return the region that a person confirmed before for what is written there; None where nobody did."""
        spot = self.directory.by_code.get(self.basis.confirmed.get(key, ""))
        return Outcome(spot.id) if spot is not None else None

    def of_code(self, code: Code, said: Written) -> Outcome:
        if code.lost_zero:
            return self.without_zero(code, said)
        spot, told = self.by_code(code)
        if spot is None:
            return self.unknown_code(code, said)
        return self.checked(spot, told, code, said)

    # By code

    def by_code(self, code: Code, system: System | None = None) -> tuple[Spot | None, str]:
        """Return the region of a code in the system of the file, and what is worth telling about it."""
        system = system or self.basis.system
        directory = self.directory
        if system is System.MINISTRY:
            if spot := directory.by_code.get(code.dotted):
                return spot, ""
            former = directory.aliases.get((BY_FORMER_CODE, plain(code.dotted)), ())
            return (former[0], "former_code") if len(former) == 1 else (None, "")
        other = directory.aliases.get((system.value, code.digits), ())
        if len(other) != 1 and len(code.digits) > REGENCY_DIGITS:
            other = directory.aliases.get((system.value, code.digits[:REGENCY_DIGITS]), ())
        return (other[0], "") if len(other) == 1 else (None, "")

    def is_whole(self, code: Code, system: System | None = None) -> bool:
        """Say whether the system of the file has the code itself, and not only that of the regency at its beginning."""
        return (system or self.basis.system) is System.MINISTRY or len(code.digits) <= REGENCY_DIGITS

    def without_zero(self, code: Code, said: Written) -> Outcome:
        """Hold a code that lost a zero, with the codes that it may have been; first the one of the name beside it."""
        there = [spot for each in code.lost_zero if (spot := self.directory.by_code.get(each))]
        there.sort(key=lambda spot: self.fits(spot, said.names) is not True)
        shown = written(said.code)
        if not there:
            return refused("code_unknown", shown=shown)
        return Outcome(None, "lost_zero", Status.HELD, tuple(there), {"shown": shown, "likely": there[0].code})

    def unknown_code(self, code: Code, said: Written) -> Outcome:
        """Hold a code that the system does not have, with the region of the names beside it; else refuse it."""
        named = self.by_names(said, None) if any(said.names) else None
        shown = written(said.code)
        if named is not None and (named.region is not None or named.choices):
            spots = named.choices if named.region is None else (self.directory.by_id[named.region],)
            return Outcome(None, "code_unknown_named", Status.HELD, spots, {"shown": shown})
        regency = self.directory.by_code.get(".".join(code.dotted.split(".")[:2]))
        if regency is not None and self.is_elsewhere(regency):
            return refused("code_elsewhere", shown=shown, region=regency.name)
        above = self.directory.by_code.get(code.dotted.rpartition(".")[0])
        return refused("code_unknown", shown=shown, above=above.name if above else "")

    def is_elsewhere(self, spot: Spot) -> bool:
        """Say whether a region lies outside the one that the file is about: what is below it is not known here."""
        within = self.basis.within
        return within is not None and not (
            self.directory.lies_within(spot, within) or self.directory.lies_within(within, spot)
        )

    def checked(self, spot: Spot, told: str, code: Code, said: Written) -> Outcome:
        """Return the region of a code after a look at the names: those below it go on from there, its own must fit."""
        if any(said[spot.level + 1 : -1]):
            return self.walk(tuple(step for step in said.by_level if step[0] > spot.level), spot)
        if not self.is_whole(code):
            return refused("code_without_name", shown=written(said.code))
        own = (said.names[spot.level - 1] if spot.level else "") or said.region
        verdict = self.directory.is_called(spot, own)
        if verdict is False:
            named = self.by_names(said, None)
            others = named.choices if named.region is None else (self.directory.by_id[named.region],)
            choices = (spot, *(other for other in others if other.id != spot.id))
            return Outcome(
                None, "name_differs", Status.HELD, choices, {"shown": own, "code": spot.code, "name": spot.name}
            )
        if verdict is None and own:
            return Outcome(spot.id, "misspelt", None, (), {"shown": own, "code": spot.code, "name": spot.name})
        return Outcome(spot.id, told, None, (), {"shown": written(said.code), "code": spot.code} if told else {})

    def fits(self, spot: Spot, names: tuple[str, ...]) -> bool | None:
        """Say whether the names of a row (province, regency, district, village, any) are those of a region."""
        *by_level, any_level = names
        own = by_level[spot.level - 1] if spot.level else ""
        if own or any_level:
            return self.directory.is_called(spot, own or any_level)
        for above in self.directory.above(spot.id):
            upper = self.directory.by_id[above]
            if upper.level > NATION and by_level[upper.level - 1]:
                return self.directory.is_called(upper, by_level[upper.level - 1])
        return None

    # By names

    def section_of(self, section: str) -> Spot | None:
        """Return the region that a heading inside the table names, the uppermost that fits; None where none does."""
        if not section:
            return None
        for level in LEVELS[:3]:
            found = self.directory.named(section, self.basis.within, level)
            if len(found) == 1:
                return found[0]
        return None

    def by_names(self, said: Written, within: Spot | None) -> Outcome:
        """Return the region of the names of a row, from above: each must lie below the one before."""
        if said.by_level:
            return self.walk(said.by_level, within or self.basis.within)
        if not said.region:
            return refused("region_missing")
        levels = (self.basis.level,) if self.basis.level is not None else LEVELS
        start = within or self.basis.within
        found = [spot for level in levels for spot in self.directory.named(said.region, start, level)]
        if plain(said.region) == "indonesia" and self.directory.nation is not None:
            found = [self.directory.nation]
        likely = levels[0] if self.basis.level is not None else min((start.level if start else NATION) + 1, VILLAGE)
        return self.chosen(found, said.region, start, likely)

    def walk(self, names: tuple[tuple[int, str], ...], within: Spot | None) -> Outcome:
        """Return the region at the end of the names, each looked for below the one before.

        Where it is already known at that level in which region the row lies, its name must agree; else the row's own
        name is looked for beside it.
        """
        here, outcome = within, Outcome()
        for level, name in names:
            if here is not None and here.level >= level:
                path = [here, *(self.directory.by_id[each] for each in self.directory.above(here.id))]
                at_level = next(spot for spot in path if spot.level == level)
                if self.directory.is_called(at_level, name) is not False:
                    outcome = Outcome(here.id)
                    continue
                here = next((spot for spot in path if spot.level < level), None)
            step = (here.id if here is not None else None, level, name)
            known = self.steps.get(step)
            if known is None:
                known = self.chosen(list(self.directory.named(name, here, level)), name, here, level)
                self.steps[step] = known
            outcome = known
            if outcome.region is None:
                return outcome
            here = self.directory.by_id[outcome.region]
        return outcome

    def chosen(self, found: list[Spot], name: str, within: Spot | None, level: int) -> Outcome:
        """Return the one region that was found; else hold the name with those found, or with the nearest."""
        where = within.name if within is not None else ""
        key = (within.code if within else "", plain(name))
        if known := self.confirmed(key):
            return known
        if len(found) == 1:
            return Outcome(found[0].id)
        more = {"shown": name, "where": where, "key": "|".join(key)}
        if found:
            return Outcome(None, "name_of_several", Status.HELD, tuple(found), more)
        near = self.nearest(name, within, level)
        return Outcome(None, "name_unknown_near" if near else "name_unknown", Status.HELD, near, more)

    def nearest(self, name: str, within: Spot | None, level: int) -> tuple[Spot, ...]:
        """Return the regions that may be meant: those of that name elsewhere in the regency, then the likest."""
        self.searches += 1
        if self.searches > MOST_NEAR:
            return ()
        elsewhere: tuple[Spot, ...] = ()
        if within is not None and within.level == DISTRICT and within.parent is not None:
            elsewhere = self.directory.named(name, self.directory.by_id[within.parent], level)
        return tuple(dict.fromkeys((*elsewhere, *self.directory.near(name, within, level))))


def refused(code: str, **more: str) -> Outcome:
    return Outcome(None, code, Status.REJECTED, (), more)
