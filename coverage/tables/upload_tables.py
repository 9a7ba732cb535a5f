"""The rows of an upload as a table to keep: what became of each, in the order of the file."""

from collections.abc import Callable, Iterator, Sequence

from coverage import months
from coverage.enums import BAD_ROWS, RowStatus
from coverage.models import Payer, StagedRow, Upload, WorkerCategory
from regions.models import Region

HEADER = (
    *("Lembar", "Baris", "Hasil", "Kode Wilayah", "Nama Wilayah", "Periode", "Kategori", "Sumber Dana", "Semula"),
    *("Menjadi", "Selisih", "Kolom", "Tertulis", "Yang perlu dilakukan"),
)
NOT_APPLICABLE = "tb"
LOT = 5_000


def upload_rows(upload: Upload, sheets: Sequence[str], said: Callable[[StagedRow], str]) -> Iterator[list[object]]:
    """Yield every row of an upload in the columns of HEADER; a fixed number of queries besides those of the rows.

    `sheets` are the names of the sheets in the order of the file. `said` tells why a row is rejected or held, without
    its place; it is asked for no other row.
    """
    rows = StagedRow.objects.filter(upload=upload)
    regions = {
        pk: (code, name)
        for pk, code, name in Region.objects.filter(pk__in=rows.values("region")).values_list("pk", "code", "name")
    }
    categories = dict(WorkerCategory.objects.values_list("pk", "name"))
    payers = dict(Payer.objects.values_list("pk", "name"))
    for row in rows.order_by("sheet", "row_number", "pk").iterator(chunk_size=LOT):
        is_bad = row.status in BAD_ROWS
        yield [
            sheets[row.sheet],
            row.row_number,
            RowStatus(row.status).label,
            *regions.get(row.region or 0, ("", "")),
            months.iso(row.month) if row.month else "",
            categories.get(row.category or 0, ""),
            payers.get(row.payer or 0, ""),
            *numbers_of(row),
            row.column,
            row.value,
            said(row) if is_bad else "",
        ]


def numbers_of(row: StagedRow) -> tuple[object, object, int | None]:
    """Return what the cell held, what it would hold, and how many workers more; nothing of a row about no cell."""
    if row.region is None:
        return None, None, None
    old = NOT_APPLICABLE if row.old_not_applicable else row.old_enrolled
    new = NOT_APPLICABLE if row.not_applicable else row.enrolled
    return old, new, (row.enrolled or 0) - (row.old_enrolled or 0)
