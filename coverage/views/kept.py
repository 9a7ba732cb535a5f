"""Public pages that are rendered once for each version of what they tell, and kept for whoever is not signed in."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.timezone import now
from django.utils.translation import get_language

from accounts.access import day_of
from accounts.queries.public_versions import version_of
from paritrana.kept import KeptPage, KeptPages, kept_page

View = Callable[..., HttpResponseBase]
PLACE = re.compile(r"ID|[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{4})?)?)?", re.ASCII)
PERSONAL = (settings.SESSION_COOKIE_NAME, "messages")
"""Who sends one of these cookies may see more than the public, or a word that is meant for him."""
MOST_QUERY = 100

pages = KeptPages(settings.KEPT_PAGES_BYTES)


def kept(about: Callable[[HttpRequest, dict[str, Any]], str], *parameters: str) -> Callable[[View], View]:
    """Keep what a view answers to the public until an act may have changed it.

    `about` tells the region of which all may stand on the page, "" for the country. An address with any other
    parameter than `parameters` is answered anew each time, so that nobody fills the memory with made-up ones.
    """

    def keeping(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            place = about(request, kwargs) if is_for_all(request, parameters) else None
            if place is None or not (place == "" or PLACE.fullmatch(place)):
                return view(request, *args, **kwargs)
            passed: list[HttpResponseBase] = []

            def rendered() -> KeptPage | None:
                made = view(request, *args, **kwargs)
                passed.append(made)
                return keepable(made, version)

            version = (version_of(place), day_of(now()))
            key = (request.scheme, request.get_host(), get_language(), request.get_full_path())
            found = pages.page(key, version, rendered)
            return passed[0] if found is None else told(found, request)

        return answer

    return keeping


def is_for_all(request: HttpRequest, parameters: tuple[str, ...]) -> bool:
    """Tell whether the answer is the one that the public gets, at an address that is worth keeping."""
    if not pages.most or request.method != "GET" or any(name in request.COOKIES for name in PERSONAL):
        return False
    return len(request.META.get("QUERY_STRING", "")) <= MOST_QUERY and set(request.GET) <= set(parameters)


def keepable(made: HttpResponseBase, version: object) -> KeptPage | None:
    """Return what a view answered as a page to keep; None for a refusal, a stream, or what sets a cookie."""
    if not isinstance(made, HttpResponse) or made.status_code != 200 or made.cookies:
        return None
    return kept_page(version, made.content, tuple(made.items()))


def told(page: KeptPage, request: HttpRequest) -> HttpResponse:
    """Return a kept page as it is sent: compressed once and for all where the reader can unpack it."""
    is_packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(page.packed if is_packed else page.body, headers=dict(page.headers))
    response["ETag"] = page.tag
    if is_packed:
        response["Content-Encoding"] = "gzip"
    response["Content-Length"] = str(len(response.content))
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def around(code: str) -> str:
    """Return the region among whose members the one with this code is shown: its rank depends on all of them.

    What is no code is returned as it is, so that it is not kept.
    """
    return code.rpartition(".")[0] if PLACE.fullmatch(code) else code


def by_code(request: HttpRequest, named: dict[str, Any]) -> str:
    """Tell what a region's page is about."""
    return around(str(named["code"]))


def by_parent(request: HttpRequest, named: dict[str, Any]) -> str:
    """Tell what a ranking or a map is about."""
    return request.GET.get("induk", "ID")


def by_figure(request: HttpRequest, named: dict[str, Any]) -> str:
    """Tell what the page of a published figure is about; its number begins with the code of its region."""
    return around(str(named["figure_id"]).partition("_")[0])


def by_nation(request: HttpRequest, named: dict[str, Any]) -> str:
    return ""
