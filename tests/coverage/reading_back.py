"""A file that leaves the portal, read back in the ways of an upload: by the reader, and as what its sheets mean."""

import tempfile
from datetime import date

from accounts.abilities import Role
from accounts.models import User
from coverage.actions.uploads.rows import ArrivedRow, SheetCounts, stage_rows
from coverage.enums import UploadState, UploadUse, Via
from coverage.models import Payer, Upload, WorkerCategory
from coverage.queries.sheet_regions import directory
from coverage.sheets.cells import Row
from coverage.sheets.understanding import Context, Sheet, Understood, understand
from coverage.sheets.vocabulary import vocabulary
from coverage.workbooks.reading import opened
from regions.models import Region
from tests.factories import A_MOMENT, a_person


def read_back(content: bytes, name: str = "berkas.xlsx") -> dict[str, list[Row]]:
    """Return the rows of each sheet as an upload's are read."""
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.flush()
        with opened(file, name) as workbook:
            rows: dict[str, list[Row]] = {sheet.name: [] for sheet in workbook.sheets}
            for sheet, number, cells in workbook.rows():
                rows[sheet.name].append((number, cells))
    return rows


def understood(content: bytes, within: Region, on: date, name: str = "berkas.xlsx") -> dict[str, Understood]:
    """Return what each sheet of a file says if it is uploaded."""
    regions = directory(on, within)
    words = vocabulary(WorkerCategory.objects.values_list("code", "name"), Payer.objects.values_list("code", "name"))
    context = Context(regions, words, regions.by_id[within.pk])
    return {sheet: understand(Sheet(sheet, rows), context) for sheet, rows in read_back(content, name).items()}


def an_upload(by: User, **more) -> Upload:
    about = {"via": Via.IMPORT, "use": UploadUse.FIGURES, "file_name": "a.xlsx", "digest": "0123456789" * 6 + "abcd"}
    return Upload.objects.create(by=by, sent_at=A_MOMENT, size=1, state=UploadState.STAGED, **about | more)


def sent_again(content: bytes, within: Region, on: date, name: str = "berkas.xlsx") -> dict[int, SheetCounts]:
    """Return what would become of a file's rows if the importer of the region sent it, by the number of the sheet."""
    categories, payers = (dict(model.objects.values_list("code", "pk")) for model in (WorkerCategory, Payer))
    arrived = [
        ArrivedRow(
            sheet, one.row, one.region, one.month, categories[one.category], payers[one.payer], one.heads,
            one.heads is None,
        )
        for sheet, found in enumerate(understood(content, within, on, name).values())
        for one in (found.read.entries if found.read else ())
    ]  # fmt: skip
    by = a_person(f"impor.{within.code}", Role.IMPORTER, within)
    return stage_rows(upload=an_upload(by), arrived=arrived, passed=[], by=by, at=A_MOMENT)
