"""Receive a file: nothing of it is kept before it is known that it is sound, and lists nobody by name or number."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from django.conf import settings
from django.db import transaction

from accounts import access
from accounts.abilities import ABILITIES, Ability, Role
from accounts.actions import audit
from accounts.enums import Act
from accounts.errors import RightMissing
from accounts.identity import holds_identity
from accounts.models import User
from coverage.actions.uploads.correcting import correction_in
from coverage.actions.uploads.persons import counted_stored
from coverage.actions.uploads.quota import refuse_beyond_day, refuse_beyond_day_for_sure
from coverage.enums import StatedBy, UploadUse, Via
from coverage.models import Upload
from coverage.queries.uploads.context import remembered_layouts, surroundings, words
from coverage.sheets.said import Given
from coverage.workbook_errors import WorkbookRefused
from coverage.workbooks.limits import MEGABYTE, Limits
from coverage.workbooks.persons import Census, census
from regions.enums import Level
from regions.models import Region

LONGEST_NAME = 120
NAMELESS = "berkas"


@dataclass(frozen=True)
class Sending:
    """What the sender says of a file as a whole: what it is taken for, whose word it is, and what its rows do not say.

    `month` is yyyymm, `category` and `payer` are codes, `sheet` the only one that shall be read.
    """

    use: UploadUse = UploadUse.FIGURES
    stated_by: StatedBy | None = None
    month: int | None = None
    category: str = ""
    payer: str = ""
    sheet: str = ""

    @property
    def ability(self) -> Ability:
        return ABILITY_OF[self.use]

    @property
    def given(self) -> Given:
        return Given(self.month, self.category, self.payer)


ABILITY_OF = {UploadUse.FIGURES: Ability.IMPORT, UploadUse.COMPARISON: Ability.RECORD_OBSERVATIONS}


def receive_upload(*, file: BinaryIO, name: str, sending: Sending, by: User, at: datetime, via: Via) -> Upload:
    """Keep a file that someone sent, to be read; `file` needs a descriptor, and should have no name on any disk.

    Of a list of persons only its counts are kept, of all else the bytes. Raises RightMissing, and WorkbookRefused where
    the file is hostile, too large, empty, or holds numbers of persons in a table of counts; UploadsUsedUp where the
    sender has sent too much today. Then nothing is kept.
    """
    refuse_who_may_not(sending, by, at)
    digest, size = measured(file)
    refuse_beyond_day(size, by, at)
    layouts = remembered_layouts(by)
    chosen = {row.fingerprint: row.answers["columns"] for row in layouts if row.answers.get("columns")}
    found = census(file, name, words(), chosen)
    refuse_identities(found, sending)
    counted, correction = None, None
    if found.is_of_persons:
        counted = counted_stored(found, surroundings(by, sending.ability, at, sending.month), sending.given)
    else:
        correction = correction_in(file, name, [sheet.name for sheet in found.sheets], by, sending.use)
    file.seek(0)
    with transaction.atomic():
        refuse_beyond_day_for_sure(size, by, at)
        upload = Upload.objects.create(
            by=by, sent_at=at, via=via, use=sending.use, stated_by=sending.stated_by or "", file_name=told_name(name),
            digest=digest, size=size, original=None if found.is_of_persons else file.read(),
            is_person_list=found.is_of_persons, counted=counted, surveys=None if found.is_of_persons else found.surveys,
            given=(correction.given if correction else {}) | given_stored(sending),
            corrects=correction.upload if correction else None, answers=correction.answers if correction else {},
        )  # fmt: skip
        audit.record(
            by=by, act=Act.UPLOAD_RECEIVED, at=at, subject=f"upload:{upload.pk}",
            new={"file": upload.file_name, "digest": digest, "size": size, "use": str(sending.use), "via": str(via)},
        )  # fmt: skip
    return upload


def refuse_who_may_not(sending: Sending, by: User, at: datetime) -> None:
    """Raise RightMissing where `by` may import nowhere; what lies out of reach in the file is refused row by row."""
    if any(sending.ability in ABILITIES[Role(held.role)] for held in access.assignments(by, at)):
        return
    held = next((one.region for one in access.assignments(by, at)), None)
    raise RightMissing((held or Region.objects.get(level=Level.NATION)).name)


def largest_file() -> int:
    """Return how many bytes one file may have: what is read at all, or less where a day has less."""
    of_a_day: int = settings.UPLOADS_PER_DAY
    return min(Limits().file, of_a_day)


def measured(file: BinaryIO) -> tuple[str, int]:
    """Return digest and size of a file; raise WorkbookRefused where it is empty or too large."""
    most = largest_file()
    size = file.seek(0, 2)
    file.seek(0)
    if not size:
        raise WorkbookRefused("empty")
    if size > most:
        raise WorkbookRefused("file_too_large", most=most // MEGABYTE)
    digest = hashlib.sha256()
    while piece := file.read(MEGABYTE):
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest(), size


def refuse_identities(found: Census, sending: Sending) -> None:
    """Raise WorkbookRefused for numbers of persons in what would be kept.

    They may stand in the cells of a sheet that is no list of persons; in what no cell shows (notes, pivot tables, texts
    that were left behind); in the names of sheets and headings, which are kept of a list too.
    """
    headings = [part for sheet in found.sheets if sheet.layout for one in sheet.layout.columns for part in one.parts]
    if any(map(holds_identity, [sending.sheet, *headings, *(sheet.name for sheet in found.sheets)])):
        raise WorkbookRefused("identities_aside")
    for sheet in found.sheets:
        if sheet.identities:
            raise WorkbookRefused("identities", sheet=sheet.name, column=sheet.identities)
    if found.has_numbers and not found.is_of_persons:
        raise WorkbookRefused("identities_aside")


def told_name(name: str) -> str:
    """Return the name of a file as it is kept: without folders, unless it holds the number of a person."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(sign for sign in last if sign.isprintable()).strip()
    if not plain or holds_identity(plain):
        return f"{NAMELESS}.{plain.rpartition('.')[2][:5]}" if "." in plain else NAMELESS
    return plain if len(plain) <= LONGEST_NAME else f"{plain[: LONGEST_NAME - 12]}…{plain[-11:]}"


def given_stored(sending: Sending) -> dict[str, Any]:
    """Return what the sender says of all rows, as it is kept."""
    said = {"month": sending.month, "category": sending.category, "payer": sending.payer, "sheet": sending.sheet}
    return {name: told for name, told in said.items() if told}
