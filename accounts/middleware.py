"""What every request and response carries: origin of acts, security headers, limits of size, limits of a session."""

import re
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from accounts import access
from accounts.abilities import ABILITIES, Ability, Role
from accounts.actions import audit
from accounts.enums import Act
from accounts.errors import RightMissing
from accounts.identity import holds_identity, masked
from accounts.models import Assignment, User
from accounts.origin import Origin, current_origin
from accounts.sessions import BEGAN, RIGHTS, SEEN

Handler = Callable[[HttpRequest], HttpResponse]

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
CLOSED_FEATURES = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "fullscreen",
    "geolocation", "gyroscope", "interest-cohort", "magnetometer", "microphone", "midi", "payment",
    "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "web-share",
    "xr-spatial-tracking",
)  # fmt: skip
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in CLOSED_FEATURES)
PUBLIC_PAGES_KEPT = "public, max-age=60"
SEEN_EVERY = 60  # seconds between two notes that a session is alive: not every request writes
OPEN_TO_ADMINISTRATORS_WITHOUT_CODE = {"account_logout", "account_reauthenticate", "mfa_activate_totp"}


class RequestOrigin:
    """Gives each request an id of ours, and tells the audit trail and the log where it comes from."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        origin = Origin(access.client_address(request), uuid.uuid4().hex)
        token = current_origin.set(origin)
        try:
            response = self.get_response(request)
        finally:
            current_origin.reset(token)
        response["X-Request-ID"] = origin.request_id
        return response


class ResponseHeaders:
    """Sets what browsers must keep to on every response, and who may keep a copy of it."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Permissions-Policy"] = PERMISSIONS_POLICY
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not request.path_info.startswith(settings.STATIC_URL):
            self.limit_copies(request, response)
        return response

    def limit_copies(self, request: HttpRequest, response: HttpResponse) -> None:
        """Let nobody keep what a signed-in person sees or what sets a cookie; let anyone keep public pages shortly."""
        if settings.SESSION_COOKIE_NAME in request.COOKIES or response.cookies:
            response["Cache-Control"] = "no-store"
        elif not response.has_header("Cache-Control"):
            lasting = request.method in ("GET", "HEAD") and response.status_code in (200, 304)
            response["Cache-Control"] = PUBLIC_PAGES_KEPT if lasting else "no-store"
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie"])


