"""What stands in the paths of the access matrix: rounds at each end of their way, with real numbers in them."""

from collections.abc import Mapping

from accounts.abilities import Role
from accounts.models import User
from awards.actions.results.closing import close_round
from awards.actions.results.plenary import hold_plenary
from awards.enums import EntryState, RoundStage
from awards.models import Conflict, Edition, Entry, MarkSheet, Objection, Publication, Result, Round, Seat
from regions.models import Region
from tests.awards.closings import a_judged_round
from tests.awards.desks import a_desk
from tests.awards.entrants import a_pdf
from tests.awards.evidence_rows import a_proof, with_copy
from tests.awards.factories import an_edition
from tests.awards.rows import a_category, a_firm, a_round, a_seat, an_entry, judged_by, moved_to
from tests.awards.settings import a_ready_edition, an_open_round
from tests.factories import A_MOMENT, a_person

Places = Mapping[str, Region]
People = Mapping[str, User | None]


def an_award(places: Places, people: People) -> dict[str, int]:
    """The numbers of all that stands in the paths of awards, by the names that are written there."""
    admin = a_person("penata", Role.ADMINISTRATOR, places["ID"])
    edition = an_edition(admin)
    a_ready_edition(edition, admin)
    return {
        **an_entrant(edition, places, admin),
        **a_judged_nation(edition, places, people),
        **a_desk_of_kaltim(an_edition(admin, 2020), places, people),
        **a_closed_round(an_edition(admin, 2021), places, people),
        **a_published_round(an_edition(admin, 2022), places, people, admin),
    }


def an_entrant(edition: Edition, places: Places, admin: User) -> dict[str, int]:
    """Return a round of Kalimantan Timur in Pengusulan, Paser's entry in it with a proof, and a firm."""
    secretariat = a_person("sekretaris", Role.SECRETARY, places["64"])
    made = an_open_round(edition, places["64"], admin)
    entry = an_entry(made, a_category(edition, "diusulkan"), places["64.01"], secretariat, state="proposed")
    proof, firm = with_copy(a_proof(entry, secretariat), secretariat), a_firm(places["64.01"])
    return {"round": made.pk, "entry": entry.pk, "proof": proof.pk, "firm": firm.pk}


def a_judged_nation(edition: Edition, places: Places, people: People) -> dict[str, int]:
    """Return a national round in which J sits, with Paser's entry, whose papers can be marked."""
    judging = a_round(edition, places["ID"], people["D"], RoundStage.VERIFICATION)
    category = a_category(edition, "dinilai")
    judged_by(judging, category, people["D"])
    seat = a_seat(judging, people["J"], people["D"])
    entry = an_entry(judging, category, places["64.01"], people["D"])
    other = a_seat(judging, a_person("juri.lain", Role.NATIONAL_JUROR, places["ID"]), people["D"])
    told = {"seat": seat.pk, "conflict": a_conflict(other, entry).pk, "given": a_final_sheet(other, entry).pk}
    return {"judged": judging.pk, "marked": entry.pk, **told}


def a_desk_of_kaltim(edition: Edition, places: Places, people: People) -> dict[str, int]:
    """Return a round of Kalimantan Timur in which JP sits, beside a juror who steps aside and has final marks."""
    other = a_person("juri.kaltim", Role.PROVINCIAL_JUROR, places["64"])
    desk = a_desk(edition, places, people["K"], (people["JP"], other))
    told = {"clash": a_conflict(desk.other, desk.kutim).pk, "sheet": a_final_sheet(desk.other, desk.paser).pk}
    return {"desk": desk.round.pk, "paper": desk.paser.pk, "chair": desk.one.pk, **told}


def a_closed_round(edition: Edition, places: Places, people: People) -> dict[str, int]:
    """Return a round of Kalimantan Timur after its plenary, in which JP sits: one result, not published yet."""
    made = a_judged_round(edition, places, people["K"], [people["JP"]])
    hold_plenary(
        round_=made.round, held_at=A_MOMENT, place="Samarinda", guests="", present=[], by=people["K"], at=A_MOMENT
    )
    result = close_round(round_=made.round, category=made.category, by=people["K"], at=A_MOMENT)
    return {"closing": made.round.pk, "closed": result.pk, "first": made.entries[0].pk}


def a_published_round(edition: Edition, places: Places, people: People, admin: User) -> dict[str, int]:
    """Return a round of Kalimantan Timur whose result is public, Paser's first place in it, and Paser's objection."""
    made = a_judged_round(edition, places, people["K"], [people["JP"]])
    result = close_round(round_=made.round, category=made.category, by=people["K"], at=A_MOMENT)
    Publication.objects.create(
        result=result, sk_number="SK 1/2024", sk_on=A_MOMENT.date(), asked_by=people["K"], asked_at=A_MOMENT,
        approved_by=admin, approved_at=A_MOMENT,
    )  # fmt: skip
    moved_to(made.round, RoundStage.OBJECTION)
    winner = made.entries[0]
    Entry.objects.filter(pk=winner.pk).update(state=EntryState.NOMINEE)
    copy, objection = with_copy(a_proof(winner, admin), admin), an_objection(made.round, result, winner, people["H"])
    told = {"winner": winner.pk, "copy": copy.pk, "objection": objection.pk}
    return {"done": made.round.pk, "result": result.pk, **told}


def a_conflict(seat: Seat, entry: Entry) -> Conflict:
    return Conflict.objects.create(seat=seat, entry=entry, kind="family", source="declared", found_at=A_MOMENT)


def a_final_sheet(seat: Seat, entry: Entry) -> MarkSheet:
    told = {"phase": "desk", "saved_at": A_MOMENT, "final_at": A_MOMENT}
    return MarkSheet.objects.create(seat=seat, entry=entry, **told)


def an_objection(round_: Round, result: Result, entry: Entry, by: User | None) -> Objection:
    return Objection.objects.create(
        round=round_, number=1, result=result, entry=entry, criterion="regulasi", text="Perda kami belum dihitung",
        filed_by=by, filed_at=A_MOMENT, proof=a_pdf(), proof_type="application/pdf", proof_size=len(a_pdf()),
    )  # fmt: skip
