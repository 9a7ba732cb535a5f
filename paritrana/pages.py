"""Pages that belong to no app: home, method, open data, health. Error pages are in `paritrana.error_pages`."""

import logging
import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from coverage import months, ucj
from coverage.models import Scheme
from coverage.queries.errata import COLUMNS as ERRATA
from coverage.queries.errata import Erratum, all_errata, erratum_row
from coverage.queries.home import Home, Row, by_percent
from coverage.queries.home import home as home_of
from coverage.queries.method import Method, method_of
from coverage.queries.open_data import ObservationRow, all_observations
from coverage.views.kept import by_nation, kept
from coverage.views.parameters import choice_in
from paritrana.exports import table_answer

logger = logging.getLogger(__name__)

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
TABLES = ("csv", "xlsx")
LEAST_FREE = 0.05
"""The share of the disk below which the portal calls itself not ready, so that it is emptied before it is full."""


# Home


@require_safe
@kept(by_nation, "urut")
def home(request: HttpRequest, form: str = "html") -> HttpResponseBase:
    """Indonesia at a glance; `urut` sorts the provinces and ranks nobody."""
    order = choice_in(request.GET, "urut", {"persen": "persen", "nama": "nama"}, "persen")
    found = home_of(get_object_or_404(Scheme, code="ucj"))
    provinces = by_percent(found.provinces) if order == "persen" else tuple(sorted(found.provinces, key=by_name))
    if form == "json":
        return JsonResponse(home_json(found, provinces))
    if form in TABLES:
        header = list(row_json(Row("", "", "", months.FIRST)))
        return table_answer(form, "paritrana-beranda", header, map(row_cells, provinces))
    return render(request, "pages/home.html", {"home": found, "provinces": provinces, "order": order})


def by_name(row: Row) -> tuple[str, str]:
    return (row.name, row.code)


def row_json(row: Row) -> dict[str, Any]:
    """Return a row of the front page as JSON has it: counts as numbers, percentages as text with two decimals."""
    return {
        "code": row.code,
        "name": row.name,
        "period": months.iso(row.month),
        "state": row.state,
        "enrolled": row.enrolled,
        "denominator": row.denominator,
        "basis": row.basis,
        "percent": ucj.printed(row.percent),
        "figure_id": row.figure_id,
        "stated_by": row.stated.stated_by if row.stated and not row.figure_id else None,
        "source": row.stated.source if row.stated and not row.figure_id else None,
        "note": row.stated.note if row.stated and not row.figure_id else None,
        "reported": row.reported,
        "expected": row.expected,
        "is_sample": row.is_sample,
    }


def row_cells(row: Row) -> list[object]:
    return list({**row_json(row), "percent": ucj.unprinted(ucj.printed(row.percent))}.values())


def home_json(found: Home, provinces: Iterable[Row]) -> dict[str, Any]:
    return {
        "period": months.iso(found.month) if found.month else None,
        "nation": row_json(found.nation) if found.nation else None,
        "provinces": [row_json(row) for row in provinces],
        "former_areas": [
            {"name": area.name, "enrolled": area.stated.enrolled, "stated_by": area.stated.stated_by}
            for area in found.elsewhere
        ],
        "recent": [row_json(row) for row in found.recent],
    }


# Method


@require_safe
def method(request: HttpRequest, form: str = "html") -> HttpResponseBase:
    """How each number is made, in words; the lists behind it as tables and files."""
    scheme = get_object_or_404(Scheme, code="ucj")
    found = method_of(scheme)
    if form == "json":
        return JsonResponse(method_json(found))
    if form in TABLES:
        header = ["list", "code", "name", "segment", "lower", "upper"]
        return table_answer(form, "paritrana-metode", header, method_rows(found))
    return render(request, "pages/method.html", {"method": found, "formula": ucj.FORMULA})


def method_json(found: Method) -> dict[str, Any]:
    return {
        "formula": {"version": ucj.FORMULA, "percent": "enrolled * 100 / target", "decimals": 2, "rounding": "half up"},
        "bands": [
            {"position": band.position, "lower": ucj.printed(band.lower), "upper": ucj.printed(band.upper)}
            for band in found.bands
        ],
        "categories": [
            {"code": row.code, "name": row.name, "segment": row.segment or None} for row in found.categories
        ],
        "payers": [{"code": code, "name": name} for code, name in found.payers],
    }


def method_rows(found: Method) -> Iterable[list[object]]:
    for band in found.bands:
        yield ["bands", band.position, "", "", band.lower, band.upper]
    for row in found.categories:
        yield ["categories", row.code, row.name, row.segment, "", ""]
    for code, name in found.payers:
        yield ["payers", code, name, "", "", ""]


# Open data


@dataclass(frozen=True)
class Dataset:
    """One entry of the open data index: what it holds, whose it is, and the url names of its files by format."""

    code: str
    title: str
    about: str
    licence: str
    files: tuple[tuple[str, str], ...]

    @property
    def addresses(self) -> list[tuple[str, str]]:
        return [(form, reverse(name)) for form, name in self.files]


