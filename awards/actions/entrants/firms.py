"""Keep the firms that may be proposed: the secretariat of a round, for its own area, each change with its entry."""

import re
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from accounts import access
from accounts.abilities import Ability
from accounts.actions import audit
from accounts.actions.reasons import refuse_identity
from accounts.enums import Act
from accounts.models import User
from awards.access import require_in
from awards.entry_errors import FirmRefused
from awards.enums import FirmSize
from awards.models import Firm, Round
from awards.models.edition import LONGEST_NAME
from awards.queries.rounds.areas import in_area
from regions.enums import Level
from regions.models import Region

NPP = re.compile(r"[A-Z0-9-]{4,20}")
LONGEST_CONTACT = 200


@dataclass(frozen=True)
class FirmTold:
    """What is said of a firm. `npp` is its number with BPJS Ketenagakerjaan, `contact` that of an office."""

    npp: str
    name: str
    size: str
    sector: str
    contact: str = ""


@transaction.atomic
def save_firm(*, told: FirmTold, region: Region, round_: Round, by: User, at: datetime) -> Firm:
    """Store a firm of the round's area, or change the one of that number. What stands already changes nothing.

    Raise RightMissing, FirmRefused, IdentityTyped.
    """
    require_in(by, Ability.RUN_ROUNDS, round_, at)
    refuse_bad_firm(told)
    row = Firm.objects.select_for_update().filter(npp=told.npp).first()
    inside = in_area(round_, {region.pk} | ({row.region_id} if row else set()), access.day_of(at))
    if region.pk not in inside or region.level == Level.NATION:
        raise FirmRefused("area", region=region.name)
    if row and row.region_id not in inside:  # of another province: nothing of it is told
        raise FirmRefused("taken", text=told.npp)
    old = summary(row) if row else None
    firm = row or Firm(npp=told.npp)
    firm.name, firm.size, firm.sector, firm.contact = told.name, told.size, told.sector, told.contact
    firm.region = region
    if old == summary(firm):
        return firm
    try:
        with transaction.atomic():
            firm.save()
    except IntegrityError as error:  # someone else stored the same number just now
        raise FirmRefused("taken", text=told.npp) from error
    record(firm, old, by, at)
    return firm


def refuse_bad_firm(told: FirmTold) -> None:
    """Raise FirmRefused for what cannot be a firm, IdentityTyped where a text holds the number of a person."""
    refuse_identity(*asdict(told).values())
    if not NPP.fullmatch(told.npp):
        raise FirmRefused("npp", text=told.npp[:40])
    for code, text in (("name", told.name), ("sector", told.sector)):
        if not 0 < len(text) <= LONGEST_NAME or text != text.strip():
            raise FirmRefused(code, text=text[:40])
    if told.size not in FirmSize:
        raise FirmRefused("size", text=told.size[:40])
    if len(told.contact) > LONGEST_CONTACT:
        raise FirmRefused("contact")


def summary(firm: Firm) -> dict[str, object]:
    return {
        "name": firm.name, "size": str(firm.size), "sector": firm.sector, "contact": firm.contact,
        "region": firm.region.code,
    }  # fmt: skip


def record(firm: Firm, old: dict[str, object] | None, by: User, at: datetime) -> None:
    audit.record(
        by=by, act=Act.REFERENCE_CHANGED, at=at, subject=f"firm:{firm.npp}", region_code=firm.region.code, old=old,
        new=summary(firm),
    )  # fmt: skip
