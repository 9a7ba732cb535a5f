"""Addresses of sign-in and of one's own account. Names with account_ and mfa_ are those that allauth asks for."""

from allauth.account.views import reauthenticate
from allauth.mfa.base.views import authenticate, index
from allauth.mfa.base.views import reauthenticate as reauthenticate_by_code
from allauth.mfa.totp.views import deactivate_totp
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from accounts.views.account import ChangePassword, account, end_other_sessions, end_session
from accounts.views.delegations import delegations, end_deputy
from accounts.views.invitation import invitation
from accounts.views.people import deactivate, end, give_role, invite, new_link, people, person
from accounts.views.return_to_work import no_second_factor, reactivate
from accounts.views.second_factor import ActivateSecondFactor, NewRecoveryCodes, recovery_codes
from accounts.views.sign_in import SignIn, SignOut, closed
from accounts.views.tokens import revoke, tokens

CLOSED = (
    "account_signup",
    "account_inactive",
    "account_email",
    "account_email_verification_sent",
    "account_set_password",
    "account_reset_password",
    "account_confirm_login_code",
    "mfa_download_recovery_codes",
)
form = require_http_methods(["GET", "HEAD", "POST"])  # allauth's views would take PUT for POST

urlpatterns = [
    path("masuk/", form(SignIn.as_view()), name="account_login"),
    path("masuk/kode/", form(authenticate), name="mfa_authenticate"),
    path("keluar/", form(SignOut.as_view()), name="account_logout"),
    path("akun/", account, name="account"),
    path("akun/kata-sandi/", form(ChangePassword.as_view()), name="account_change_password"),
    path("akun/konfirmasi/", form(reauthenticate), name="account_reauthenticate"),
    path("akun/konfirmasi/kode/", form(reauthenticate_by_code), name="mfa_reauthenticate"),
    path("akun/kode-verifikasi/", require_safe(index), name="mfa_index"),
    path("akun/kode-verifikasi/aktifkan/", form(ActivateSecondFactor.as_view()), name="mfa_activate_totp"),
    path("akun/kode-verifikasi/nonaktifkan/", form(deactivate_totp), name="mfa_deactivate_totp"),
    path("akun/kode-verifikasi/cadangan/", recovery_codes, name="mfa_view_recovery_codes"),
    path("akun/kode-verifikasi/cadangan/buat/", form(NewRecoveryCodes.as_view()), name="mfa_generate_recovery_codes"),
    path("akun/sesi/lain/akhiri/", end_other_sessions, name="end_other_sessions"),
    path("akun/sesi/<str:name>/akhiri/", end_session, name="end_session"),
    path("akun/kunci/", tokens, name="tokens"),
    path("akun/kunci/<int:token>/cabut/", revoke, name="revoke_token"),
    path("akun/undangan/<str:token>/", invitation, name="invitation"),
    path("wilayah/<str:code>/orang/", people, name="people"),
    path("wilayah/<str:code>/undang/", invite, name="invite"),
    path("wilayah/<str:code>/orang/<str:username>/", person, name="person"),
    path("wilayah/<str:code>/orang/<str:username>/tautan/", new_link, name="new_link"),
    path("wilayah/<str:code>/orang/<str:username>/nonaktifkan/", deactivate, name="deactivate"),
    path("wilayah/<str:code>/orang/<str:username>/aktifkan/", reactivate, name="reactivate"),
    path("wilayah/<str:code>/orang/<str:username>/hapus-kode/", no_second_factor, name="no_second_factor"),
    path("wilayah/<str:code>/orang/<str:username>/peran/", give_role, name="give_role"),
    path("wilayah/<str:code>/orang/<str:username>/peran/<int:held>/akhiri/", end, name="end_role"),
    path("wilayah/<str:code>/delegasi/", delegations, name="delegations"),
    path("wilayah/<str:code>/delegasi/<int:held>/akhiri/", end_deputy, name="end_deputy"),
    *(path(f"akun/tertutup/{name}/", require_safe(closed), name=name) for name in CLOSED),
]
