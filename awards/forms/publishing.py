"""What is typed to close, publish and withdraw results."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms import DayField, Dressed, ReasonForm
from coverage.forms.deadlines import ClockField

UNSEEN = dict.fromkeys(
    ("required", "invalid", "max_length", "min_value", "max_value"),
    gettext_lazy("Permintaannya tidak disebut. Muat ulang halamannya, lalu coba lagi."),
)


class CloseForm(Dressed):
    """Why there is a next version; the first needs no reason."""

    alasan = forms.CharField(
        label=gettext_lazy("Alasan versi baru"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SeenForm(Dressed):
    """The request to publish that was looked at, and the digest of the result beside it."""

    terbitan = forms.IntegerField(min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput, error_messages=UNSEEN)
    sidik = forms.CharField(max_length=64, widget=forms.HiddenInput, error_messages=UNSEEN)


class SeenReasonForm(ReasonForm, SeenForm):
    """The same, with a reason."""


class PublicationForm(Dressed):
    """The decree of the winners, and until when the result stays closed."""

    nomor_sk = forms.CharField(label=gettext_lazy("Nomor SK penetapan pemenang"), max_length=80)
    tanggal_sk = DayField(label=gettext_lazy("Tanggal SK"))
    embargo_tanggal = DayField(label=gettext_lazy("Tampil mulai tanggal (boleh kosong)"), required=False)
    embargo_jam = ClockField(label=gettext_lazy("Tampil mulai jam (boleh kosong)"), required=False)

    def clean(self) -> dict[str, object]:
        told = super().clean() or {}
        if bool(told.get("embargo_tanggal")) != (told.get("embargo_jam") is not None):
            raise ValidationError(_("Isi tanggal dan jam tampil keduanya, atau kosongkan keduanya."))
        return dict(told)

    def embargo_until(self, zone: str) -> datetime | None:
        day, clock = self.cleaned_data.get("embargo_tanggal"), self.cleaned_data.get("embargo_jam")
        return datetime.combine(day, clock, ZoneInfo(zone)) if day and clock is not None else None
