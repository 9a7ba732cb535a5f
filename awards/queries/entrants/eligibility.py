"""The conditions that an entrant must meet in a category, each told as met or not, with what is missing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from awards.enums import EntrantKind, FirmSize
from awards.models import EntrantCategory, Entry, Firm, Round
from awards.models.entry import name_of
from awards.queries.rounds.areas import in_area
from awards.queries.settings.schemes import categories_of
from coverage.models import Release, Scheme
from paritrana import formatting
from regions.enums import Level
from regions.models import Region

LEVEL_OF = {
    EntrantKind.PROVINCE: Level.PROVINCE,
    EntrantKind.REGENCY: Level.REGENCY,
    EntrantKind.VILLAGE: Level.VILLAGE,
}
RELEASE = "release"
"""The one condition that may come to be met after the proposal: all others hold from the start."""


@dataclass(frozen=True)
class Candidate:
    """Who would compete in which category: a region, or a firm that sits in it."""

    category: EntrantCategory
    region: Region
    firm: Firm | None = None

    @classmethod
    def of(cls, entry: Entry) -> "Candidate":
        return cls(entry.category, entry.region, entry.firm)

    @property
    def name(self) -> str:
        return name_of(self.region, self.firm)


@dataclass(frozen=True)
class Condition:
    """One condition: what is asked, whether it is met, and if not, why."""

    code: str
    asked: str
    why: str = ""

    @property
    def is_met(self) -> bool:
        return not self.why


def conditions_of(round_: Round, candidates: Sequence[Candidate], on: date) -> list[tuple[Condition, ...]]:
    """Return the conditions of each candidate, in the order given; as many queries for one as for many."""
    regions = {each.region.pk for each in candidates}
    inside, released = in_area(round_, regions, on), released_in(round_, regions)
    judged = {category.pk for category in categories_of(round_)}
    return [
        (
            judged_here(each, judged),
            right_kind(each),
            Condition("area", _("berada di wilayah putaran"), "" if each.region.pk in inside else outside(round_)),
            *firm_conditions(each),
            *([has_release(round_, each, released)] if each.category.needs_release else []),
        )
        for each in candidates
    ]


def outside(round_: Round) -> str:
    return _("wilayahnya di luar %(region)s") % {"region": round_.region.name}


def released_in(round_: Round, regions: Collection[int]) -> set[int]:
    """Return those of `regions` whose newest release of the data month holds a number."""
    scheme = Scheme.objects.order_by("position", "code").first()
    rows = Release.objects.filter(region__in=regions, month=round_.edition.data_month, scheme=scheme)
    newest: dict[int, int | None] = dict(rows.order_by("version").values_list("region", "enrolled"))
    return {region for region, enrolled in newest.items() if enrolled is not None}


def judged_here(candidate: Candidate, judged: Collection[int]) -> Condition:
    """Tell whether the category is among those that the round judges (ids)."""
    category = candidate.category
    is_judged = category.pk in judged
    asked = _("kategori dinilai dalam putaran ini")
    return Condition("round", asked, "" if is_judged else _("kategori %s tidak dinilai di sini") % category.name)


def right_kind(candidate: Candidate) -> Condition:
    """Tell whether a region of the category's level, or a firm, competes."""
    kind = EntrantKind(candidate.category.kind)
    asked = _("peserta berupa %s") % kind.label
    if kind == EntrantKind.FIRM:
        return Condition("kind", asked, "" if candidate.firm else _("yang diusulkan bukan badan usaha"))
    if candidate.firm:
        return Condition("kind", asked, _("yang diusulkan badan usaha"))
    is_right = candidate.region.level == LEVEL_OF[kind]
    why = _("yang diusulkan %s") % Level(candidate.region.level).label
    return Condition("kind", asked, "" if is_right else why)


def firm_conditions(candidate: Candidate) -> list[Condition]:
    """Return what a category asks of a firm's size and sector, where it asks anything."""
    category, firm, found = candidate.category, candidate.firm, []
    if firm and category.size:
        asked = _("ukuran badan usaha: %s") % FirmSize(category.size).label
        why = _("ukurannya %s") % FirmSize(firm.size).label
        found.append(Condition("size", asked, "" if firm.size == category.size else why))
    if firm and category.sector:
        asked = _("sektor badan usaha: %s") % category.sector
        is_same = firm.sector.casefold() == category.sector.casefold()
        found.append(Condition("sector", asked, "" if is_same else _("sektornya %s") % firm.sector))
    return found


def has_release(round_: Round, candidate: Candidate, released: set[int]) -> Condition:
    month = formatting.month(round_.edition.data_month)
    asked = _("angka %s wilayahnya sudah terbit") % month
    why = _("angka %(month)s %(region)s belum terbit") % {"month": month, "region": candidate.region.name}
    return Condition(RELEASE, asked, "" if candidate.region.pk in released else why)
