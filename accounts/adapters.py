"""How allauth behaves here: closed sign-up, one text for each failed sign-in, secrets sealed in the database."""

import base64
import hmac
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from accounts.access import client_address
from accounts.models import User

CODE_IS_WRONG = _("Kode ini tidak cocok atau sudah dipakai. Tunggu kode berikutnya di aplikasi, lalu ketik kode itu.")
SIGN_IN_REFUSED = _(
    "Belum dapat masuk. Nama pengguna atau kata sandi tidak cocok, atau sudah terlalu sering dicoba. "
    "Periksa keduanya; setelah 5 kali gagal, tunggu 15 menit."
)
"""Said of an unknown name, a wrong password and a wait alike, so that it tells a guesser nothing."""


class ClosedAccounts(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": SIGN_IN_REFUSED,
        "incorrect_code": CODE_IS_WRONG,
        "incorrect_password": _("Kata sandi tidak cocok. Ketik kata sandi yang Anda pakai untuk masuk."),
        "enter_current_password": _("Kata sandi sekarang tidak cocok. Kata sandi belum diganti; ketik lagi."),
        "too_many_login_attempts": _("Kode sudah terlalu sering dicoba. Tunggu 15 menit, lalu coba lagi."),
        "rate_limited": _("Terlalu sering dicoba. Tunggu 15 menit, lalu coba lagi."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count nothing: here a stranger could hold up anyone's sign-in. `accounts.actions.sign_in` counts."""

    def is_safe_url(self, url: str) -> bool:
        """Allow paths of this site only, whatever hosts are allowed."""
        return bool(url) and url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Ask who has a second factor for a code of it, never for the password alone."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [method for method in methods if method["id"] == "mfa_reauthenticate"] or methods


class SecondFactor(DefaultMFAAdapter):
    """Secrets of the second factor are sealed with a key that is not in the database: a dump of it opens nothing.

    The same holds for recovery codes, which are drawn from such a secret, shown once, and used once each.
    """

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": CODE_IS_WRONG,
        "cannot_generate_recovery_codes": _("Aktifkan kode verifikasi dulu, lalu buat kode cadangan."),
    }

    def get_totp_label(self, user: User) -> str:
        return user.username

    def encrypt(self, text: str) -> str:
        sealed: bytes = seals().encrypt(text.encode())
        return sealed.decode()

    def decrypt(self, encrypted_text: str) -> str:
        text: bytes = seals().decrypt(encrypted_text.encode())
        return text.decode()


def seals() -> MultiFernet:
    """Return the seals made from SECRET_KEY and, for what was sealed before it changed, from SECRET_KEY_FALLBACKS."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = (hmac.digest(str(key).encode(), b"second factor", "sha256") for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
