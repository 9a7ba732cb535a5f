"""What allauth, axes and Django tell about sign-ins, written into the audit trail; connected when the app is ready."""

from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.signals import password_changed
from allauth.account.signals import user_logged_in as fully_signed_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from axes.signals import user_locked_out
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import client_address, clock_of, day_of
from accounts.actions import audit
from accounts.actions.second_factor import TAKEN_AWAY, take_reset_notice
from accounts.actions.sign_in import Try, remember_address
from accounts.actions.tokens import end_tokens
from accounts.actions.users import end_sessions
from accounts.enums import Act
from accounts.models import Session, User
from accounts.queries.people import acting_roles, is_username
from accounts.sessions import ADDRESS, AGENT, BEGAN, SEEN
from paritrana import formatting


def note(act: Act, user: User | None, username: str = "", **told: Any) -> None:
    """Record one act of sign-in; `username` is the name that was typed where nobody is signed in."""
    with transaction.atomic():
        subject = f"user:{user.username if user else username}"
        audit.record(by=user, act=act, at=timezone.now(), subject=subject, **told)


@receiver(user_logged_in, dispatch_uid="session tells of itself")
def describe_session(request: HttpRequest, user: User, **kwargs: Any) -> None:
    now = int(timezone.now().timestamp())
    agent = request.META.get("HTTP_USER_AGENT", "")[:200]
    request.session.update({BEGAN: now, SEEN: now, AGENT: agent, ADDRESS: client_address(request)})


@receiver(fully_signed_in, dispatch_uid="audit sign-in")
def record_sign_in(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Record a complete sign-in; for ten minutes it counts as a fresh proof, so that nobody is asked twice in a row."""
    for proof in request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, []):
        proof["reauthenticated"] = True
    request.session.modified = True
    remember_address(attempt=Try(user.username, client_address(request)), at=timezone.now())
    note(Act.SIGNED_IN, user)
    tell_reset(request, user)
    tell_deputy(request, user)


def tell_reset(request: HttpRequest, user: User) -> None:
    """Tell once who took the second factor away: the person may not have asked for it."""
    notice = take_reset_notice(user)
    if notice is None:
        return
    by, at = notice
    told = _(
        "Kode verifikasi Anda dihapus oleh %(person)s pada %(moment)s, jadi Anda masuk tanpa kode. "
        "Aktifkan lagi di halaman akun. Bila Anda tidak memintanya, ganti kata sandi Anda sekarang dan "
        "beri tahu administrator."
    )
    messages.warning(request, told % {"person": by, "moment": formatting.moment(at, clock_of(user, timezone.now()))})


def tell_deputy(request: HttpRequest, user: User) -> None:
    """Remind who signs in as a deputy for whom and until when: what is done then is done in that office's name."""
    for held in acting_roles(user, day_of(timezone.now())):
        told = _("Anda bertindak sebagai %(acting)s %(role)s %(region)s untuk %(person)s, sampai %(day)s.")
        messages.info(
            request,
            told
            % {
                "acting": held.acting,
                "role": held.label,
                "region": held.region.name,
                "person": held.acting_for,
                "day": formatting.day(held.until) if held.until else "",
            },
        )


@receiver(user_login_failed, dispatch_uid="audit failed sign-in")
def record_failure(credentials: dict[str, Any], **kwargs: Any) -> None:
    """Record a failure; a name that nobody has is not written down, since it may be a password typed too early."""
    typed = credentials.get("username") or ""
    note(Act.SIGN_IN_FAILED, None, typed if is_username(typed) else "?", new={"by": "password"})


@receiver(authentication_failed, dispatch_uid="audit failed code")
def record_failed_code(user: User, **kwargs: Any) -> None:
    note(Act.SIGN_IN_FAILED, None, user.username, new={"by": "code"})


@receiver(user_locked_out, dispatch_uid="audit lock")
def record_lock(username: str | None, **kwargs: Any) -> None:
    note(Act.LOCKED_OUT, None, str(username) if is_username(username or "") else "?")


@receiver(user_logged_out, dispatch_uid="audit sign-out")
def record_sign_out(user: User | None, **kwargs: Any) -> None:
    if user is not None:
        note(Act.SIGNED_OUT, user)


@receiver(password_changed, dispatch_uid="audit password")
def record_password_change(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Record a new password and end all other sessions and all keys of the person: a stranger may hold them."""
    others = Session.objects.filter(user=user).exclude(session_key=request.session.session_key)
    end_sessions(user=user, keys=list(others.values_list("session_key", flat=True)), by=user, at=timezone.now())
    with transaction.atomic():
        end_tokens(user=user, by=user, at=timezone.now())
    note(Act.PASSWORD_CHANGED, user)


@receiver(post_save, sender=Authenticator, dispatch_uid="audit second factor made")
def record_second_factor(instance: Authenticator, created: bool, **kwargs: Any) -> None:
    """Record a second factor in the transaction that makes it; its use, which is stored too, is no change of it."""
    if created:
        note(Act.SECOND_FACTOR_CHANGED, instance.user, new={"kind": instance.type})


@receiver(post_delete, sender=Authenticator, dispatch_uid="audit second factor removed")
def record_second_factor_end(instance: Authenticator, **kwargs: Any) -> None:
    """Record that a person removed it; where someone else took it away, that act tells so itself."""
    if not getattr(instance, TAKEN_AWAY, False):
        note(Act.SECOND_FACTOR_CHANGED, instance.user, old={"kind": instance.type})
