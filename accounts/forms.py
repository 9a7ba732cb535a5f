"""What people type to sign in, to prove themselves again, and to choose a password."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.abilities import Role
from accounts.enums import ROLE_LABELS, Acting
from accounts.errors import identity_sentence
from accounts.identity import holds_identity
from accounts.models import Assignment, User
from paritrana.fields import give_words

CODE_REMEMBERED = 120  # seconds: longer than a code counts with one step of tolerance on either side
PASSWORD_HELP = _(
    "Paling sedikit 12 huruf; kalimat panjang dengan spasi boleh. "
    "Jangan memuat nama Anda, wilayah Anda, atau nama program ini."
)
DIFFERENT_PASSWORDS = _("Kedua kata sandi tidak sama. Ketik kata sandi baru yang sama di kedua isian.")
CODE_LABEL = _("Kode verifikasi")


class Dressed(forms.Form):
    """Gives the fields their labels, their words and the look of the portal."""

    labels: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            give_words(field)
            field.label = self.labels.get(name, field.label)
            field.help_text = PASSWORD_HELP if name == "password1" else ""
            field.widget.attrs["class"] = "form-control"
            field.widget.attrs.pop("placeholder", None)
            if name == "code":
                field.widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}


class SignInForm(Dressed, LoginForm):
    """Name and password; with `held` the answer is no before the password is looked at."""

    labels = {"login": _("Nama pengguna"), "password": _("Kata sandi")}

    def __init__(self, *args: Any, held: bool = False, **kwargs: Any) -> None:
        self.held = held
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}

    def clean_login(self) -> str:
        """Return the name in small letters, as names are stored."""
        return str(super().clean_login()).lower()

    def clean(self) -> dict[str, Any]:
        if self.held:
            raise get_adapter().validation_error("username_password_mismatch")
        cleaned: dict[str, Any] | None = super().clean()
        return cleaned or {}


class ConfirmByPassword(Dressed, ReauthenticateForm):
    labels = {"password": _("Kata sandi")}


class ChangePassword(Dressed, ChangePasswordForm):
    labels = {
        "oldpassword": _("Kata sandi sekarang"),
        "password1": _("Kata sandi baru"),
        "password2": _("Kata sandi baru, sekali lagi"),
    }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = forms.Form.clean(self) or {}
        refuse_different_passwords(self)
        return cleaned


class OneUseCode(Dressed):
    """A code counts once. Longer than allauth remembers it, since a code of the next half minute is taken too."""

    labels = {"code": CODE_LABEL}

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        used = getattr(self, "authenticator", None)
        if used is None or used.type == Authenticator.Type.TOTP:
            key = f"second-factor-code:{self.user.pk}:{normalize_user_code(code)}"  # type: ignore[attr-defined]
            if not cache.add(key, True, CODE_REMEMBERED):
                raise get_adapter().validation_error("incorrect_code")
        return code


class SignInByCode(OneUseCode, AuthenticateForm):
    """A code of the app, or one of the recovery codes."""


class ConfirmByCode(OneUseCode, ReauthenticateByCodeForm):
    """The same, from someone who is signed in."""


class ActivateCode(OneUseCode, ActivateTOTPForm):
    """The first code of a new app."""


class InvitationForm(Dressed):
    """What an invited person tells: how they are called, and their password."""

    name = forms.CharField(label=_("Nama lengkap"), max_length=120)
    password1 = forms.CharField(label=_("Kata sandi"), strip=False, widget=forms.PasswordInput)
    password2 = forms.CharField(label=_("Kata sandi, sekali lagi"), strip=False, widget=forms.PasswordInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, initial={"name": user.name}, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        for field in ("password1", "password2"):
            self.fields[field].widget.attrs["autocomplete"] = "new-password"

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if holds_identity(name):
            raise ValidationError(identity_sentence())
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        password = cleaned.get("password1")
        if password:
            self.user.name = cleaned.get("name", self.user.name)
            try:
                validate_password(password, self.user)
            except ValidationError as error:
                self.add_error("password1", error)
        refuse_different_passwords(self)
        return cleaned


def refuse_different_passwords(form: forms.Form) -> None:
    """Add an error where both passwords were typed and are not the same."""
    first, second = form.cleaned_data.get("password1"), form.cleaned_data.get("password2")
    if first and second and first != second:
        form.add_error("password2", DIFFERENT_PASSWORDS)


class DayField(forms.DateField):
    """A day of this century, as the browser's own calendar sends it: 2025-08-31."""

    def __init__(self, **kwargs: Any) -> None:
        messages = {"required": _("Pilih tanggalnya."), "invalid": _("Tanggal ini tidak ada. Pilih dari kalender.")}
        super().__init__(
            input_formats=["%Y-%m-%d"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages=messages,
            **kwargs,
        )

    def to_python(self, value: Any) -> date | None:
        """Return the day; raise ValidationError for none and for one before 2000 or after 2100, where zones run out."""
        day: date | None = super().to_python(value)
        if day is not None and not 2000 <= day.year <= 2100:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class ReasonForm(Dressed):
    """Why a right of a person is changed; the trail keeps it."""

    reason = forms.CharField(
        label=_("Alasan"),
        min_length=10,
        max_length=300,
        error_messages={
            "required": _("Tulis alasannya, paling sedikit 10 huruf."),
            "min_length": _("Tulis alasannya, paling sedikit 10 huruf."),
        },
    )


class RoleForm(ReasonForm):
    """A role for someone, until a day or for as long as nobody ends it. `roles` are those that may be given here."""

    role = forms.ChoiceField(label=_("Peran"), error_messages={"required": _("Pilih perannya.")})
    until = DayField(label=_("Sampai tanggal (kosongkan bila belum ditentukan)"), required=False)
    field_order = ["role", "until", "reason"]

    def __init__(self, *args: Any, roles: Iterable[Role], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        field = cast(forms.ChoiceField, self.fields["role"])
        field.choices = [(role.value, ROLE_LABELS[role]) for role in roles]
        field.widget.attrs["class"] = "form-select"

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        if until and until < self.today:
            raise ValidationError(_("Tanggal ini sudah lewat. Pilih hari ini atau sesudahnya."))
        return until


class InviteForm(RoleForm):
    """A new person with a first role."""

    name = forms.CharField(
        label=_("Nama lengkap"), max_length=120, error_messages={"required": _("Tulis nama lengkapnya.")}
    )
    username = forms.CharField(
        label=_("Nama pengguna"), max_length=60, error_messages={"required": _("Tulis nama pengguna untuk masuk.")}
    )
    field_order = ["name", "username", "role", "until", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        self.fields["username"].help_text = _("Huruf kecil, angka, titik, atau garis. Misalnya sari.paser.")

    def clean_username(self) -> str:
        """Return the name in small letters, as names are stored."""
        return str(self.cleaned_data["username"]).lower()


class RoleChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes no argument when the program runs
    """Somebody's role, as "pengesah: Kepala Paser"."""

    def label_from_instance(self, held: Assignment) -> str:
        return f"{ROLE_LABELS[Role(held.role)]}: {held.user}"


class DelegationForm(ReasonForm):
    """A deputy for a role: for whom, who, in which form, from when to when."""

    held = RoleChoice(
        label=_("Peran yang didelegasikan"),
        queryset=Assignment.objects.none(),
        empty_label=None,
        error_messages={"required": _("Pilih perannya."), "invalid_choice": _("Pilih peran dari daftar.")},
    )
    deputy = forms.ModelChoiceField(
        label=_("Diberikan kepada"),
        queryset=User.objects.none(),
        empty_label=_("Pilih orang"),
        error_messages={"required": _("Pilih orangnya."), "invalid_choice": _("Pilih orang dari daftar.")},
    )
    acting = forms.ChoiceField(label=_("Bertindak sebagai"), choices=Acting)
    since = DayField(label=_("Mulai tanggal"))
    until = DayField(label=_("Sampai tanggal, termasuk hari itu"))
    field_order = ["held", "deputy", "acting", "since", "until", "reason"]

    def __init__(self, *args: Any, held: QuerySet[Assignment], deputies: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("held", held), ("deputy", deputies)):
            cast("forms.ModelChoiceField[Any]", self.fields[name]).queryset = rows
        for name in ("held", "deputy", "acting"):
            self.fields[name].widget.attrs["class"] = "form-select"


class TokenForm(Dressed):
    """A key for a program: which program, and for how long."""

    name = forms.CharField(
        label=_("Nama program"),
        max_length=60,
        error_messages={
            "required": _("Tulis nama programnya, misalnya OpenSID Desa Janju."),
            "max_length": _("Nama ini terlalu panjang. Tulis paling banyak 60 huruf."),
        },
    )
    days = forms.TypedChoiceField(
        label=_("Berlaku selama"),
        coerce=int,
        choices=[(30, _("30 hari")), (90, _("90 hari")), (180, _("180 hari")), (365, _("365 hari"))],
        initial=90,
        error_messages={"required": _("Pilih masa berlakunya."), "invalid_choice": _("Pilih dari daftar.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        self.fields["days"].widget.attrs["class"] = "form-select"
