"""Bring the first places of published provincial results to the national round of their edition."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from accounts.abilities import Ability
from accounts.enums import Act
from accounts.models import User
from awards.access import require_in
from awards.actions.entrants.entries import record
from awards.actions.rounds.open_stages import require_stage
from awards.entry_errors import PromotionRefused
from awards.enums import EntryOrigin, RoundStage
from awards.models import EntrantCategory, Entry, Round
from awards.queries.entrants.promotion import Winner, promotions


@transaction.atomic
def promote_winners(*, round_: Round, by: User, at: datetime, chosen: Collection[int] | None = None) -> list[Entry]:
    """Enter first places of provincial results in a national round while its Pengusulan is open; return the new ones.

    `chosen` are provincial entries (ids), None for all that may go on; who is there already changes nothing. Each new
    entry is proposed, its documents still to be verified, and `was` leads to what it handed in. Raise RightMissing,
    EntryRefused (stage), PromotionRefused (no national round, a choice that may not go on yet), all or nothing.
    """
    require_in(by, Ability.RUN_ROUNDS, round_, at)
    if not round_.is_national:
        raise PromotionRefused("provincial")
    lock(round_)
    require_stage(round_, [RoundStage.NOMINATION], at)
    found = {winner.entry.pk: winner for one in promotions(round_, at) if not one.why for winner in one.winners}
    if chosen is None:
        chosen = [number for number, winner in found.items() if winner.is_ready]
    made = dict[tuple[int, int, int | None], Entry]()
    for number in sorted(set(chosen)):
        winner = ready(found.get(number))
        if winner is not None and winner.goal is not None:
            entry = winner.entry
            key = (winner.goal.pk, 0 if entry.firm_id else entry.region_id, entry.firm_id)
            if key not in made:  # who won twice competes once
                made[key] = promoted(round_, winner, winner.goal, by, at)
    return list(made.values())


def lock(round_: Round) -> None:
    """Lock the national round and those it takes from: no result is withdrawn meanwhile, nobody enters twice."""
    rows = Round.objects.select_for_update(of=("self",)).filter(edition=round_.edition_id)
    list(rows.order_by("pk").values_list("pk"))


def ready(winner: Winner | None) -> Winner | None:
    """Return a winner who is to be entered, None where it is there already; raise PromotionRefused."""
    if winner is None:
        raise PromotionRefused("moved")
    if winner.standing is not None:
        return None
    if winner.why:
        raise PromotionRefused("not_yet", name=winner.name, why=winner.why)
    return winner


def promoted(round_: Round, winner: Winner, goal: EntrantCategory, by: User, at: datetime) -> Entry:
    """Store the national entry of a winner."""
    was = winner.entry
    entry = Entry.objects.create(
        round=round_, category=goal, region=was.region, firm=was.firm, origin=EntryOrigin.PROMOTION, was=was,
        proposed_by=by, proposed_at=at,
    )  # fmt: skip
    told: dict[str, object] = {"round": round_.pk, "category": entry.category.code, "name": winner.name}
    told |= {"was": was.pk, "zone": winner.zone}
    record(entry, Act.ENTRY_PROMOTED, by, at, region_code=entry.region.code, new=told)
    return entry
