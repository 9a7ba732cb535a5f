"""Where a published percentage comes from, at `/angka/<figure id>/`."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.abilities import Ability
from accounts.access import day_of, may
from coverage import months
from coverage.queries.origin import Origin, cells_under, origin_of
from coverage.views.kept import by_figure, kept
from coverage.views.parameters import NotFound, echo
from coverage.views.region_json import basis_json
from paritrana.exports import table_answer


def origin_for(figure_id: str) -> Origin:
    """Return the origin of a published number; raise NotFound."""
    origin = origin_of(figure_id)
    if origin is None:
        told = _(
            "Angka terbit “%(id)s” tidak ada. Nomornya tertulis seperti 64.01_2023-12_ucj_1; buka halaman wilayahnya"
            " lalu pilih “Dari mana angka ini?”."
        )
        raise NotFound(told % {"id": echo(figure_id)})
    return origin


@require_safe
@kept(by_figure)
def figure(request: HttpRequest, figure_id: str) -> HttpResponse:
    """Show the origin; officials who may read the drafts of the region also see the cells under the number."""
    origin = origin_for(figure_id)
    user = request.user
    is_official = user.is_authenticated and may(user, Ability.READ_DRAFT, origin.region, now())
    context = {
        "origin": origin,
        "published": origin.published,
        "place": origin.place,
        "cells": cells_under(origin) if is_official else None,
        "today": day_of(now()),
    }
    return render(request, "coverage/figure.html", context)


@require_safe
@kept(by_figure)
def figure_as_json(request: HttpRequest, figure_id: str) -> HttpResponse:
    """Answer with what the page says to everyone."""
    return JsonResponse(origin_json(origin_for(figure_id)))


@require_safe
def figure_as_table(request: HttpRequest, figure_id: str, form: str) -> HttpResponseBase:
    """Answer with the parts of the number as rows."""
    origin = origin_for(figure_id)
    return table_answer(form, f"angka-{origin.published.figure_id}", HEADER, part_rows(origin))


COPIED = (
    *("enrolled", "target", "percent", "potential", "potential_percent", "gap", "unsplit", "own", "segments"),
    *("categories", "payers", "reporting", "villages", "hidden", "flags", "parts", "is_sample"),
    *("disputed", "explanations"),
)


def origin_json(origin: Origin) -> dict[str, Any]:
    """Return the answer of `/angka/<id>.json`: numerator, denominators, parts, offices and times, versions."""
    published = origin.published
    content = published.content
    targets = [basis_json("target", basis) for basis in published.targets]
    return {
        "figure_id": published.figure_id,
        "code": published.code,
        "name": published.name,
        "scheme": origin.scheme.code,
        "period": months.iso(published.month),
        **{key: content.get(key) for key in COPIED},
        "formula": published.formula,
        "denominators": targets + [basis_json("potential", basis) for basis in published.potentials],
        "signatures": [
            {"step": step.step, "role": step.role, "at": step.at.astimezone(origin.zone).isoformat(timespec="seconds")}
            for step in published.signatures
        ],
        "entries": [
            {"via": entry.via, "at": entry.at.astimezone(origin.zone).isoformat(timespec="seconds"), "note": entry.note}
            for entry in published.entries
        ],
        "cause": published.cause,
        "reason": published.reason,
        "version": published.version,
        "released_at": published.released_at.astimezone(origin.zone).isoformat(timespec="seconds"),
        "superseded_by": origin.newest.figure_id if origin.is_superseded else None,
        "versions": [
            {
                "figure_id": version.figure_id,
                "version": version.version,
                "cause": version.cause.value,
                "reason": version.reason,
                "released_at": version.released_at.astimezone(origin.zone).isoformat(timespec="seconds"),
            }
            for version in origin.versions
        ],
    }


HEADER = ["bagian", "kode", "nama", "peserta_aktif", "penerbit", "cara", "id_angka", "keterangan"]


def part_rows(origin: Origin) -> Iterator[list[object]]:
    """Yield what the number was made of: its denominators, its own heads, the releases of its children."""
    published = origin.published
    invented = _("Data contoh, bukan data resmi")
    remark, figure_id = invented if published.is_sample else "", published.figure_id
    yield ["pembilang", published.code, published.name, published.enrolled, "", "", figure_id, remark]
    for name, found in (("target", published.targets), ("potensi", published.potentials)):
        for basis in found:
            about = [basis.issuer, basis.method, figure_id, invented if basis.is_sample else ""]
            yield [name, basis.segment, published.name, basis.persons, *about]
    for name, rows in (("jenis_pekerja", published.categories), ("sumber_dana", published.payers)):
        for row in rows:
            yield [name, row.code, row.name, row.enrolled, "", "", figure_id, remark]
    below = _("Bagian dari jumlah yang memuat data contoh") if published.is_sample else ""
    for part in published.parts:
        yield ["wilayah_di_bawahnya", part.code, part.name, part.enrolled, "", "", part.figure_id, below]
