"""What is typed about a plenary: when and where it met, who came, what it decided."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import DayField, Dressed
from awards.models import EntrantCategory, Entry, Seat
from coverage.forms.deadlines import ClockField


class PlenaryForm(Dressed):
    """A meeting of the jury, by the clock of the round."""

    tanggal = DayField(label=_("Tanggal"))
    jam = ClockField(label=_("Jam mulai"))
    tempat = forms.CharField(label=_("Tempat"), max_length=80)
    tamu = forms.CharField(label=_("Hadir selain penilai (jabatan, bukan nama orang)"), max_length=300, required=False)
    hadir = forms.TypedMultipleChoiceField(
        label=_("Penilai yang hadir"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, seats: list[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hadir"].widget.attrs["class"] = "choices"
        self.fields["hadir"].choices = [(seat.pk, str(seat.user)) for seat in seats]  # type: ignore[attr-defined]

    def held_at(self, zone: str) -> datetime:
        return datetime.combine(self.cleaned_data["tanggal"], self.cleaned_data["jam"], ZoneInfo(zone))


class DecisionForm(Dressed):
    """A decision on a category as a whole, or on one entry in it: both are chosen in one list."""

    tentang = forms.ChoiceField(label=_("Tentang"))
    keputusan = forms.CharField(label=_("Keputusan"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, choices: list[tuple[EntrantCategory, list[Entry]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key: dict[str, tuple[EntrantCategory, Entry | None]] = {}
        groups = []
        for category, entries in choices:
            whole: list[tuple[str, Any]] = [(f"k{category.pk}", _("seluruh kategori"))]
            self.by_key[f"k{category.pk}"] = (category, None)
            for entry in entries:
                self.by_key[f"p{entry.pk}"] = (category, entry)
                whole.append((f"p{entry.pk}", entry.name))
            groups.append((category.name, whole))
        self.fields["tentang"].choices = groups  # type: ignore[attr-defined]

    @property
    def about(self) -> tuple[EntrantCategory, Entry | None]:
        return self.by_key[self.cleaned_data["tentang"]]
