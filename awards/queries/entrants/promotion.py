"""Who goes on to the national round: the first places of published provincial results, and why others do not yet."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accounts import access
from awards.enums import RoundStage
from awards.models import EntrantCategory, Entry, Firm, Objection, Publication, Result, ResultRow, Round, RoundCriteria
from awards.queries.entrants.eligibility import RELEASE, Candidate, Condition, conditions_of
from awards.queries.results.published import public, public_results
from awards.queries.rounds.stages import Timetable
from awards.queries.settings.schemes import categories_of
from awards.queries.settings.zones import zones_of
from paritrana import formatting

Contest = tuple[int, int]
"""A category in a round, by their ids."""


@dataclass(frozen=True)
class Winner:
    """A first place of a provincial result. `goal` is the national category in which it competes, None where none
    takes it; `standing` its entry there, whatever became of it; `why` says why it is not brought there yet.
    """

    entry: Entry
    zone: str
    goal: EntrantCategory | None
    standing: Entry | None = None
    why: str = ""

    @property
    def name(self) -> str:
        return Candidate.of(self.entry).name

    @property
    def is_ready(self) -> bool:
        """Whether it may be brought, once the result of its category is final."""
        return self.standing is None and not self.why


@dataclass(frozen=True)
class Outlook:
    """A category of a provincial round, with its first places; `why` says why none of them goes on yet."""

    round: Round
    category: EntrantCategory
    winners: tuple[Winner, ...] = ()
    why: str = ""

    @property
    def ready(self) -> tuple[Winner, ...]:
        """The first places that may be brought now."""
        return () if self.why else tuple(one for one in self.winners if one.is_ready)


def promotions(round_: Round, at: datetime) -> tuple[Outlook, ...]:
    """Return what each category of each provincial round sends to a national one, by province and category.

    As many queries for one province as for all. Of a result that is not public nothing is told but that.
    """
    rounds = Round.objects.filter(edition=round_.edition_id, is_national=False).select_related("region")
    provincial = list(rounds.order_by("region__code"))
    by_round: dict[int, dict[int, EntrantCategory]] = defaultdict(dict)
    judged = RoundCriteria.objects.filter(round__in=provincial).select_related("category")
    for row in judged.order_by("category__position", "category__code"):
        by_round[row.round_id][row.category_id] = row.category
    contests = [(one, category) for one in provincial for category in by_round[one.pk].values()]
    results = newest_public_of(provincial, at)
    whys = unready(contests, results, round_, at)
    winners = winners_of(round_, results, at)
    return tuple(
        Outlook(one, category, winners.get((one.pk, category.pk), ()), whys[one.pk, category.pk])
        for one, category in contests
    )


def by_province(round_: Round, at: datetime) -> list[tuple[Round, list[Outlook]]]:
    """Return what `promotions` tells, the categories of a provincial round together."""
    found: dict[int, tuple[Round, list[Outlook]]] = {}
    for one in promotions(round_, at):
        found.setdefault(one.round.pk, (one.round, []))[1].append(one)
    return list(found.values())


def newest_public_of(rounds: Collection[Round], at: datetime) -> dict[Contest, Result]:
    """Return the newest public version of each category of these rounds."""
    rows = public_results(at).filter(round__in=rounds).order_by("version")
    return {(row.round_id, row.category_id): row for row in rows}


def unready(
    contests: Sequence[tuple[Round, EntrantCategory]], results: Mapping[Contest, Result], national: Round, at: datetime
) -> dict[Contest, str]:
    """Return why the result of each contest is not final yet, empty where it is."""
    rounds = list({one.pk: one for one, _category in contests}.values())
    tables = tables_of(rounds, at)
    newest: dict[Contest, int] = {}
    rows = Result.objects.filter(round__in=rounds).order_by("version")
    for round_id, category, version in rows.values_list("round", "category", "version"):
        newest[round_id, category] = version
    asked = Publication.objects.filter(public(at), result__in=results.values(), withdraw_asked_at__isnull=False)
    withdrawing = set(asked.values_list("result", flat=True))
    objections, found = objections_of(rounds), dict[Contest, str]()
    for one, category in contests:
        key = (one.pk, category.pk)
        result = results.get(key)
        why = why_not_final(one, result, newest.get(key, 0), tables[one.pk], objections.get(key))
        if one.is_sample != national.is_sample:
            why = _("data contoh dan data resmi tidak dicampur")
        elif result and result.pk in withdrawing:
            why = _("penarikan hasilnya sedang diminta")
        found[key] = why
    return found


def why_not_final(round_: Round, result: Result | None, newest: int, table: Timetable, objection: int | None) -> str:
    """Return why winners of a category cannot go on yet, empty where they can."""
    if result is None:
        return _("hasilnya belum diumumkan")
    if objection is not None:
        return _("sanggahan no. %s belum selesai") % formatting.number(objection)
    if newest != result.version:
        return _("versi hasil yang baru belum diumumkan")
    window = next((each for each in table.windows if each.stage == RoundStage.OBJECTION), None)
    if window and not table.has_passed(RoundStage.OBJECTION):
        return _("masa sanggahan sampai %s") % formatting.moment(window.closes_at, round_.time_zone)
    return ""


def tables_of(rounds: Sequence[Round], at: datetime) -> dict[int, Timetable]:
    """Return the timetables of rounds, by id, in one query."""
    from_rows = Round.objects.filter(pk__in=[one.pk for one in rounds]).prefetch_related("windows")
    return {
        one.pk: Timetable(tuple(sorted(one.windows.all(), key=lambda each: each.position)), at) for one in from_rows
    }


def objections_of(rounds: Collection[Round]) -> dict[Contest, int]:
    """Return the number of the first objection that is not answered, or granted without its new version yet."""
    rows = Objection.objects.filter(round__in=rounds, results=None).exclude(is_granted=False).order_by("-number")
    return {
        (round_id, category): number
        for round_id, category, number in rows.values_list("round", "entry__category", "number")
    }


def winners_of(round_: Round, results: Mapping[Contest, Result], at: datetime) -> dict[Contest, tuple[Winner, ...]]:
    """Return the first places of results by contest; who shares the first place is among them."""
    rows = ResultRow.objects.filter(result__in=results.values(), rank=1).order_by("position").select_related(
        "result__round__region", "entry__round", "entry__category", "entry__region", "entry__firm"
    ).defer("content", "result__bundle")  # fmt: skip
    entries = [row.entry for row in rows]
    goals, zones = categories_of(round_), zones_of(round_.edition)
    standing = list(Entry.objects.filter(round=round_).select_related("category"))
    aims = {entry.pk: goals_of(entry.category, entry.firm, goals) for entry in entries}
    sole = [entry for entry in entries if len(aims[entry.pk]) == 1]
    told = conditions_of(round_, [Candidate(aims[one.pk][0], one.region, one.firm) for one in sole], access.day_of(at))
    unmet = {entry.pk: why_unmet(conditions) for entry, conditions in zip(sole, told, strict=True)}
    found: dict[Contest, list[Winner]] = defaultdict(list)
    for row in rows:
        entry, zone = row.entry, zones.get(row.result.round.region.code, "")
        aim = aims[entry.pk]
        goal = aim[0] if len(aim) == 1 else None
        there = next((one for one in standing if is_of(one, entry, goal)), None)
        why = why_no_goal(aim) or ("" if zone else _("provinsinya belum masuk zona")) or unmet.get(entry.pk, "")
        found[row.result.round_id, row.result.category_id].append(
            Winner(entry, zone, goal, there, "" if there else why)
        )
    return {key: tuple(of) for key, of in found.items()}


def is_of(there: Entry, entry: Entry, goal: EntrantCategory | None) -> bool:
    """Tell whether a national entry is that of a winner: brought for it, or of the same competitor in its category."""
    if there.was_id == entry.pk:
        return True
    is_same = there.firm_id == entry.firm_id and (entry.firm_id is not None or there.region_id == entry.region_id)
    return goal is not None and there.category_id == goal.pk and is_same


def goals_of(category: EntrantCategory, firm: Firm | None, goals: Collection[EntrantCategory]) -> list[EntrantCategory]:
    """Return the national categories that a winner could enter: exactly one where all is set well.

    What the category says itself holds; else its own national one; else those of its kind, of the firm's size and
    sector, of which one for a sector goes before one for a size, and that before one for all.
    """
    if category.promotes_to_id:
        return [one for one in goals if one.pk == category.promotes_to_id]
    if own := [one for one in goals if one.pk == category.pk]:
        return own
    fitting = [one for one in goals if one.kind == category.kind and takes(one, firm)]
    nearest = max(((bool(one.sector), bool(one.size)) for one in fitting), default=None)
    return [one for one in fitting if (bool(one.sector), bool(one.size)) == nearest]


def takes(goal: EntrantCategory, firm: Firm | None) -> bool:
    """Tell whether a category asks for no other size or sector than the firm's."""
    if firm is None:
        return True
    return goal.size in ("", firm.size) and goal.sector.casefold() in ("", firm.sector.casefold())


