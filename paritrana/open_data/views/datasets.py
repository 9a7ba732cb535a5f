"""Open data at `/data/`: the index, a page for each dataset with its dictionary, and the files."""

import csv
import gzip
from collections.abc import Iterator
from functools import cache
from io import StringIO
from pathlib import Path

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import day_of
from coverage import ucj
from coverage.queries.errata import Erratum, all_errata, erratum_row
from coverage.queries.open_data import all_observations, all_published
from coverage.views.parameters import NotFound, echo
from paritrana.exports import file_answer, table_answer
from paritrana.open_data.datasets import BY_CODE, DATASETS, Dataset
from paritrana.open_data.files import dictionary_of, json_of, long_json_of, table_of, workbook
from paritrana.spreadsheets import MEDIA_TYPE as XLSX

FIXTURES = Path(__file__).resolve().parent.parent.parent.parent / "fixtures"
TABLES = ("csv", "xlsx")


@require_safe
def open_data(request: HttpRequest, form: str = "html") -> HttpResponseBase:
    """The index of all datasets: what each holds, its licence, its files."""
    if form == "json":
        return JsonResponse({"datasets": [one.told() for one in DATASETS]})
    if form in TABLES:
        rows = ([one.code, one.title, one.about, one.licence, *pair] for one in DATASETS for pair in one.addresses)
        return table_answer(form, "paritrana-data", ["code", "title", "about", "licence", "format", "address"], rows)
    return render(request, "pages/open_data.html", {"datasets": DATASETS})


def dataset_for(code: str) -> Dataset:
    """Return the dataset of that code; raise NotFound."""
    if code not in BY_CODE:
        told = _("Data “%(code)s” tidak ada. Pilih salah satu dari: %(known)s.")
        raise NotFound(told % {"code": echo(code), "known": ", ".join(BY_CODE)})
    return BY_CODE[code]


@require_safe
def dataset(request: HttpRequest, code: str) -> HttpResponse:
    """One dataset: files, dictionary, licence, metadata, how to cite it."""
    return render(request, "pages/dataset.html", {"dataset": dataset_for(code), "today": day_of(now())})


@require_safe
def dictionary(request: HttpRequest, code: str) -> HttpResponseBase:
    """The dictionary of a dataset as a file of its own."""
    return dictionary_of(dataset_for(code))


# Files


@require_safe
def published(request: HttpRequest, form: str) -> HttpResponseBase:
    """Every published number of the nation, the provinces and the regencies, month by month."""
    rows = all_published()
    if form in TABLES:
        return table_of(BY_CODE["cakupan"], form, (row.cells() for row in rows))
    return long_json_of(BY_CODE["cakupan"], "coverage", (row.told() for row in rows))


@require_safe
def observations(request: HttpRequest, form: str) -> HttpResponseBase:
    """Every number from another source with who stated it and where."""
    found = BY_CODE["angka-dari-sumber-lain"]
    if form in TABLES:
        return table_of(found, form, (list(vars(row).values()) for row in all_observations()))
    told = ({**vars(row), "printed_percent": ucj.printed(row.printed_percent)} for row in all_observations())
    return json_of(found, "observations", told)


@require_safe
def errata(request: HttpRequest, form: str) -> HttpResponseBase:
    """Every published number that a correction changed, with both numbers and the reason."""
    if form in TABLES:
        return table_of(BY_CODE["ralat"], form, (erratum_cells(one) for one in all_errata()))
    return json_of(BY_CODE["ralat"], "errata", (erratum_row(one) for one in all_errata()))


def erratum_cells(one: Erratum) -> list[object]:
    """Return an erratum as a row of the file, its percentages as numbers."""
    told = erratum_row(one)
    return [ucj.unprinted(cell) if column.endswith("_percent") else cell for column, cell in told.items()]


@require_safe
def register(request: HttpRequest, form: str) -> HttpResponseBase:
    """The register of regions as a table or JSON."""
    found = BY_CODE["wilayah"]
    if form == "xlsx":
        return file_answer("paritrana-wilayah.xlsx", register_workbook(), XLSX)
    if form == "csv":
        return table_of(found, form, register_rows())
    return long_json_of(found, "regions", (dict(zip(found.header, row, strict=True)) for row in register_rows()))


def register_rows() -> Iterator[list[str]]:
    """Yield code and name of each region of the register as it was shipped, without its header."""
    rows = csv.reader(StringIO(gzip.decompress((FIXTURES / "regions.csv.gz").read_bytes()).decode(), newline=""))
    next(rows)
    return rows


@cache
def register_workbook() -> bytes:
    """Return the register as a workbook; written once, since it takes seconds and cannot change while we run."""
    return workbook(BY_CODE["wilayah"], register_rows())


@require_safe
def region_register(request: HttpRequest) -> HttpResponse:
    """The register of regions as it was loaded, under the licence of its source."""
    answer = HttpResponse((FIXTURES / "regions.csv.gz").read_bytes(), content_type="application/gzip")
    answer["Content-Disposition"] = 'attachment; filename="wilayah.csv.gz"'
    return answer


@require_safe
def register_licence(request: HttpRequest) -> HttpResponse:
    """The text of the licence of the register, unchanged."""
    return HttpResponse((FIXTURES / "LICENSE-regions.md").read_bytes(), content_type="text/plain; charset=utf-8")
