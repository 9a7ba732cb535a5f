"""The regions of a day as a file is held against them: by code, by name below a region, by other names. Pure.

It is filled from the tables by `coverage.queries.sheet_regions` once for a file. Names are indexed below a region when
the first row asks for it, since most files are about one regency.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from regions.names import plain, readings

NATION, PROVINCE, REGENCY, DISTRICT, VILLAGE = range(5)
LIKE_ENOUGH = 0.6
SAME_BUT_MISSPELT = 0.8
MOST_SUGGESTED = 3
BY_NAME, BY_FORMER_CODE = "name", "former"


@dataclass(frozen=True, slots=True)
class Spot:
    """A region as it stood on the day: its key, code, name, level (0 the nation, 4 a village), kind and parent."""

    id: int
    code: str
    name: str
    level: int
    kind: str
    parent: int | None


@dataclass(frozen=True, slots=True)
class Alias:
    """Another code or name of a region: whose (`name`, `former`, `bps`, `djpk`), and the text in plain form."""

    system: str
    text: str
    region: int


class Directory:
    """All regions that a file may name."""

    def __init__(self, spots: Iterable[Spot], aliases: Iterable[Alias] = ()) -> None:
        self.by_id = {spot.id: spot for spot in spots}
        self.by_code = {spot.code: spot for spot in self.by_id.values()}
        self.children: dict[int | None, list[Spot]] = defaultdict(list)
        for spot in self.by_id.values():
            self.children[spot.parent].append(spot)
        self.aliases: dict[tuple[str, str], list[Spot]] = defaultdict(list)
        self.other_names: dict[int, set[str]] = defaultdict(set)
        for alias in aliases:
            if alias.region not in self.by_id:
                continue
            self.aliases[alias.system, alias.text].append(self.by_id[alias.region])
            if alias.system == BY_NAME:
                self.other_names[alias.region].add(alias.text)
        self.nation = next((spot for spot in self.by_id.values() if spot.level == NATION), None)
        self.indexes: dict[tuple[int | None, int], dict[str, list[Spot]]] = {}
        self.verdicts: dict[tuple[int, str], bool | None] = {}

    def above(self, region: int) -> tuple[int, ...]:
        """Return the keys of the regions above one, the nearest first."""
        found: list[int] = []
        spot: Spot | None = self.by_id.get(region)
        while spot is not None and spot.parent is not None:
            found.append(spot.parent)
            spot = self.by_id.get(spot.parent)
        return tuple(found)

    def below(self, within: Spot | None, level: int) -> Iterator[Spot]:
        """Yield the regions of a level below one (None: below the nation)."""
        top = within or self.nation
        todo = list(self.children[top.id if top else None])
        while todo:
            spot = todo.pop()
            if spot.level == level:
                yield spot
            elif spot.level < level:
                todo.extend(self.children[spot.id])

    def lies_within(self, spot: Spot, within: Spot | None) -> bool:
        return within is None or spot.id == within.id or within.id in self.above(spot.id)

    def index(self, within: Spot | None, level: int) -> dict[str, list[Spot]]:
        """Return the regions of a level below one by their plain names, with and without blanks."""
        key = (within.id if within else None, level)
        if key not in self.indexes:
            found: dict[str, list[Spot]] = defaultdict(list)
            for spot in self.below(within, level):
                name = plain(spot.name)
                found[name].append(spot)
                if (compact := name.replace(" ", "")) != name:
                    found[compact].append(spot)
            self.indexes[key] = dict(found)
        return self.indexes[key]

    def named(self, text: str, within: Spot | None, level: int) -> tuple[Spot, ...]:
        """Return the regions of a level below one that are called `text`: as written, else read in another way.

        "Kampung Baru" is the village of that name before it is one called Baru; blanks and capitals do not matter.
        """
        index = self.index(within, level)
        if level >= DISTRICT:  # their names stand in the register as they are, without a kind
            name = plain(text)
            if spots := index.get(name) or index.get(name.replace(" ", "")):
                return tuple(sorted(spots, key=lambda spot: spot.code))
        for way in readings(text):
            found: dict[int, Spot] = {}
            for name, kinds in way.forms:
                for spot in index.get(name) or index.get(name.replace(" ", "")) or ():
                    if not kinds or spot.kind in kinds:
                        found[spot.id] = spot
            if found:
                return tuple(sorted(found.values(), key=lambda spot: spot.code))
        return self.by_other_name(text, within, level)

    def by_other_name(self, text: str, within: Spot | None, level: int) -> tuple[Spot, ...]:
        for way in readings(text):
            found = {
                spot.id: spot
                for spot in self.aliases.get((BY_NAME, way.name), ())
                if spot.level == level and self.lies_within(spot, within) and (not way.kinds or spot.kind in way.kinds)
            }
            if found:
                return tuple(sorted(found.values(), key=lambda spot: spot.code))
        return ()

    def near(self, text: str, within: Spot | None, level: int) -> tuple[Spot, ...]:
        """Return the regions of a level below one whose names are most like `text`, the likest first."""
        index = self.index(within, level)
        word = readings(text)[-1].name if readings(text) else ""
        close = get_close_matches(word, index, n=2 * MOST_SUGGESTED, cutoff=LIKE_ENOUGH)
        found = {spot.id: spot for name in close for spot in index[name]}
        return tuple(found.values())[:MOST_SUGGESTED]

    def is_called(self, spot: Spot, text: str) -> bool | None:
        """Say whether a region is called `text`; None where there is no text, or one that is only misspelt."""
        if text == spot.name or text.lower() == spot.name.lower():
            return True
        key = (spot.id, text)
        if key not in self.verdicts:
            self.verdicts[key] = self.compared(spot, text)
        return self.verdicts[key]

    def compared(self, spot: Spot, text: str) -> bool | None:
        ways = readings(text)
        if not ways:
            return None
        name = plain(spot.name)
        compact = name.replace(" ", "")
        for way in ways:
            if way.name in self.other_names[spot.id]:
                return True
            for form, kinds in way.forms:
                if form.replace(" ", "") == compact and (not kinds or spot.kind in kinds):
                    return True
        if spot.level == REGENCY and ways[-1].kinds and spot.kind not in ways[-1].kinds:
            return False  # Kota Bogor is not Kabupaten Bogor
        shorter = readings(name)[-1].name if spot.level == REGENCY else name
        like = SequenceMatcher(None, shorter, ways[-1].name).ratio()
        return None if like >= SAME_BUT_MISSPELT else False
