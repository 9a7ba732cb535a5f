"""A target as an office proposes it: workers, or percent of a potential, for all workers or for one segment."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from accounts.forms import DayField, Dressed
from coverage import numbers
from coverage.calendars import months_of
from coverage.enums import DenominatorKind
from coverage.models import Denominator, Scheme, Segment
from coverage.queries.targets import Targets
from paritrana import formatting

UNREADABLE = {
    "not_whole": _("Jumlah pekerja harus bilangan bulat."),
    "comma_groups": _("Ribuan dipisah dengan titik, bukan koma."),
    "negative": _("Angka tidak boleh kurang dari 0."),
    "too_large": _("Angka melebihi 1.000.000.000 pekerja. Periksa apakah yang ditulis jumlah uang."),
    "not_a_number": _("Ini bukan angka. Tulis misalnya 90.052 atau 82,24."),
    "full_stop": _("Persen ditulis dengan koma, bukan titik."),
    "percent_range": _("Persen harus lebih dari 0, kurang dari 1.000, paling banyak empat angka di belakang koma."),
}


def unreadable(found: numbers.Unreadable) -> forms.ValidationError:
    """Return why a typed number cannot be read, with what was probably meant."""
    told = str(UNREADABLE[found.code])
    if found.likely:
        told = f"{told} " + say("Maksud Anda %(likely)s?") % {"likely": say(" atau ").join(found.likely)}
    return forms.ValidationError(told)


class ProposeForm(Dressed):
    """A new version of a target; exactly one of workers and percent is given."""

    segment = forms.ChoiceField(label=_("Untuk"), required=False)
    persons = forms.CharField(label=_("Jumlah pekerja"), required=False, max_length=40)
    percent = forms.CharField(label=_("Atau persen dari potensi"), required=False, max_length=40)
    base = forms.ChoiceField(label=_("Potensi yang dimaksud"), required=False)
    effective = forms.ChoiceField(label=_("Berlaku mulai bulan"))
    issuer = forms.CharField(label=_("Ditetapkan oleh"), max_length=120)
    method = forms.CharField(label=_("Cara menghitung"), max_length=200)
    legal_basis = forms.CharField(label=_("Dasar hukum"), required=False, max_length=300)
    document = forms.CharField(label=_("Dokumen (alamat atau nomornya)"), required=False, max_length=300)
    as_of = DayField(label=_("Keadaan per tanggal"))

    def __init__(self, *args: Any, targets: Targets, **kwargs: Any) -> None:
        self.targets = targets
        usual = targets.usual
        told = {"issuer": usual.issuer, "method": usual.method} if usual else {}
        super().__init__(*args, initial=told, **kwargs)
        self.segments = list(Segment.objects.filter(scheme__code="ucj").order_by("position"))
        self.offer("segment", [("", _("seluruh pekerja")), *((one.code, one.name) for one in self.segments)])
        self.offer("base", [("", _("tidak dipakai")), *((str(one.pk), named(one)) for one in targets.bases)])
        self.offer("effective", [(str(month), formatting.month(month)) for month in months_of(targets.year)])
        for name in ("persons", "percent"):
            self.fields[name].widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}
        for name in ("issuer", "method"):
            self.fields[name].error_messages["required"] = say("Isi bagian ini.")

    def offer(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        field = cast(forms.ChoiceField, self.fields[name])
        field.choices, field.widget.attrs["class"] = list(choices), "form-select"

    def clean_persons(self) -> int | None:
        found = numbers.parse_count(self.cleaned_data["persons"])
        if isinstance(found, numbers.Unreadable):
            raise unreadable(found)
        if found.is_not_applicable:
            raise unreadable(numbers.Unreadable("not_a_number"))
        return found.heads

    def clean_percent(self) -> Decimal | None:
        found = numbers.parse_percent(self.cleaned_data["percent"])
        if isinstance(found, numbers.Unreadable):
            raise unreadable(found)
        return found

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        both_read = {"persons", "percent"} <= set(told)
        if both_read and (told["persons"] is None) == (told["percent"] is None):
            self.add_error("persons", say("Isi salah satu: jumlah pekerja, atau persen dari potensi."))
        if told.get("percent") is not None and not told.get("base"):
            self.add_error("base", say("Pilih potensi yang sudah diterima, agar persen dapat dihitung."))
        return told

    def proposed(self) -> dict[str, Any]:
        """Return what was typed, under the names of a proposal."""
        told = self.cleaned_data
        by_code = {one.code: one for one in self.segments}
        bases: dict[str, Denominator] = {str(one.pk): one for one in self.targets.bases}
        more = {
            name: told[name] for name in ("persons", "percent", "issuer", "method", "legal_basis", "document", "as_of")
        }
        return more | {
            "region": self.targets.region,
            "year": self.targets.year,
            "scheme": Scheme.objects.get(code="ucj"),
            "kind": DenominatorKind.TARGET,
            "segment": by_code.get(told["segment"]),
            "base": bases.get(told["base"]),
            "effective_month": int(told["effective"]),
        }


def named(base: Denominator) -> str:
    """Return "2025, seluruh pekerja: 424.131 (BPS)" for a choice of a potential."""
    segment = base.segment.name if base.segment else say("seluruh pekerja")
    return f"{base.year}, {segment}: {formatting.number(base.persons)} ({base.issuer})"
