"""Marks side by side, and as rows of a table: of those sheets that the person at hand may read, and no others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from awards.arithmetic.schemes import Criterion, Phase
from awards.models import Entry, Mark, MarkSheet
from awards.queries.jury.judged import JudgedCriteria, phase_words
from awards.queries.jury.visibility import Sight

HEADER = (
    "Tahap", "Kategori", "Kode Wilayah", "Peserta", "Penilai", "Kriteria", "Nilai", "Catatan", "Keadaan",
)  # fmt: skip


@dataclass(frozen=True)
class Column:
    """The sheet of one juror, by pseudonym."""

    pseudonym: str
    is_own: bool
    is_final: bool
    sheet: int


@dataclass(frozen=True)
class Beside:
    """The marks of one entry in one phase: for each criterion one mark, or None, by column."""

    phase: Phase
    words: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Criterion, tuple[Mark | None, ...]], ...]


def readable(sight: Sight, entry: Entry | None = None) -> list[MarkSheet]:
    """Return the sheets that may be read, of one entry or of all, by entry, phase and pseudonym."""
    about = ("seat", "entry__region", "entry__firm", "entry__category")
    rows = sight.sheets().select_related(*about)
    rows = rows.filter(entry=entry) if entry else rows
    return sorted(
        rows, key=lambda one: (one.entry.category.position, one.entry.name, one.entry_id, one.phase, one.seat.pseudonym)
    )


def beside(sheets: Sequence[MarkSheet], sight: Sight, judged: Mapping[Phase, JudgedCriteria]) -> tuple[Beside, ...]:
    """Return the marks of one entry, a table for each phase in which any may be read."""
    marks = {(one.sheet_id, one.criterion): one for one in Mark.objects.filter(sheet__in=sheets)}
    return tuple(
        Beside(
            phase,
            phase_words(phase),
            tuple(Column(one.seat.pseudonym, sight.is_own(one), one.final_at is not None, one.pk) for one in found),
            tuple((each, tuple(marks.get((one.pk, each.code)) for one in found)) for each in judged[phase]),
        )
        for phase in Phase
        if (found := [one for one in sheets if one.phase == phase])
    )


def mark_rows(
    sheets: Sequence[MarkSheet], judged: Mapping[int, Mapping[Phase, JudgedCriteria]]
) -> Iterator[list[object]]:
    """Yield each mark of these sheets as a row, by HEADER."""
    marks: dict[int, dict[str, Mark]] = {}
    for one in Mark.objects.filter(sheet__in=sheets):
        marks.setdefault(one.sheet_id, {})[one.criterion] = one
    for sheet in sheets:
        entry, phase = sheet.entry, Phase(sheet.phase)
        state = "final" if sheet.final_at else "belum final"
        for criterion in judged.get(entry.category_id, {}).get(phase, ()):
            mark = marks.get(sheet.pk, {}).get(criterion.code)
            points: Decimal | None = mark.points if mark else None
            yield [
                phase_words(phase), entry.category.name, entry.region.code, entry.name, sheet.seat.pseudonym,
                criterion.name, points, mark.note if mark else "", state,
            ]  # fmt: skip


def entries_to_read(sheets: Sequence[MarkSheet], sight: Sight) -> list[Entry]:
    """Return the entries of which marks of others may be read, in the order of the sheets."""
    found = {one.entry_id: one.entry for one in sheets if not sight.is_own(one)}
    return list(found.values())
