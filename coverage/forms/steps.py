"""What a person sends to take a step with one report, or one step with many."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coverage.models import Report
from coverage.queries.steps import FORWARD, Move

LONGEST_REASON = 1000


class StepForm(forms.Form):
    """The version of the report that was shown, and a note; whether a reason is due, the action decides."""

    seen = forms.RegexField(r"^[0-9]{1,9}\Z")
    reason = forms.CharField(required=False, max_length=LONGEST_REASON, strip=True)

    def clean_seen(self) -> int:
        return int(self.cleaned_data["seen"])


class ManyForm(forms.Form):
    """One step and the months ticked for it, each as "<month>:<version>" of the report that was shown."""

    step = forms.ChoiceField(choices=[(move.word, move.word) for move in FORWARD.values()])
    months = forms.MultipleChoiceField(
        error_messages={"required": _("Pilih dulu bulan yang dimaksud. Belum ada yang berubah.")}
    )

    def __init__(self, *arguments: Any, reports: Sequence[Report], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.reports = {report.month: report for report in reports}
        sent = self.data.getlist("months") if hasattr(self.data, "getlist") else []
        self.fields["months"].choices = [(one, one) for one in sent if self.read(one)]  # type: ignore[attr-defined]

    def read(self, text: str) -> tuple[Report, int] | None:
        """Return the report and version that a ticked box means; None where it is no month of this region."""
        month, _colon, version = text.partition(":")
        is_number = all(part.isascii() and part.isdigit() and len(part) < 9 for part in (month, version))
        report = self.reports.get(int(month)) if is_number else None
        return (report, int(version)) if report else None

    @property
    def move(self) -> Move:
        return next(move for move in FORWARD.values() if move.word == self.cleaned_data["step"])

    @property
    def chosen(self) -> list[tuple[Report, int]]:
        """The reports that were ticked, each with the version that was shown."""
        return [found for one in self.cleaned_data["months"] if (found := self.read(one))]
