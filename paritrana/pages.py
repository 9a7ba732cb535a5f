"""Pages that belong to no app: home, method, health. Open data and error pages have rooms of their own."""

import logging
import os
import shutil
import tempfile
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from coverage import months, ucj
from coverage.models import Scheme
from coverage.queries.home import Home, Row, by_percent
from coverage.queries.home import home as home_of
from coverage.queries.method import Method, method_of
from coverage.views.kept import by_nation, kept
from coverage.views.parameters import choice_in
from paritrana.open_data.datasets import BY_CODE
from paritrana.open_data.files import table_of

logger = logging.getLogger(__name__)

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
        return JsonResponse(home_json(found, provinces) | {"dictionary": BY_CODE["beranda"].dictionary})
    if form in TABLES:
        return table_of(BY_CODE["beranda"], form, map(row_cells, provinces))
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
        return JsonResponse(method_json(found) | {"dictionary": BY_CODE["metode"].dictionary})
    if form in TABLES:
        return table_of(BY_CODE["metode"], form, method_rows(found))
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
