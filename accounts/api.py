"""Who asks at the programs' door: the key in the header, and nothing else. A cookie counts for nothing there."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from accounts import access
from accounts.actions.tokens import Request, admit
from accounts.errors import AccountsError, TokenHeld, TokenRefused
from accounts.middleware import RequestLimits
from accounts.models import Token
from accounts.origin import current_origin

DOOR = "/api/"

Handler = Callable[[HttpRequest], HttpResponse]


class ProgramsDoor:
    """Middleware: lets programs in by their key before their body is read, and forgets who is signed in by cookie."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(DOOR):
            return self.get_response(request)
        request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        request.user = AnonymousUser()
        shown = request.headers.get("Authorization", "")
        response = self.refusal(request, shown) or self.get_response(request)
        patch_vary_headers(response, ["Authorization"])
        if shown:
            response["Cache-Control"] = "no-store"
        return response

    def refusal(self, request: HttpRequest, shown: str) -> HttpResponse | None:
        """Return the answer to who may go no further, or None; who is let in becomes the `user` of the request."""
        if not shown:
            return key_missing() if sends_much(request) else None
        scheme, _space, secret = shown.partition(" ")
        asked = Request(str(request.method), request.path_info, access.client_address(request))
        try:
            token = admit(secret=secret.strip() if scheme.lower() == "bearer" else "", asked=asked, at=timezone.now())
        except (TokenRefused, TokenHeld) as error:
            return refused(error)
        request.token = token  # type: ignore[attr-defined]
        request.user = token.user
        return None


def sends_much(request: HttpRequest) -> bool:
    """Tell whether more may be sent here than elsewhere: then nothing is read from a stranger."""
    usual: int = settings.MAX_BODY_BYTES[""]
    return request.method == "POST" and RequestLimits.most_bytes(request.path_info) > usual


def answer(status: int, message: str) -> HttpResponse:
    """Return an error of the API in the shape of all errors in JSON."""
    told = {"status": status, "message": message, "reference": current_origin.get().request_id, "near": []}
    return JsonResponse(told, status=status)


def key_missing() -> HttpResponse:
    """Answer who shows no key where one is needed."""
    told = answer(
        401,
        _("Alamat ini memerlukan kunci program. Buat di halaman akun Anda, lalu kirim sebagai Authorization: Bearer."),
    )
    told["WWW-Authenticate"] = "Bearer"
    return told


def refused(error: AccountsError) -> HttpResponse:
    """Answer a key that lets nobody in (401), or who asks too often (429)."""
    if isinstance(error, TokenHeld):
        told = answer(429, error.message)
        told["Retry-After"] = str(error.seconds)
        return told
    told = answer(401, error.message)
    told["WWW-Authenticate"] = 'Bearer error="invalid_token"'
    return told


class ByKey(HttpBearer):
    """Asks for the key that the door has looked at; tells the document of the API that one is needed."""

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        return getattr(request, "token", None)
