"""The stock importer: a resource of django-import-export for the table of figures, as its manual writes one."""

from pathlib import Path
from time import perf_counter
from typing import Any

from import_export.fields import Field
from import_export.formats.base_formats import XLSX
from import_export.resources import ModelResource
from import_export.widgets import ForeignKeyWidget, IntegerWidget

from coverage.models import Figure, Payer, WorkerCategory
from regions.models import Region


class MonthWidget(IntegerWidget):  # type: ignore[misc]
    """Reads 2025-07 as 202507."""

    def clean(self, value: str, row: Any = None, **more: Any) -> int:
        return int(value.replace("-", ""))


class FigureResource(ModelResource):  # type: ignore[misc]
    """All options are the defaults; foreign keys are found by their codes, rows by the key of the table."""

    month = Field("month", "Periode", MonthWidget())
    region = Field("region", "Kode Wilayah", ForeignKeyWidget(Region, "code"))
    category = Field("category", "Kategori", ForeignKeyWidget(WorkerCategory, "code"))
    payer = Field("payer", "Sumber Dana", ForeignKeyWidget(Payer, "code"))
    enrolled = Field("enrolled", "Peserta Aktif", IntegerWidget())

    class Meta:
        model = Figure
        import_id_fields = ("month", "region", "category", "payer")
        fields = ("month", "region", "category", "payer", "enrolled")


def stock(path: Path, rows: int, *, dry: bool) -> float:
    """Return the seconds of an import of a file whose rows are all new; `dry` is its preview."""
    started = perf_counter()
    dataset = XLSX().create_dataset(path.read_bytes())
    result = FigureResource().import_data(dataset, dry_run=dry, raise_errors=True)
    if result.totals["new"] != rows:
        raise RuntimeError(f"Not {rows} new rows: {result.totals}")
    return perf_counter() - started
