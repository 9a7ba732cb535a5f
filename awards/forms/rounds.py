"""The days of a round's stages as they are typed, and the extension of one of them."""

from collections.abc import Collection, Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import DayField, Dressed
from awards.enums import STAGES, RoundStage
from awards.queries.rounds.timetables import OPTIONAL, Days


class StagesForm(Dressed):
    """The first and the last day of each stage that has not begun; Sanggahan may stay empty."""

    def __init__(
        self, *args: Any, days: Mapping[RoundStage, Days], begun: Collection[RoundStage] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.standing = {stage: days[stage] for stage in begun}
        self.stages = [stage for stage in STAGES if stage not in self.standing]
        for stage in self.stages:
            held = days.get(stage)
            for end, label in (("first", _("Hari pertama")), ("last", _("Hari terakhir"))):
                field = DayField(label=label, required=False, initial=getattr(held, end, None))
                field.widget.attrs["class"] = "form-control"
                self.fields[f"{stage}-{end}"] = field

    def rows(self) -> list[tuple[RoundStage, forms.BoundField, forms.BoundField, bool]]:
        """Return each stage with its two fields, and whether a round may do without it."""
        return [(stage, self[f"{stage}-first"], self[f"{stage}-last"], stage in OPTIONAL) for stage in self.stages]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for stage in self.stages:
            ends = [cleaned.get(f"{stage}-{end}") for end in ("first", "last")]
            if any(ends) and not all(ends) and not any(f"{stage}-{end}" in self.errors for end in ("first", "last")):
                self.add_error(f"{stage}-{'last' if ends[0] else 'first'}", _("Isi hari pertama dan terakhirnya."))
        return cleaned

    def days(self) -> dict[RoundStage, Days]:
        """Return the stages that were given days, and those that have begun as they stand."""
        told = {
            stage: Days(self.cleaned_data[f"{stage}-first"], self.cleaned_data[f"{stage}-last"])
            for stage in self.stages
            if self.cleaned_data[f"{stage}-first"]
        }
        return self.standing | told


class SeenForm(Dressed):
    """Which version of the round the writer looked at."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput())


class ExtensionForm(SeenForm):
    """Until when a stage is to last, and why."""

    stage = forms.ChoiceField(label=_("Tahap"))
    last = DayField(label=_("Hari terakhir yang baru"))
    reason = forms.CharField(
        label=_("Alasan, paling sedikit 10 huruf"), max_length=500, strip=True,
        error_messages={"required": _("Tulis alasannya, paling sedikit 10 huruf.")},
    )  # fmt: skip
    move_later = forms.BooleanField(label=_("Geser juga tahap sesudahnya dengan jumlah hari yang sama"), required=False)

    def __init__(self, *args: Any, stages: Mapping[RoundStage, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["stage"]).choices = list(stages.items())
        self.fields["stage"].widget.attrs["class"] = "form-select"
        self.fields["move_later"].widget.attrs["class"] = "form-check-input"
