"""From whom nominees are named: the entries of each category by zone, by their papers where that order may be seen."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from awards.arithmetic.contests import Unsound
from awards.arithmetic.ranking import ranked
from awards.arithmetic.schemes import Phase, leaves
from awards.arithmetic.scoring import outcome
from awards.enums import EntryState
from awards.models import EntrantCategory, Entry, Round
from awards.queries.entrants.listing import entries_of, province_of
from awards.queries.jury.visibility import Sight
from awards.queries.results.judging import judged
from awards.queries.settings.schemes import categories_of, criteria_of, read
from awards.queries.settings.zones import zones_of


@dataclass(frozen=True)
class Papers:
    """How the papers of an entry were scored: its place among all of its category, and its points."""

    rank: int
    points: Decimal | None


@dataclass(frozen=True)
class Standing:
    """An entry that may be a nominee; `papers` is None where the reader may not see it, or a mark or number lacks."""

    entry: Entry
    papers: Papers | None


@dataclass(frozen=True)
class ZoneList:
    """The entries of a zone in a category, the best papers first; `zone` is empty in a provincial round."""

    zone: str
    standings: tuple[Standing, ...]

    @property
    def nominees(self) -> int:
        return sum(one.entry.state == EntryState.NOMINEE for one in self.standings)


@dataclass(frozen=True)
class Field:
    """A category with its zone lists.

    `is_ordered`: the reader sees in which order the papers stand, or that numbers lack for it.
    """

    category: EntrantCategory
    zones: tuple[ZoneList, ...]
    is_ordered: bool

    @property
    def many(self) -> int:
        return sum(len(one.standings) for one in self.zones)


def fields_of(round_: Round, sight: Sight) -> list[Field]:
    """Return for each category of a round the entries from which nominees are named, as far as `sight` reaches."""
    found = [one for one in entries_of(round_) if one.state in (EntryState.VERIFIED, EntryState.NOMINEE)]
    zones = zones_of(round_.edition) if round_.is_national else {}
    return [
        field_of(round_, each, [one for one in found if one.category_id == each.pk], zones, sight)
        for each in categories_of(round_)
    ]


def field_of(
    round_: Round, category: EntrantCategory, entries: list[Entry], zones: Mapping[str, str], sight: Sight
) -> Field:
    """Return a category by zones, those of one name together, who is in none at the end."""
    sees = Phase.DESK in sight.whole and bool(entries) and has_papers(round_, category)
    papers = papers_of(round_, category) if sees else {}
    by_zone: dict[str, list[Standing]] = {}
    for one in sorted(entries, key=lambda one: papers[one.pk].rank if one.pk in papers else len(entries) + 1):
        by_zone.setdefault(zones.get(province_of(one), ""), []).append(Standing(one, papers.get(one.pk)))
    order = sorted(by_zone, key=lambda zone: (not zone, zone))
    return Field(category, tuple(ZoneList(zone, tuple(by_zone[zone])) for zone in order), sees)


def has_papers(round_: Round, category: EntrantCategory) -> bool:
    """Tell whether the papers of a category are scored at all."""
    held = criteria_of(round_, category)
    return held is not None and any(leaf.phase == Phase.DESK for leaf in leaves(read(held).scheme))


def papers_of(round_: Round, category: EntrantCategory) -> dict[int, Papers]:
    """Return the place of each entry (id) by the score of its papers; who lacks a mark or a number has none."""
    held = criteria_of(round_, category)
    if held is None:
        return {}
    found = judged(round_, category, held)
    try:
        told = outcome(found.contest)
    except Unsound:
        return {}
    scores = {one.entry: one.phases.get(Phase.DESK) for one in told.standings}
    return {
        found.entries[one.entry].pk: Papers(one.rank, scores[one.entry])
        for one in ranked(found.contest.scheme, told, Phase.DESK)
        if one.rank is not None
    }


def passed_over(field: Field, chosen: set[int]) -> list[Entry]:
    """Return the entries that are not chosen though their papers may stand before those of a chosen one of their zone.

    Of papers that lack a number or a mark nothing says that they stand behind, nor, where they are chosen, before any
    other: who states the numbers would else pass over whom he likes by leaving one open. Nothing while the order is
    hidden.
    """
    found = []
    for zone in field.zones if field.is_ordered else ():
        taken = [one for one in zone.standings if one.entry.pk in chosen]
        last = max((one.papers.rank if one.papers else field.many + 1 for one in taken), default=0)
        left = [one for one in zone.standings if taken and one.entry.pk not in chosen]
        found += [one.entry for one in left if one.papers is None or one.papers.rank < last]
    return found