class RequestLimits:
    """Answers requests that are too long or cannot be read, and methods that nothing here understands.

    Answers of 400, 405 and 413 are empty here; the page of the project is put around them further out.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.refusal(request) or self.get_response(request)

    def refusal(self, request: HttpRequest) -> HttpResponse | None:
        """Return the answer to a request that goes no further, or None."""
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        address = len(request.META.get("PATH_INFO", "")) + len(request.META.get("QUERY_STRING", ""))
        if address > settings.MAX_ADDRESS_BYTES:
            told = _(
                "Alamat yang diminta lebih panjang dari yang dapat dibaca. Buka halamannya lewat menu atau pencarian."
            )
            return self.page(request, 414, _("Alamat terlalu panjang"), told)
        headers = sum(len(name) + len(str(told)) for name, told in request.META.items() if name.startswith("HTTP_"))
        if headers > settings.MAX_HEADER_BYTES:
            told = _("Peramban mengirim keterangan yang terlalu panjang. Hapus kuki untuk portal ini, lalu coba lagi.")
            return self.page(request, 431, _("Permintaan terlalu panjang"), told)
        if self.body_bytes(request) > self.most_bytes(request.path_info):
            return HttpResponse(status=413)
        if self.body_bytes(request) > settings.MAX_BODY_BYTES[""] and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())  # before a byte of the body is read
        return self.unreadable(request)

    @staticmethod
    def unreadable(request: HttpRequest) -> HttpResponse | None:
        """Return the answer to what is not UTF-8, holds a NUL (which PostgreSQL cannot hold), or is no form."""
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.lower() not in ("utf-8", "utf8"):
            return HttpResponse(status=400)
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return HttpResponse(status=400)
        try:
            form = list(request.POST.lists())  # a body may break off
        except RequestDataTooBig:
            return HttpResponse(status=413)
        except (SuspiciousOperation, BadRequest, MultiPartParserError, OSError):
            return HttpResponse(status=400)
        fields = [text for name, texts in form for text in (name, *texts)]
        is_too_many = sum(len(texts) for _name, texts in form) > most_fields(request.path_info)
        return HttpResponse(status=400) if is_too_many or any("\0" in text for text in fields) else None

    @staticmethod
    def body_bytes(request: HttpRequest) -> int:
        told = str(request.META.get("CONTENT_LENGTH") or "0")
        return int(told) if told.isascii() and told.isdigit() else 0

    @staticmethod
    def most_bytes(path: str) -> int:
        """Return how much may be sent to `path`: by its pattern, else the limit of the longest start that fits."""
        limits: dict[str, int] = settings.MAX_BODY_BYTES
        by_start = limits[max((start for start in limits if path.startswith(start)), key=len)]
        return by_pattern(settings.MAX_BODY_BYTES_AT, path, by_start)

    @staticmethod
    def page(request: HttpRequest, status: int, title: str, told: str) -> HttpResponse:
        return render(request, "accounts/refused.html", {"title": title, "told": told}, status=status)


def most_fields(path: str) -> int:
    """Return how many fields a form may send to `path`."""
    return by_pattern(settings.MOST_FIELDS_AT, path, settings.MOST_FIELDS)


def by_pattern(limits: Mapping[str, int], path: str, otherwise: int) -> int:
    """Return the limit of the first pattern that is the whole of `path`."""
    return next((most for pattern, most in limits.items() if re.fullmatch(pattern, path)), otherwise)


class SignedInLimits:
    """Keeps a signed-in session to its time and its rights, and administrators to a second factor.

    Roles are read anew for each request, so that a right withdrawn counts from the next one.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            self.look_at(request, request.user, timezone.now())
        return self.get_response(request)

    def look_at(self, request: HttpRequest, user: User, at: datetime) -> None:
        """End a session whose time is over; note that another one is alive and with which rights."""
        held = access.know_assignments(user, at)
        request.is_administrator = is_administrator(held)  # type: ignore[attr-defined]
        tell_menu(request, held)
        session, now = request.session, int(at.timestamp())
        idle = settings.SESSION_IDLE_MINUTES_ADMINISTRATOR if is_administrator(held) else settings.SESSION_IDLE_MINUTES
        if now - session.get(SEEN, now) >= idle * 60 or now - session.get(BEGAN, now) >= settings.SESSION_COOKIE_AGE:
            end_session(request, user, at)
            return
        rights = sorted(f"{assignment.role}:{assignment.region_id}" for assignment in held)
        if session.get(RIGHTS, rights) != rights:
            session.cycle_key()
        if session.get(RIGHTS) != rights:
            session[RIGHTS] = rights
        session.setdefault(BEGAN, now)
        if now - session.get(SEEN, 0) >= SEEN_EVERY:
            session[SEEN] = now

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponse | None:
        """Send an administrator without a second factor to the page that sets one up."""
        if not getattr(request, "is_administrator", False) or not request.user.is_authenticated:
            return None
        if request.resolver_match and request.resolver_match.url_name in OPEN_TO_ADMINISTRATORS_WITHOUT_CODE:
            return None
        if Authenticator.objects.filter(user=request.user.pk, type=Authenticator.Type.TOTP).exists():
            return None
        return redirect("mfa_activate_totp")

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Record that a signed-in person was refused, by scope or by role; a right that is missing is answered 403."""
        refused = isinstance(exception, access.OutOfReach | PermissionDenied | RightMissing)
        if refused and request.user.is_authenticated:
            with transaction.atomic():
                audit.record(
                    by=request.user,
                    act=Act.ACCESS_REFUSED,
                    at=timezone.now(),
                    region_code="" if holds_identity(request.path) else getattr(exception, "region_code", ""),
                    subject=masked(f"{request.method} {request.path}"),
                    new={"status": 404 if isinstance(exception, Http404) else 403},
                )
        if isinstance(exception, RightMissing):
            raise PermissionDenied(exception.message) from exception


def tell_menu(request: HttpRequest, held: list[Assignment]) -> None:
    """Let the menu know what the person can do anywhere, whose figures he enters and at which office he sits.

    His office is the highest of the regions whose drafts he reads. No query of its own.
    """
    told = [(assignment, ABILITIES[Role(assignment.role)]) for assignment in held]
    request.abilities = frozenset().union(*(abilities for _, abilities in told))  # type: ignore[attr-defined]
    entering = [assignment.region for assignment, abilities in told if Ability.EDIT_FIGURES in abilities]
    request.office = entering[0] if entering else None  # type: ignore[attr-defined]
    seats = [assignment.region for assignment, abilities in told if Ability.READ_DRAFT in abilities]
    request.seat = min(seats, key=lambda region: region.level, default=None)  # type: ignore[attr-defined]


def is_administrator(held: list[Assignment]) -> bool:
    return any(assignment.role == Role.ADMINISTRATOR for assignment in held)


def end_session(request: HttpRequest, user: User, at: datetime) -> None:
    """Go on as someone who is not signed in, say why, and record it."""
    with transaction.atomic():
        request.session.flush()
        audit.record(by=user, act=Act.SESSION_ENDED, at=at, subject=f"user:{user.username}", new={"by": "time"})
    request.user = AnonymousUser()
    request.is_administrator = False  # type: ignore[attr-defined]
    tell_menu(request, [])
    messages.info(request, _("Anda sudah lama tidak memakai portal, jadi sesi diakhiri. Masuk lagi untuk melanjutkan."))
