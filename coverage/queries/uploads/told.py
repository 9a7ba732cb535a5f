"""What is told of an upload: by the page, the command and the API alike, from the same rows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import access
from accounts.abilities import Ability
from accounts.models import User
from coverage import months
from coverage.enums import APPLIED_UPLOADS, BAD_ROWS, SecondAct, UploadState
from coverage.import_errors import SecondPersonNeeded
from coverage.models import StagedRow, Upload
from coverage.queries.second_person import About, needing_second, open_request, second_people
from coverage.queries.uploads.context import words
from coverage.sheet_errors import sentence
from coverage.sheets.findings import Choice, Finding, Status
from coverage.sheets.stored import Stored, finding_from
from paritrana import formatting
from regions.models import Placement

NEEDS_SECOND = "needs_second_person"
MOST_PEOPLE = 10
MOST_OTHERS = 5
MOST_IN_A_WORKBOOK = 100_000
"""Rows of an upload that are given as Excel: a workbook is held in memory, 320 MB of these, 3 GB of a million."""

KINDS = ("read", "new", "changed", "unchanged", "rejected", "held", "ignored")


def counts_sentence() -> str:
    return _(
        "%(new)s baru, %(changed)s berubah, %(unchanged)s tetap, %(rejected)s ditolak, %(held)s perlu dipastikan, "
        "%(ignored)s dilewati."
    )


@dataclass(frozen=True)
class ToldRow:
    """A row that is not taken, or something worth telling: where it stands, why, and the sentence."""

    sheet: str
    row: int | None
    column: str
    code: str
    status: str
    message: str

    def as_json(self) -> Stored:
        return self.__dict__.copy()


def outcome_of(upload: Upload) -> str:
    """Return "applied", "partial" or "rejected": what became of an upload, or would if its good rows were applied.

    What waits for a second person is "needs_second_person".
    """
    if upload.state == UploadState.WAITING:
        return NEEDS_SECOND
    if upload.state in (UploadState.REJECTED, UploadState.ASKING, UploadState.CANCELLED):
        return "rejected"
    counts = total_of(upload)
    if not any(counts[kind] for kind in ("new", "changed", "unchanged")):
        return "rejected"
    return "partial" if counts["rejected"] or counts["held"] else "applied"


def total_of(upload: Upload) -> dict[str, int]:
    """Return the counts of all sheets together."""
    sheets = upload.found.get("sheets", ())
    return {kind: sum(sheet["counts"][kind] for sheet in sheets) for kind in KINDS}


def fits_a_workbook(upload: Upload) -> bool:
    """Say whether all rows of an upload can be had as Excel; as CSV they can be had line by line, however many."""
    return total_of(upload)["read"] <= MOST_IN_A_WORKBOOK


def sheets_of(upload: Upload) -> list[Stored]:
    """Return each sheet with its counts; `read` is always their sum."""
    return [{"name": sheet["name"], **sheet["counts"]} for sheet in upload.found.get("sheets", ())]


def rows_of(upload: Upload) -> Iterator[ToldRow]:
    """Yield the rejected and held rows by sheet and row, then what is worth telling of each sheet."""
    names = [sheet["name"] for sheet in upload.found.get("sheets", ())]
    bad = StagedRow.objects.filter(upload=upload, status__in=BAD_ROWS).order_by("sheet", "row_number", "pk")
    others = others_of(bad.filter(code="doubled"), names)
    known = known_words()
    for row in bad.iterator(chunk_size=5_000):
        finding = finding_of(row, others)
        yield ToldRow(
            names[row.sheet], row.row_number or None, row.column, row.code, row.status, sentence(finding, names=known)
        )
    for sheet in upload.found.get("sheets", ()):
        for told in map(finding_from, sheet["findings"]):
            if told.status is Status.WARNED:
                message = sentence(told, sheet["name"], known)
                row_number = told.rows[0] if told.rows else None
                yield ToldRow(sheet["name"], row_number, told.column, told.code, told.status.value, message)


def finding_of(row: StagedRow, others: dict[int, str] | None = None) -> Finding:
    """Return why a staged row is not taken, as a finding, whose sentence is in `coverage.sheet_errors`."""
    told: dict[str, Any] = row.more or {}
    more = {"shown": row.value, **told.get("more", {})}
    if row.code == "doubled":
        more["others"] = (others or {}).get(row.pk, "")
    rows = (row.row_number,) if row.row_number else ()
    choices = tuple(Choice(answer, shown) for answer, shown in told.get("choices", ()))
    return Finding(row.code, Status(row.status), rows, row.column, more, choices, 1)


def others_of(doubled: QuerySet[StagedRow], names: list[str]) -> dict[int, str]:
    """Return for each row of a cell that comes more than once where the others are."""
    places: dict[tuple[Any, ...], list[tuple[int, int, int]]] = defaultdict(list)
    for pk, sheet, number, *cell in doubled.values_list(
        "pk", "sheet", "row_number", "month", "region", "category", "payer"
    ):
        places[tuple(cell)].append((pk, sheet, number))
    return {
        pk: place_words(((s, n) for other, s, n in group if other != pk), sheet, names)
        for group in places.values()
        for pk, sheet, _number in group
    }


def place_words(places: Iterable[tuple[int, int]], own: int, names: list[str]) -> str:
    """Return the first rows of `places` (sheet, row) in words, those of the sheet `own` by their row alone.

    The rest is not looked at: of a file that repeats one cell 100,000 times, this is asked for each row.
    """
    return ", ".join(
        _("baris %(row)s") % {"row": number}
        if sheet == own
        else _("lembar %(sheet)s baris %(row)s") % {"sheet": names[sheet], "row": number}
        for sheet, number in islice(places, MOST_OTHERS)
    )


def known_words() -> dict[str, str]:
    """Return the names of categories and payers by code, for choices that hold codes."""
    categories, payers = words()
    return dict([*categories, *payers])


def earlier_of(upload: Upload, by: User, at: datetime) -> Upload | None:
    """Return the upload by which the same file was applied before and still holds, if `by` may know of it.

    May know who sent either, and who may import where that one wrote.
    """
    same = Upload.objects.filter(digest=upload.digest, use=upload.use, state__in=APPLIED_UPLOADS).exclude(pk=upload.pk)
    for found in same.defer("original", "counted").select_related("applied_by").order_by("-applied_at", "-pk")[:20]:
        if by.pk in (found.by_id, found.applied_by_id) or reaches(found, by, at):
            return found
    return None


def reaches(upload: Upload, by: User, at: datetime) -> bool:
    """Say whether `by` may import in every region that an upload was about."""
    about = set(upload.reporters.values_list("pk", flat=True))
    reach = access.reach(by, at, Ability.IMPORT)
    reached = Placement.objects.on(access.day_of(at)).filter(reach, region__in=about).values_list("region", flat=True)
    return bool(about) and about <= set(reached)


def summary_of(upload: Upload, by: User, at: datetime) -> str:
    """Return in a sentence what became of an upload, or would; first that the same file was applied before.

    The moment of that is told on the clock of `by`, as on the page.
    """
    refused = upload.found.get("refused")
    if refused:
        return str(refused["message"])
    told = {kind: formatting.number(count) for kind, count in total_of(upload).items()}
    counts = counts_sentence() % told
    earlier = earlier_of(upload, by, at)
    if earlier is None or earlier.applied_at is None:
        return counts
    when = formatting.moment(earlier.applied_at, access.clock_of(by, at))
    known = {"number": earlier.pk, "by": earlier.applied_by, "at": when, "counts": counts}
    return _("Berkas ini sudah diterapkan oleh %(by)s pada %(at)s (impor no. %(number)s). %(counts)s") % known


def import_told(upload: Upload, by: User, at: datetime, *, dry_run: bool = False) -> Stored:
    """Return an upload as the command `import_sheet --json` and the API tell it.

    `second_person` stands there only where one must approve: the page where that is done, why, and by whom it can be.
    """
    told: Stored = {
        "outcome": outcome_of(upload),
        "dry_run": dry_run,
        "batch": None if dry_run else upload.pk,
        "message": summary_of(upload, by, at),
        "sheets": sheets_of(upload),
        "rows": [row.as_json() for row in rows_of(upload)],
    }
    waits = upload.state in (UploadState.STAGED, UploadState.WAITING) and told["outcome"] != "rejected"
    about = needing_second(upload, upload.by, at) if waits else ()
    if not about and upload.state != UploadState.WAITING:
        return told
    about = about or asked_about(upload)
    second = second_told(upload, about, {upload.by_id}, at, dry_run=dry_run)
    needed = SecondPersonNeeded(SecondAct.APPLY, upload.pk, about)
    return told | {
        "outcome": NEEDS_SECOND,
        "message": " ".join([told["message"], needed.message, approvers_sentence(second["who"])]),
        "second_person": second,
    }


def second_told(upload: Upload, about: About, without: set[int], at: datetime, *, dry_run: bool) -> Stored:
    """Return where a second person approves, the months that made it necessary, and who may, but for `without`."""
    people = second_people(upload, without, at)[:MOST_PEOPLE]
    return {
        "page": None if dry_run else access.own_address(reverse("coverage:upload", args=[upload.pk])),
        "months": [{"period": months.iso(month), "edition": edition} for month, edition in about],
        "who": [str(one) for one in people],
    }


def asked_about(upload: Upload) -> About:
    """Return the months for which a second person was asked."""
    request = open_request(upload)
    return tuple((month, words) for month, words in request.about) if request else ()


def approvers_sentence(who: list[str]) -> str:
    if not who:
        return _("Belum ada orang lain yang boleh menyetujuinya. Minta administrator memberi peran kepada rekan Anda.")
    return _("Yang boleh menyetujui: %(who)s.") % {"who": "; ".join(who)}


def refusal_told(message: str, *, dry_run: bool = False) -> Stored:
    """Return a file of which nothing was kept, in the same form."""
    return {"outcome": "rejected", "dry_run": dry_run, "batch": None, "message": message, "sheets": [], "rows": []}