def datasets() -> tuple[Dataset, ...]:
    """Return what can be downloaded, the register of regions first."""
    facts = _("Angka adalah fakta; sebutkan sumbernya bila dikutip.")
    return (
        Dataset(
            "wilayah",
            _("Daftar wilayah Indonesia"),
            _("Kode dan nama 38 provinsi, 514 kabupaten/kota, 7.285 kecamatan, dan 83.762 desa/kelurahan."),
            _("Open Database License (ODbL) 1.0. Memuat data idn-area-data."),
            (("csv.gz", "region_register"),),
        ),
        Dataset(
            "angka-dari-sumber-lain",
            _("Angka dari sumber lain"),
            _("Setiap angka cakupan yang pernah dinyatakan pihak lain, apa adanya, dengan sumbernya."),
            facts,
            (("xlsx", "observations_xlsx"), ("csv", "observations_csv"), ("json", "observations_json")),
        ),
        Dataset(
            "ralat",
            _("Ralat"),
            _("Angka yang sudah terbit dan kemudian dikoreksi: kapan, semula, menjadi, dan alasannya."),
            facts,
            (("xlsx", "errata_xlsx"), ("csv", "errata_csv"), ("json", "errata_json")),
        ),
        Dataset(
            "beranda",
            _("Indonesia dan 38 provinsi sekilas"),
            _("Angka terbaru untuk Indonesia dan angka tiap provinsi pada bulan yang sama."),
            facts,
            (("xlsx", "home_xlsx"), ("csv", "home_csv"), ("json", "home_json")),
        ),
        Dataset(
            "metode",
            _("Jenis pekerja, sumber dana, dan rentang warna"),
            _("Daftar kode yang dipakai semua berkas portal ini."),
            facts,
            (("xlsx", "method_xlsx"), ("csv", "method_csv"), ("json", "method_json")),
        ),
    )


@require_safe
def open_data(request: HttpRequest, form: str = "html") -> HttpResponseBase:
    """The index of all datasets: what each holds, its licence, its files."""
    found = datasets()
    if form == "json":
        return JsonResponse({"datasets": [{**asdict(one), "files": dict(one.addresses)} for one in found]})
    if form in TABLES:
        rows = ([one.code, one.title, one.about, one.licence, *pair] for one in found for pair in one.addresses)
        return table_answer(form, "paritrana-data", ["code", "title", "about", "licence", "format", "address"], rows)
    return render(request, "pages/open_data.html", {"datasets": found})


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


@require_safe
def observations(request: HttpRequest, form: str) -> HttpResponseBase:
    """Every number from another source with who stated it and where."""
    header = [field.name for field in fields(ObservationRow)]
    if form in TABLES:
        rows = (list(vars(row).values()) for row in all_observations())
        return table_answer(form, "paritrana-angka-dari-sumber-lain", header, rows)
    found = [{**vars(row), "printed_percent": ucj.printed(row.printed_percent)} for row in all_observations()]
    return JsonResponse({"observations": found})


@require_safe
def errata(request: HttpRequest, form: str) -> HttpResponseBase:
    """Every published number that a correction changed, with both numbers and the reason."""
    if form in TABLES:
        rows = (erratum_cells(one) for one in all_errata())
        return table_answer(form, "paritrana-ralat", ERRATA, rows)
    return JsonResponse({"errata": [erratum_row(one) for one in all_errata()]})


def erratum_cells(one: Erratum) -> list[object]:
    """Return an erratum as a row of the file, its percentages as numbers."""
    told = erratum_row(one)
    return [ucj.unprinted(cell) if column.endswith("_percent") else cell for column, cell in told.items()]


# Health


@never_cache
@require_safe
def alive(request: HttpRequest) -> JsonResponse:
    """The process answers; nothing else is asked, so that a slow database does not get it restarted."""
    return JsonResponse({"hidup": True})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """The portal can do its work; 503 if not. What is wrong stands in the log, not in the answer."""
    fault = what_is_wrong()
    if fault:
        logger.error("not ready: %s", fault)
    return JsonResponse({"siap": not fault}, status=503 if fault else 200)


def what_is_wrong() -> str:
    """Return the first fault found: database, migrations, disk, writing; "" if none. Asks the database once."""
    try:
        applied = set(MigrationRecorder.Migration.objects.values_list("app", "name"))
    except (DatabaseError, OSError) as error:
        return f"database: {error}"
    if missing := shipped_migrations() - applied:
        return f"migrations not applied: {sorted(missing)}"
    try:
        usage = shutil.disk_usage(settings.VAR_DIR)
        with tempfile.TemporaryFile(dir=settings.VAR_DIR) as probe:
            probe.write(b"siap")
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        return f"writing: {error}"
    return "disk almost full" if usage.free < usage.total * LEAST_FREE else ""


@cache
def shipped_migrations() -> frozenset[tuple[str, str]]:
    """Return the migrations of the code that runs; it cannot change while it runs."""
    return frozenset(MigrationLoader(None).disk_migrations or {})
