"""What the secretariat sends to appoint a juror, and what a juror sends to declare conflicts of interest."""

import re
from collections.abc import Sequence

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.forms import Dressed
from accounts.models import User
from awards.enums import ConflictKind, SeatRole
from awards.models.edition import LONGEST_NAME

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


def declared_pairs(sent: Sequence[str]) -> list[tuple[int, ConflictKind]] | None:
    """Return the pairs of entry and kind that were ticked, each sent as "<entry>-<kind>"; None where one is neither."""
    found = [PAIR.fullmatch(each) for each in sent]
    if not all(each and each[2] in ConflictKind.values for each in found):
        return None
    return [(int(each[1]), ConflictKind(each[2])) for each in found if each]