def only_promoted(round_: Round) -> set[int]:
    """Return the categories (ids) of a round that winners of provinces alone may enter: those for which any are judged.

    Provinces compete nowhere but in the nation, so that no round sends them.
    """
    if not round_.is_national:
        return set()
    provincial = EntrantCategory.objects.filter(edition=round_.edition_id, at_province=True)
    kinds = set(provincial.values_list("kind", flat=True))
    return {one.pk for one in categories_of(round_) if one.kind in kinds}


def why_no_goal(aims: Sequence[EntrantCategory]) -> str:
    if not aims:
        return _("tidak ada kategori nasional untuk peserta ini")
    if len(aims) > 1:
        return _("ada beberapa kategori nasional yang cocok; penata memilihnya di pengaturan kategori")
    return ""


def why_unmet(conditions: Iterable[Condition]) -> str:
    """Return why the national category cannot take a winner; what may still come to be met does not count."""
    return "; ".join(one.why for one in conditions if not one.is_met and one.code != RELEASE)


def fallen(entries: Collection[Entry], at: datetime) -> dict[int, str]:
    """Return why what brought entries (ids) to the national round no longer holds; those for which it does are out."""
    brought = [one for one in entries if one.was_id is not None]
    if not brought:
        return {}
    were = Entry.objects.filter(pk__in=[one.was_id for one in brought]).values_list("pk", "round", "category")
    contests: dict[int, Contest] = {pk: (round_id, category) for pk, round_id, category in were}
    rounds = Round.objects.filter(pk__in={round_id for round_id, _category in contests.values()})
    results = newest_public_of(list(rounds), at)
    first = ResultRow.objects.filter(result__in=results.values(), rank=1, entry__in=contests)
    winning = set(first.values_list("entry", flat=True))
    return {
        one.pk: _("hasil provinsinya tidak terbit lagi")
        if contests[one.was_id or 0] not in results
        else _("bukan lagi juara pertama dalam hasil provinsinya")
        for one in brought
        if one.was_id not in winning
    }


def still_first(why: str) -> Condition:
    """Return the condition of an entry that was brought from its province: it still stands first there."""
    return Condition("promoted", _("juara pertama dalam hasil provinsinya yang terbit"), why)
