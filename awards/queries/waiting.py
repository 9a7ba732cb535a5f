"""What waits in the award for one person: the secretariat, a juror, an office whose region competes.

The page "Tugas saya" asks it through `WAITING` of the settings. At most six queries for each kind of person; an
administrator has more only for rounds of which all papers are marked before their stage is over (`told_rounds`).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import access
from accounts.abilities import ABILITIES, Ability, Role
from accounts.models import Assignment, User
from awards.arithmetic.schemes import Phase
from awards.enums import GONE, MARKED_STATES, EntryState, RoundStage
from awards.models import (
    Conflict,
    Entry,
    MarkSheet,
    Objection,
    Publication,
    ResultRow,
    Round,
    RoundCriteria,
    RoundWindow,
    Seat,
)
from awards.queries.entrants.proofs import AskedProof, missing_proofs, proofs_in
from awards.queries.jury.conflicts import UNDECIDED
from awards.queries.jury.judged import is_open, judged_by, phase_words
from awards.queries.jury.seats import judging
from awards.queries.jury.visibility import told_rounds
from awards.queries.results.published import public_results
from awards.queries.results.unfrozen import awaited, unfrozen
from awards.queries.rounds.stages import Timetable
from coverage.queries.waiting import Waiting
from paritrana.formatting import number
from regions.enums import Level
from regions.models import Placement, subtree

A_MINUTE = timedelta(minutes=1)
PREPARING = (RoundStage.NOMINATION, RoundStage.VERIFICATION)
"""The stages in which proofs are still handed in."""

ABOUT = ("edition__programme", "region")


@dataclass(frozen=True)
class Person:
    """A person at a moment, with the offices that he holds then."""

    user: User
    at: datetime
    held: tuple[Assignment, ...]

    def with_ability(self, ability: Ability) -> list[Assignment]:
        return [one for one in self.held if ability in ABILITIES[Role(one.role)]]


def waiting_for(user: User, at: datetime) -> list[Waiting]:
    """Return what waits in the award for `user` at a moment."""
    person = Person(user, at, tuple(access.assignments(user, at)))
    parts: list[Callable[[Person], Iterable[Waiting]]] = [of_secretariat, of_second, of_freezer, of_juror, of_office]
    return [one for part in parts for one in part(person)]


def timetables(rounds: Iterable[int], at: datetime) -> dict[int, Timetable]:
    """Return the timetables of rounds by id; one query."""
    windows: dict[int, list[RoundWindow]] = defaultdict(list)
    for window in RoundWindow.objects.filter(round__in=set(rounds)).order_by("round", "position"):
        windows[window.round_id].append(window)
    return {pk: Timetable(tuple(of), at) for pk, of in windows.items()}


def until(table: Timetable) -> datetime | None:
    """Return the last minute of the stage that is open."""
    return table.open.closes_at - A_MINUTE if table.open else None


def until_end(table: Timetable) -> datetime | None:
    """Return the last minute of Sanggahan, in which objections are filed and until which they are answered."""
    closing = (each.closes_at for each in table.windows if each.stage == RoundStage.OBJECTION)
    return next((at - A_MINUTE for at in closing), None)


def task(
    round_: Round, title: str, route: str, args: Sequence[object], act: str, due_at: datetime | None = None
) -> Waiting:
    told = _("%(edition)s, putaran %(region)s") % {"edition": round_.edition, "region": round_.region.name}
    return Waiting(title, told, reverse(f"awards:{route}", args=args), act, round_.time_zone, due_at)


def of_secretariat(person: Person) -> Iterator[Waiting]:
    """Yield for the secretariat the entries to check and the objections to answer, of the rounds of its own region."""
    regions = {one.region_id for one in person.with_ability(Ability.RUN_ROUNDS)}
    if not regions:
        return
    own = Round.objects.filter(region__in=regions).exclude(pk__in=judging(person.user).values("round"))
    rounds = {one.pk: one for one in own.select_related(*ABOUT).order_by("pk")}
    tables = timetables(rounds, person.at)
    checking = [pk for pk, table in tables.items() if table.is_open(*PREPARING)]
    proposed = Entry.objects.filter(round__in=checking, state=EntryState.PROPOSED).values_list("round", flat=True)
    for pk, many in sorted(Counter(proposed).items()):
        title = _("%(many)s peserta perlu diperiksa berkasnya") % {"many": number(many)}
        yield task(rounds[pk], title, "entries", [pk], _("Periksa peserta"), until(tables[pk]))
    unanswered = Objection.objects.filter(round__in=rounds, answered_at=None).defer("proof", "text")
    for one in unanswered.order_by("pk"):
        title = _("Sanggahan no. %(number)s perlu ditanggapi") % {"number": one.number}
        args = [one.result_id, one.entry_id]
        yield task(
            rounds[one.round_id], title, "objections", args, _("Tanggapi sanggahan"), until_end(tables[one.round_id])
        )


def of_second(person: Person) -> Iterator[Waiting]:
    """Yield for whoever may be the second person what another has asked: publishing, withdrawing, lifting.

    Who judges a round is neither its secretariat nor an administrator there.
    """
    judged = judging(person.user).values("round")
    publishing = reached(person, Ability.PUBLISH_RESULTS, "result__round")
    if publishing:
        fresh = Q(approved_at=None) & ~Q(asked_by=person.user)
        back = Q(approved_at__isnull=False, withdraw_asked_at__isnull=False) & ~Q(withdraw_asked_by=person.user)
        rows = Publication.objects.filter(publishing, fresh | back, dropped_at=None, withdrawn_at=None)
        rows = rows.exclude(result__round__in=judged)
        requests = rows.select_related("result__category", "result__round__region", "result__round__edition__programme")
        for one in requests.defer("result__bundle").order_by("asked_at", "pk"):
            title = _("Penerbitan hasil %(category)s menunggu orang kedua")
            if one.approved_at:
                title = _("Penarikan hasil %(category)s menunggu orang kedua")
            title %= {"category": one.result.category.name}
            yield task(one.result.round, title, "closing", [one.result.round_id], _("Periksa hasilnya"))
    lifting = reached(person, Ability.LIFT_CONFLICTS, "seat__round")
    if lifting:
        lifts = Q(lift_asked_at__isnull=False, lifted_at=None) & ~Q(lift_asked_by=person.user)
        late = UNDECIDED & Q(backed_at__isnull=False) & ~Q(backed_by=person.user)
        asked = Conflict.objects.filter(lifting, lifts | late).exclude(seat__round__in=judged)
        for conflict in asked.select_related("seat__round__region", "seat__round__edition__programme").order_by("pk"):
            title = _("Keputusan atas benturan kepentingan menunggu persetujuan")
            yield task(conflict.seat.round, title, "conflicts", [conflict.seat.round_id], _("Periksa permintaannya"))


def of_freezer(person: Person) -> Iterator[Waiting]:
    """Yield for an administrator the numbers that nobody froze in time, as long as their round lasts.

    Once marks are open to the secretariat, who is not of it freezes: `awards.access.may_freeze`, here of many rounds.
    """
    looked_after, own = reached(person, Ability.REOPEN_MARKS, "round"), reached(person, Ability.RUN_ROUNDS, "round")
    if not looked_after:
        return
    rows = awaited().filter(looked_after).exclude(round__in=judging(person.user).values("round"))
    rows = rows.exclude(own) if own else rows
    about = (f"round__{name}" for name in ABOUT)
    found = list(rows.select_related(*about, "category", "criteria_set").order_by("round", "category__position", "pk"))
    tables = timetables((one.round_id for one in found), person.at) if found else {}
    lasting = [one for one in found if any(each.closes_at > person.at for each in tables[one.round_id].windows)]
    lacking = unfrozen(lasting) if lasting else {}
    late = [one for one in lasting if lacking[one.pk]]
    told = told_rounds({one.round_id: one.round for one in late}, tables)
    for one in late:
        if one.round_id in told:
            named = {"many": number(lacking[one.pk]), "category": one.category.name}
            title = _("%(many)s angka %(category)s perlu dibekukan") % named
            yield task(one.round, title, "category_numbers", [one.round_id, one.category.code], _("Bekukan angka"))


def reached(person: Person, ability: Ability, way: str) -> Q | None:
    """Match rows by the round at the end of `way`: of the regions where an ability is held, and all for the nation's
    administrators; None where it is held nowhere.
    """
    found = None
    for one in person.with_ability(ability):
        is_all = one.role == Role.ADMINISTRATOR and one.region.level == Level.NATION
        here = Q(pk__isnull=False) if is_all else Q(**{f"{way}__region": one.region_id})
        found = here if found is None else found | here
    return found


def of_juror(person: Person) -> Iterator[Waiting]:
    """Yield for a juror the declaration that lacks, and how many entries are not marked yet."""
    if not person.with_ability(Ability.MARK_ENTRIES):
        return
    rows = Seat.objects.filter(user=person.user, ended_at=None)
    seats = list(rows.select_related(*(f"round__{name}" for name in ABOUT)).order_by("pk"))
    tables = timetables((one.round_id for one in seats), person.at)
    left = Counter(unmarked(seats, tables).values_list("round", flat=True)) if seats else Counter()
    for seat in seats:
        table = tables.get(seat.round_id, Timetable((), person.at))
        phase = phase_open(table)
        if seat.declared_at is None and not table.has_passed(RoundStage.INTERVIEW):
            title = _("Pernyataan benturan kepentingan belum dibuat")
            yield task(seat.round, title, "conflicts", [seat.round_id], _("Buat pernyataan"), until(table))
        if phase and left[seat.round_id]:
            told = {"many": number(left[seat.round_id]), "phase": phase_words(phase)}
            title = _("%(many)s peserta belum selesai dinilai, %(phase)s") % told
            yield task(seat.round, title, "desk", [seat.round_id], _("Buka meja penilaian"), until(table))


def phase_open(table: Timetable) -> Phase | None:
    return next((phase for phase in Phase if is_open(phase, table)), None)


def unmarked(seats: Sequence[Seat], tables: Mapping[int, Timetable]) -> QuerySet[Entry]:
    """Return the entries that these seats are to mark now and have not made final; two queries."""
    marked: dict[tuple[int, Phase], list[int]] = defaultdict(list)
    rounds = [one.round_id for one in seats]
    for row in RoundCriteria.objects.filter(round__in=rounds).select_related("criteria_set").order_by("at", "pk"):
        for phase, criteria in judged_by(row.criteria_set).items():
            if criteria:
                marked[row.round_id, phase].append(row.category_id)
    wanted = Q(pk__in=[])
    for seat in seats:
        here = phase_open(tables[seat.round_id]) if seat.round_id in tables else None
        if here is not None:
            final = MarkSheet.objects.filter(entry=OuterRef("pk"), seat=seat, phase=here, final_at__isnull=False)
            out = Conflict.objects.filter(entry=OuterRef("pk"), seat=seat, lifted_at=None)
            mine = Q(round=seat.round_id, state__in=MARKED_STATES[here], category__in=marked[seat.round_id, here])
            wanted |= mine & ~Q(Exists(final)) & ~Q(Exists(out))
    return Entry.objects.filter(wanted)


def of_office(person: Person) -> Iterator[Waiting]:
    """Yield for the offices of a region that competes: proofs that lack, and its own sheet once it is public."""
    offices = [one for one in person.with_ability(Ability.FILE_EVIDENCE) if one.region.level >= Level.REGENCY]
    inside = Q(pk__in=[])
    for one in offices:
        inside |= subtree(one.region)
    if not offices:
        return
    here = Placement.objects.on(access.day_of(person.at)).filter(inside).values("region")
    rows = Entry.objects.filter(region__in=here, firm=None).exclude(state__in=GONE)
    entries = list(rows.select_related("region", *(f"round__{name}" for name in ABOUT)).order_by("pk"))
    tables = timetables((one.round_id for one in entries), person.at)
    preparing = [one for one in entries if tables[one.round_id].is_open(*PREPARING)]
    lacking = missing_proofs(preparing, asked_in({one.round_id for one in preparing})) if preparing else {}
    for entry in preparing:
        if missing := lacking[entry.pk]:
            title = _("%(name)s: %(many)s bukti dukung belum ada") % {"name": entry.name, "many": number(len(missing))}
            yield task(entry.round, title, "entry", [entry.pk], _("Lengkapi berkas"), until(tables[entry.round_id]))
    yield from own_sheets(entries, tables, person.at)


def asked_in(rounds: Iterable[int]) -> dict[int, tuple[AskedProof, ...]]:
    """Return the proofs that categories (ids) ask for in these rounds."""
    rows = RoundCriteria.objects.filter(round__in=set(rounds)).select_related("criteria_set").order_by("at", "pk")
    return {row.category_id: tuple(proofs_in(row.criteria_set.content)) for row in rows}


def own_sheets(entries: Sequence[Entry], tables: Mapping[int, Timetable], at: datetime) -> Iterator[Waiting]:
    """Yield the newest public sheet of each entry, as long as its round is not over."""
    live = {one.pk: one for one in entries if any(each.closes_at > at for each in tables[one.round_id].windows)}
    if not live:
        return
    rows = ResultRow.objects.filter(entry__in=live, result__in=public_results(at).values("pk")).defer("content")
    newest = {row.entry_id: row for row in rows.order_by("result__version", "pk")}
    for pk, row in newest.items():
        entry, table = live[pk], tables[live[pk].round_id]
        if table.is_open(RoundStage.OBJECTION):
            title = _("Lembar nilai %(name)s terbit; sanggahan masih dapat diajukan") % {"name": entry.name}
            yield task(entry.round, title, "own_sheet", [row.result_id, pk], _("Baca lembar nilai"), until(table))
        else:
            title = _("Lembar nilai %(name)s sudah terbit") % {"name": entry.name}
            yield task(entry.round, title, "own_sheet", [row.result_id, pk], _("Baca lembar nilai"))
