"""What a person ticks to carry over into a new year."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from accounts.forms import DayField, Dressed
from accounts.models import Assignment
from coverage.queries.new_year import NewYear


class NewYearForm(Dressed):
    """A tick for the plan, one for the deadlines, and for each deputy a tick and the new last day."""

    plan = forms.BooleanField(required=False)
    deadlines = forms.BooleanField(required=False)

    def __init__(self, *args: Any, page: NewYear, **kwargs: Any) -> None:
        self.page = page
        super().__init__(*args, **kwargs)
        for one in page.deputies:
            self.fields[f"deputy-{one.pk}"] = forms.BooleanField(required=False)
            self.fields[f"until-{one.pk}"] = DayField(required=False, initial=page.last_day)
            self.fields[f"until-{one.pk}"].widget.attrs["class"] = "form-control"
        for field in self.fields.values():
            if isinstance(field, forms.BooleanField):
                field.widget.attrs["class"] = "form-check-input"

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for one in self.page.deputies:
            if told.get(f"deputy-{one.pk}") and not told.get(f"until-{one.pk}"):
                self.add_error(f"until-{one.pk}", _("Pilih tanggal berakhirnya."))
        if not self.errors and not any(told.get(name) for name in self.fields if not name.startswith("until-")):
            self.add_error(
                None, _("Belum ada yang dicentang, jadi tidak ada yang berubah. Centang yang hendak dibawa.")
            )
        return told

    def deputies(self) -> list[tuple[Assignment, forms.BoundField, forms.BoundField]]:
        """Return each delegation with its two fields."""
        return [(one, self[f"deputy-{one.pk}"], self[f"until-{one.pk}"]) for one in self.page.deputies]

    def carried(self) -> list[tuple[Assignment, date]]:
        """Return the ticked delegations with their new last day."""
        told = self.cleaned_data
        return [(one, told[f"until-{one.pk}"]) for one in self.page.deputies if told[f"deputy-{one.pk}"]]
