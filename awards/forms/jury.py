"""What the secretariat sends to appoint a juror or plan an interview, and a juror to declare conflicts of interest."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Self
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.forms import DayField, Dressed
from accounts.models import User
from awards.enums import ConflictKind, SeatRole
from awards.models import Interview
from awards.models.edition import LONGEST_NAME
from coverage.forms.deadlines import ClockField

MOST_MINUTES = 480
PAIR = re.compile(r"([0-9]{1,12})-([a-z_]{1,13})", re.ASCII)


class AppointForm(Dressed):
    """A juror to be, the office in the jury, and the decree."""

    user = forms.ModelChoiceField(
        User.objects.none(), label=_("Penilai"), empty_label=_("Pilih orangnya"),
        error_messages={"required": _("Pilih orangnya."), "invalid_choice": _("Orang ini tidak dapat diangkat.")},
    )  # fmt: skip
    role = forms.ChoiceField(label=_("Tugas"), choices=SeatRole.choices, initial=SeatRole.MEMBER)
    decree = forms.CharField(
        label=_("Nomor SK pengangkatan"), max_length=LONGEST_NAME,
        error_messages={"required": _("Tulis nomor SK pengangkatannya."),
                        "max_length": _("Nomor SK paling panjang 80 huruf.")},
    )  # fmt: skip

    def __init__(self, *args: object, people: QuerySet[User], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["user"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        field.queryset = people
        for name in ("user", "role"):
            self.fields[name].widget.attrs["class"] = "form-select"


class PlanForm(Dressed):
    """When and where a nominee is heard, on the clock of the round."""

    day = DayField(label=_("Tanggal"))
    clock = ClockField(label=_("Jam"))
    minutes = forms.IntegerField(
        label=_("Lama, dalam menit"), min_value=1, max_value=MOST_MINUTES,
        error_messages={"required": _("Isi lama wawancaranya."),
                        "invalid": _("Tulis lamanya sebagai angka, misalnya 20."),
                        "min_value": _("Lamanya paling sedikit 1 menit."),
                        "max_value": _("Lamanya paling banyak 480 menit.")},
    )  # fmt: skip
    venue = forms.CharField(
        label=_("Tempat, atau alamat rapat daring"), max_length=120,
        error_messages={"required": _("Isi tempat wawancaranya."),
                        "max_length": _("Tempat paling panjang 120 huruf.")},
    )  # fmt: skip

    @classmethod
    def about(cls, entry: int, held: Interview, zone: str, typed: Mapping[str, object] | None = None) -> Self:
        """Return the form of one interview, filled with its plan."""
        local = held.planned_at.astimezone(ZoneInfo(zone)) if held.planned_at else None
        told = {"minutes": held.minutes, "venue": held.venue}
        told |= {"day": local.date(), "clock": local.time()} if local else {}
        return cls(typed, prefix=f"jadwal-{entry}", initial=told)

    def planned_at(self, zone: str) -> datetime:
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["clock"], ZoneInfo(zone))


def declared_pairs(sent: Sequence[str]) -> list[tuple[int, ConflictKind]] | None:
    """Return the pairs of entry and kind that were ticked, each sent as "<entry>-<kind>"; None where one is neither."""
    found = [PAIR.fullmatch(each) for each in sent]
    if not all(each and each[2] in ConflictKind.values for each in found):
        return None
    return [(int(each[1]), ConflictKind(each[2])) for each in found if each]
