"""The staged rows of an upload, a page at a time, each with what it would change and what can be put right in it.

Counts come from what was found at reading, pages from the index of status, sheet and row: a hundred thousand rows cost
a page no more than a hundred.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from coverage.entry_errors import CELL_SENTENCES
from coverage.enums import BAD_ROWS, RowStatus, UploadState, Via
from coverage.models import Payer, StagedRow, Upload, WorkerCategory
from coverage.queries.uploads.told import finding_of, known_words, others_of
from coverage.sheet_errors import AXES, COUNTS, PLACES, choice_words, sentence
from coverage.sheets.findings import Choice
from paritrana import formatting
from paritrana.paging import Page, pages_for
from regions.models import Region

ON_A_PAGE = 25
ABOUT_COUNTS = (COUNTS.keys() | CELL_SENTENCES.keys()) - PLACES.keys() - AXES.keys()
ABOUT_PLACES = PLACES.keys() | {"out_of_scope", "region_not_valid"}
MOST_OF_DOUBLED = 500


def is_decidable(upload: Upload) -> bool:
    """Say whether a person can still decide about an upload: also where all its rows were refused, if the page sent it.

    What came from another program was answered at once, and a file that could not be read has nothing to decide.
    """
    if upload.state == UploadState.REJECTED:
        return upload.via == Via.IMPORT and not upload.found.get("refused")
    return upload.state in (UploadState.ASKING, UploadState.STAGED)


@dataclass(frozen=True)
class Line:
    """One staged row. `name` is its region, or what was written; `said` why it is not taken, without its place.

    `old` and `new` are in words, `delta` in workers. `choices` are the answers that suggest themselves, as (answer,
    words); `is_about` is what a person can put right: "count", "place" or "" (only leave it out).
    """

    row: StagedRow
    sheet: str
    name: str
    code: str
    category: str
    payer: str
    said: str
    choices: tuple[tuple[str, str], ...] = ()
    is_about: str = ""
    can_be_fixed: bool = False

    @property
    def key(self) -> str:
        """By what the row is named in a form: sheet, row and column."""
        return f"{self.row.sheet}:{self.row.row_number}:{self.row.place}"

    @property
    def is_cell(self) -> bool:
        return self.row.region is not None

    @property
    def old(self) -> str:
        return in_words(self.row.old_enrolled, bool(self.row.old_not_applicable))

    @property
    def new(self) -> str:
        return in_words(self.row.enrolled, self.row.not_applicable)

    @property
    def delta(self) -> int:
        """Workers more, negative where there would be fewer; a blank cell and "tidak berlaku" hold none."""
        return (self.row.enrolled or 0) - (self.row.old_enrolled or 0)


def in_words(enrolled: int | None, not_applicable: bool) -> str:
    """Return what a cell holds: a count, "tidak berlaku" or "belum diisi"."""
    if not_applicable:
        return _("tidak berlaku")
    return _("belum diisi") if enrolled is None else formatting.number(enrolled)


def lines_of(upload: Upload, status: RowStatus, number: int, total: int) -> Page[Line]:
    """Return a page of the rows of one status, of which there are `total`, by sheet and row."""
    first = (number - 1) * ON_A_PAGE
    found = StagedRow.objects.filter(upload=upload, status=status).order_by("sheet", "row_number", "pk")
    rows = list(found[first : first + ON_A_PAGE])
    return Page(tuple(told(upload, rows)), number, pages_for(total, ON_A_PAGE), total)


def told(upload: Upload, rows: list[StagedRow]) -> list[Line]:
    """Return rows with the names of what their ids mean; a fixed number of queries."""
    sheets = [sheet["name"] for sheet in upload.found.get("sheets", ())]
    regions = {
        pk: (code, name)
        for pk, code, name in Region.objects.filter(pk__in={row.region for row in rows if row.region}).values_list(
            "pk", "code", "name"
        )
    }
    categories, payers = (
        dict(WorkerCategory.objects.values_list("pk", "name")),
        dict(Payer.objects.values_list("pk", "name")),
    )
    others, words = doubles_of(upload, rows, sheets), known_words()
    lines = []
    for row in rows:
        code, name = regions.get(row.region or 0, ("", ""))
        line = Line(
            row, sheets[row.sheet], name, code, categories.get(row.category or 0, ""), payers.get(row.payer or 0, ""),
            said=why(row, others, words), choices=choices_of(row, words), is_about=about(row),
            can_be_fixed=is_fixable(upload, row),
        )  # fmt: skip
        lines.append(line)
    return lines


def doubles_of(upload: Upload, rows: Iterable[StagedRow], sheets: list[str]) -> dict[int, str]:
    """Return for the rows whose cell comes more than once where the others are."""
    doubled = [row for row in rows if row.code == "doubled"]
    if not doubled:
        return {}
    same = StagedRow.objects.filter(
        upload=upload, code="doubled", status=RowStatus.REJECTED, region__in={row.region for row in doubled}
    ).order_by("sheet", "row_number")
    return others_of(same[:MOST_OF_DOUBLED], sheets)


def why(row: StagedRow, others: dict[int, str], words: Mapping[str, str]) -> str:
    """Return the sentence of a row that is not taken, without where it is; "" of others."""
    if row.status not in BAD_ROWS and row.status != RowStatus.IGNORED:
        return ""
    if row.code == "count_blank" and row.status == RowStatus.IGNORED:
        return _("Jumlahnya kosong, jadi tidak ada yang diubah.")
    if not row.code:
        return ""
    return sentence(replace(finding_of(row, others), rows=(), column=""), names=words)


def choices_of(row: StagedRow, words: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    stored = (row.more or {}).get("choices", ())
    offered = (Choice(answer, shown) for answer, shown in stored)
    return tuple((one.answer, choice_words(one, words) or one.answer) for one in offered)


def about(row: StagedRow) -> str:
    if row.code in ABOUT_COUNTS:
        return "count"
    return "place" if row.code in ABOUT_PLACES else ""


def is_fixable(upload: Upload, row: StagedRow) -> bool:
    """Say whether a person can put a row right in place: not in a list of persons, whose rows are not kept."""
    return row.status in BAD_ROWS and row.place is not None and not upload.is_person_list and is_decidable(upload)


def said_of_rows(upload: Upload) -> Callable[[StagedRow], str]:
    """Return what tells of a row why it is not taken, without its place; asks nothing more of the database."""
    names = [sheet["name"] for sheet in upload.found.get("sheets", ())]
    others = others_of(StagedRow.objects.filter(upload=upload, code="doubled").order_by("sheet", "row_number"), names)
    words = known_words()
    return lambda row: why(row, others, words)


def marks_of(upload: Upload) -> list[tuple[int, int, str, str, int | None, str, str]]:
    """Return each rejected or held row as a marked workbook shows it: sheet, row, status, sentence, column, heading,
    what was written."""
    said = said_of_rows(upload)
    bad = StagedRow.objects.filter(upload=upload, status__in=BAD_ROWS).order_by("sheet", "row_number", "pk")
    places = headings_of(upload)
    return [
        (row.sheet, row.row_number, row.status, said(row), places[row.sheet].get(row.column, row.place), row.column,
         row.value)
        for row in bad.iterator(chunk_size=5_000)
    ]  # fmt: skip


def headings_of(upload: Upload) -> list[dict[str, int]]:
    """Return for each sheet the columns (from 0) by their headings, the first of several alike."""
    return [
        {" / ".join(column["parts"]): column["index"] for column in reversed(sheet.get("columns", ()))}
        for sheet in upload.found.get("sheets", ())
    ]
