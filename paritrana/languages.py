"""The language in which the public reads: Indonesian, or English for who asks for it.

What binds is said in Indonesian alone: entry, sign-off, imports, jury and accounts know no other language, and so do
files and programs. A cookie of ours tells the choice, and only on the pages named here.
"""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from paritrana import formatting
from paritrana.error_pages import wants_json

Handler = Callable[[HttpRequest], HttpResponse]

BILINGUAL = frozenset(
    {
        *("home", "method", "open_data", "regions:search"),
        *("coverage:region", "coverage:ranking", "coverage:figure"),
    }
)
"""Pages that can be read in each of the languages; all others are Indonesian whatever the cookie says."""
YEAR = 365 * 24 * 60 * 60
KNOWN = frozenset(code for code, _name in settings.LANGUAGES)


class ReadersLanguage:
    """Middleware: answers in the language that a reader chose, and leaves no trace of it for the next request."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        with override(language, deactivate=True), formatting.written_in(language):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: object) -> None:
        """Let the page know whether to offer its other language."""
        found = request.resolver_match
        request.is_bilingual = found is not None and found.view_name in BILINGUAL  # type: ignore[attr-defined]


def language_of(request: HttpRequest) -> str:
    """Return the language of the answer: the one of the cookie where it is known and the page has it."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
    if chosen == settings.LANGUAGE_CODE or chosen not in KNOWN or request.method not in ("GET", "HEAD"):
        return settings.LANGUAGE_CODE
    return chosen if is_bilingual(request.path_info) and not wants_json(request) else settings.LANGUAGE_CODE


def is_bilingual(path: str) -> bool:
    """Tell whether the answer at `path` has all languages; what is said of a page that is not there has them too."""
    try:
        return resolve(path).view_name in BILINGUAL
    except Resolver404:
        return True


@require_safe
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the language that a reader chose, and lead back to where `kembali` says; the first language needs no cookie.

    By GET, so that no public page needs a token against forgery; another site could at most switch a language.
    """
    if code not in KNOWN:
        raise Http404(_("Portal ini dapat dibaca dalam bahasa Indonesia (id) dan bahasa Inggris (en)."))
    back = request.GET.get("kembali", "/")
    if not is_own(back):
        raise BadRequest(_("Alamat untuk kembali bukan halaman portal ini. Buka halamannya lewat menu atau pencarian."))
    answer = HttpResponseRedirect(back)
    if code == settings.LANGUAGE_CODE:
        answer.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite="Lax")
    else:
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            max_age=YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return answer


def is_own(address: str) -> bool:
    """Tell whether an address is a path of this portal, as every browser reads it: "//host" and "/\\host" are not."""
    if not address.startswith("/") or "\\" in address or not address.isprintable():
        return False
    return url_has_allowed_host_and_scheme(address, allowed_hosts=None)
