"""Search for regions by name or code, at `/cari/?q=`: page, JSON and CSV from one question."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paritrana.exports import table_answer
from regions.queries.search import Hit, near_matches, regions_matching

MOST_SIGNS = 100
MOST_SHOWN = 50
HEADER = ("Kode Wilayah", "Nama Wilayah", "Tingkat", "Jenis", "Letak")


@dataclass(frozen=True)
class Answer:
    """What a search found. `near` is filled only where nothing was found, `has_more` where the list was cut."""

    q: str
    hits: list[Hit]
    near: list[Hit]
    has_more: bool


def asked(request: HttpRequest) -> str:
    """Return what is searched for, "" where nothing is; raise BadRequest where it is no name and no code."""
    q = request.GET.get("q", "").strip()
    if len(q) > MOST_SIGNS:
        told = _(
            "Kata pencarian terdiri dari %(found)s huruf; paling banyak %(most)s. Tulis nama atau kode wilayah saja."
        )
        raise BadRequest(told % {"found": len(q), "most": MOST_SIGNS})
    if not q.isprintable():
        raise BadRequest(_("Kata pencarian memuat tanda yang tidak dapat dicetak. Tulis nama atau kode wilayah saja."))
    return q


def answer_to(q: str) -> Answer:
    """Return the regions of today for `q`, or the nearest ones where there are none."""
    if not q:
        return Answer(q, [], [], has_more=False)
    today = now().astimezone(ZoneInfo("Asia/Jakarta")).date()
    hits = regions_matching(q, today, MOST_SHOWN + 1)
    near = [] if hits else near_matches(q, today)
    return Answer(q, hits[:MOST_SHOWN], near, has_more=len(hits) > MOST_SHOWN)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the regions that were found, the nearest ones, or how to search."""
    return render(request, "regions/search.html", {"answer": answer_to(asked(request))})


@require_safe
def search_as_json(request: HttpRequest) -> HttpResponse:
    """Answer with the same regions and the paths to them."""
    answer = answer_to(asked(request))
    return JsonResponse(
        {
            "q": answer.q,
            "results": [hit_json(hit) for hit in answer.hits],
            "near": [hit_json(hit) for hit in answer.near],
            "has_more": answer.has_more,
        }
    )


@require_safe
def search_as_table(request: HttpRequest, form: str) -> HttpResponseBase:
    """Answer with the same regions as rows."""
    answer = answer_to(asked(request))
    rows = (
        (hit.place.code, hit.place.name, hit.place.level.label, hit.place.kind.label, hit.where) for hit in answer.hits
    )
    return table_answer(form, "wilayah", HEADER, rows)


def hit_json(hit: Hit) -> dict[str, Any]:
    """Return one region as JSON tells it: code, name, level and kind, and the regions above it, the nation first."""
    return {
        "code": hit.place.code,
        "name": hit.place.name,
        "level": hit.place.level.slug,
        "kind": hit.place.kind.value,
        "path": [{"code": place.code, "name": place.name} for place in hit.path],
    }
