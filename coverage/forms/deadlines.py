"""What a province types to set deadlines and holidays, and what an office types to ask for more time."""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import DayField, Dressed
from coverage import calendars
from coverage.queries.deadlines import DueYear
from paritrana import formatting


class ClockField(forms.TimeField):
    """An hour as people here write it, 16.00 (or 16:00); the clock of a browser might ask for AM or PM instead."""

    def __init__(self, **kwargs: Any) -> None:
        told = {"required": _("Isi jamnya."), "invalid": _("Jam ini tidak ada. Tulis misalnya 16.00.")}
        widget = forms.TimeInput(format="%H.%M", attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": 8})
        super().__init__(input_formats=["%H:%M", "%H.%M", "%H:%M:%S"], widget=widget, error_messages=told, **kwargs)


class YearForm(Dressed):
    """Day and hour of the deadline of each month of a year, on the clock of the province."""

    def __init__(self, *args: Any, year: DueYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year
        for one in year.months:
            local = one.due_at.astimezone(ZoneInfo(year.zone))
            name = formatting.month(one.month)
            day = DayField(label=_("Tanggal, %(month)s") % {"month": name}, initial=local.date())
            clock = ClockField(label=_("Jam, %(month)s") % {"month": name}, initial=local.time().replace(second=0))
            for key, field in ((f"day-{one.month}", day), (f"clock-{one.month}", clock)):
                field.widget.attrs["class"] = "form-control"
                self.fields[key] = field

    def rows(self) -> list[tuple[Any, forms.BoundField, forms.BoundField]]:
        """Return each month with its two fields."""
        return [(one, self[f"day-{one.month}"], self[f"clock-{one.month}"]) for one in self.year.months]

    def due(self) -> dict[int, datetime]:
        """Return the instants by month (yyyymm)."""
        told = self.cleaned_data
        return {
            one.month: calendars.instant(told[f"day-{one.month}"], told[f"clock-{one.month}"], self.year.zone)
            for one in self.year.months
        }


class HolidayForm(Dressed):
    """A day on which the offices of the province are closed."""

    day = DayField(label=_("Tanggal"))
    name = forms.CharField(
        label=_("Nama hari libur"), max_length=120, error_messages={"required": _("Tulis nama hari liburnya.")}
    )


class AskForm(Dressed):
    """Until when more time is asked for, and why."""

    day = DayField(label=_("Sampai tanggal"))
    clock = ClockField(label=_("Jam"), initial=time(16))
    reason = forms.CharField(
        label=_("Alasan"), max_length=500, error_messages={"required": _("Tulis alasannya, paling sedikit 10 huruf.")}
    )

    def until(self, zone: str) -> datetime:
        return calendars.instant(self.cleaned_data["day"], self.cleaned_data["clock"], zone)


class DecideForm(Dressed):
    """The province's answer to a request for more time."""

    decision = forms.ChoiceField(choices=[("beri", ""), ("tolak", "")])
    answer = forms.CharField(label=_("Jawaban (wajib bila ditolak)"), max_length=500, required=False)

    @property
    def is_granted(self) -> bool:
        return bool(self.cleaned_data["decision"] == "beri")
