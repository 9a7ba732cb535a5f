"""Take one line of a file of proposals: the firm it tells of, and its place among the entrants."""

from datetime import datetime

from accounts import access
from accounts.models import User
from awards.actions.entrants.entries import propose_entry, standing_entry
from awards.actions.entrants.firms import FirmTold, save_firm
from awards.entry_errors import EntryRefused
from awards.enums import EntrantKind, EntryOrigin, EntryState
from awards.models import EntrantCategory, Firm, Round
from awards.queries.entrants.eligibility import Candidate
from awards.queries.entrants.entry_lines import SIZES
from awards.queries.rounds.areas import region_in
from awards.queries.settings.schemes import categories_of
from coverage.queries.reference import Line
from regions.models import Region


def take_line(line: Line, round_: Round, by: User, at: datetime) -> None:
    """Bring the firm of a line up to date, and propose who is no entrant yet; through the same acts as the forms.

    Raise FirmRefused, EntryRefused, RightMissing, IdentityTyped.
    """
    category = category_named(line["kategori"], round_)
    region = region_in(round_, line["kode wilayah"], access.day_of(at))
    if region is None:
        raise EntryRefused("region", text=line["kode wilayah"][:40])
    firm = firm_of(line, category, region, round_, by, at)
    candidate = Candidate(category, region, firm)
    entry = standing_entry(round_, candidate)
    if entry is None or entry.state == EntryState.WITHDRAWN or entry.region_id != region.pk:
        propose_entry(round_=round_, candidate=candidate, origin=EntryOrigin.IMPORT, by=by, at=at)


def category_named(code: str, round_: Round) -> EntrantCategory:
    """Return a category of the round by its code; raise EntryRefused."""
    known = categories_of(round_)
    found = next((one for one in known if one.code == code), None)
    if found is None:
        raise EntryRefused("category", text=code[:40], known=", ".join(one.name for one in known))
    return found


def firm_of(
    line: Line, category: EntrantCategory, region: Region, round_: Round, by: User, at: datetime
) -> Firm | None:
    """Return the firm of a line as it is kept now, None where a region competes; raise EntryRefused, FirmRefused."""
    if category.kind != EntrantKind.FIRM:
        if any(line[column] for column in ("npp", "ukuran", "sektor", "kontak")):
            raise EntryRefused("no_region", category=category.name)
        if line["nama"] != region.name:
            raise EntryRefused("name", number=region.code, name=region.name, text=line["nama"][:40])
        return None
    if not line["npp"]:
        raise EntryRefused("no_firm", category=category.name)
    size = next((size for size, word in SIZES.items() if word == line["ukuran"]), line["ukuran"])
    told = FirmTold(line["npp"], line["nama"], str(size), line["sektor"], line["kontak"])
    return save_firm(told=told, region=region, round_=round_, by=by, at=at)
