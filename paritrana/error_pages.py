"""What is answered when something cannot be: pages in Indonesian with one sentence on what to do, no internals.

Works the same in development: a reader of the demonstration sees these pages, not the framework's.
"""

import re
import sys
from collections.abc import Callable
from typing import Any

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.core.exceptions import (
    BadRequest,
    DisallowedHost,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.common import CommonMiddleware
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.origin import current_origin

Handler = Callable[[HttpRequest], HttpResponse]

BARE = (400, 403, 405, 413, 429, 503)
"""Statuses that views and libraries answer without a page of their own; such an empty answer gets ours."""
NOT_FOR_READERS = re.compile(r"^(No \w+ matches the given query\.|)$")
"""What the framework itself says in English; anything else in an Http404 is a sentence of ours."""
NEVER_SHOWN_AGAIN = re.compile(r"csrf|password|code|token|next", re.IGNORECASE)


def sentence_of(exception: Exception | None) -> str:
    """Return what the raiser wrote for the reader, or "" where it wrote nothing for readers."""
    if not isinstance(exception, Http404 | BadRequest | PermissionDenied) or not exception.args:
        return ""
    first = exception.args[0]
    return "" if not isinstance(first, str) or NOT_FOR_READERS.match(first) else first


def wants_json(request: HttpRequest) -> bool:
    """Tell whether a program asks, by the address or by what it sends or accepts: it can read no page."""
    if request.path.endswith(".json") or request.path.startswith("/api/"):
        return True
    return "application/json" in (request.content_type, request.headers.get("Accept", "").split(",")[0].strip())


def error_page(request: HttpRequest, status: int, exception: Exception | None = None, **context: Any) -> HttpResponse:
    """Answer with the page of `status`, as JSON where JSON was asked for.

    An exception may carry a sentence as its first argument, and as its attribute `near` regions (objects with `code`
    and `name`) that the reader may have meant.
    """
    sentence, near = sentence_of(exception), list(getattr(exception, "near", ()))
    reference = current_origin.get().request_id
    if wants_json(request):
        told = {"status": status, "message": sentence or WORDS[status](), "reference": reference}
        return JsonResponse({**told, "near": [{"code": one.code, "name": one.name} for one in near]}, status=status)
    context |= {"sentence": sentence, "near": near, "reference": reference, "status": status}
    answer = render(request, f"{status}.html", context, status=status)
    if status == 503:
        answer["Retry-After"] = "10"
    return answer


WORDS: dict[int, Callable[[], str]] = {
    400: lambda: _("Permintaan ini tidak dapat dibaca. Periksa alamatnya."),
    403: lambda: _("Peran Anda tidak mencakup halaman ini."),
    404: lambda: _("Halaman ini tidak ada. Periksa alamatnya atau cari wilayahnya."),
    405: lambda: _("Alamat ini tidak menerima cara pengiriman itu."),
    413: lambda: _("Kiriman ini terlalu besar. Tidak ada yang disimpan."),
    429: lambda: _("Terlalu banyak permintaan. Coba lagi beberapa menit lagi."),
    500: lambda: _("Portal gagal mengolah permintaan ini. Tidak ada yang disimpan."),
    503: lambda: _("Portal sedang tidak dapat membaca datanya. Coba lagi sebentar lagi."),
}
"""What an error says in JSON where its raiser wrote nothing."""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what cannot be read, or is too big to be."""
    return error_page(request, 413 if isinstance(exception, RequestDataTooBig) else 400, exception)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 403, exception)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 404, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours; a database that does not answer is 503, since it comes back by itself."""
    is_gone = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    return error_page(request, 503 if is_gone else 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose security token is missing or old, and show what was typed, so that it is not lost.

    The texts are shown to be copied and not offered to be sent again: the form may have come from another site.
    """
    if wants_json(request):
        sentence = _(
            "Halaman ini sudah lama terbuka, jadi kirimannya tidak diterima. Muat ulang halaman lalu kirim lagi."
        )
        return error_page(request, 403, PermissionDenied(sentence))
    fields = request.POST.items() if request.method == "POST" else ()
    typed = [text for name, text in fields if text and not NEVER_SHOWN_AGAIN.search(name)]
    context = {"typed": typed, "reference": current_origin.get().request_id, "status": 403}
    return render(request, "403_csrf.html", context, status=403)


class PolicyOnErrors(CSPMiddleware):
    """Middleware: the content security policy on a page that is not there too, in development as well.

    django-csp leaves it out there, for the framework's page, in whose place ours stands.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        answer = super().process_response(request, response)
        if answer.status_code == 404 and HEADER not in answer:
            answer[HEADER] = build_policy()
        return answer


class SlashForReaders(CommonMiddleware):
    """Middleware: only who reads is sent on to the address with its slash; what is sent to a wrong address is a 404.

    A redirect would lose what was sent, in development it would be a fault.
    """

    def should_redirect_with_slash(self, request: HttpRequest) -> bool:
        return request.method in ("GET", "HEAD") and bool(super().should_redirect_with_slash(request))


class KnownHosts:
    """Middleware: a request for another host than ours goes no further, and is told so by our page, not Django's."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            request.get_host()
        except DisallowedHost as exception:
            return bad_request(request, exception)
        return self.get_response(request)


class ErrorPages:
    """Middleware: our pages instead of the framework's, in development too, and instead of empty answers."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_unresolved = response.status_code == 404 and request.resolver_match is None
        is_empty = response.status_code in BARE and not response.streaming and not response.content
        is_empty |= response.status_code == 405  # libraries say it in English
        if not (is_unresolved or is_empty):
            return response
        answer = error_page(request, response.status_code)
        for name in ("Allow", "Retry-After"):
            if name in response:
                answer[name] = response[name]
        return answer

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer what a view raised for the reader; leave faults to the framework, which logs them."""
        if isinstance(exception, Http404):
            return page_not_found(request, exception)
        if isinstance(exception, PermissionDenied):
            return permission_denied(request, exception)
        if isinstance(exception, BadRequest | SuspiciousOperation):
            return bad_request(request, exception)
        return None
