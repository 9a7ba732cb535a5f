"""Numbers and lines of a set of criteria as they are typed: "12,5", and "100 = Peraturan daerah" on a line."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

AMOUNT = re.compile(r"-?(?:\d{1,12}|\d{1,3}(?:\.\d{3}){1,3})(?:,\d{1,6})?", re.ASCII)
UNREAD = _("Angka “%(text)s” tidak dapat dibaca. Tulis misalnya 12,5 atau 1.000.")
LINE_UNREAD = _("Baris “%(text)s” tidak dapat dibaca. Tulis angka, tanda =, lalu keterangannya.")


def amount_of(text: str) -> Decimal:
    """Return the number that is written with a decimal comma; raise ValidationError."""
    if not AMOUNT.fullmatch(text.strip()):
        raise forms.ValidationError(UNREAD % {"text": text.strip()[:20]}, code="invalid")
    return Decimal(text.strip().replace(".", "").replace(",", "."))


class AmountField(forms.CharField):
    """A number with a decimal comma."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": 20})
        super().__init__(widget=widget, required=False, **kwargs)

    def clean(self, value: Any) -> Decimal | None:
        text = str(super().clean(value) or "")
        return amount_of(text) if text.strip() else None


class LinesField(forms.CharField):
    """Lines of "left = right"; `clean` returns the pairs."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=4000, **kwargs)

    def clean(self, value: Any) -> list[tuple[str, str]]:
        found = []
        for line in str(super().clean(value) or "").splitlines():
            if line.strip():
                left, sign, right = (part.strip() for part in line.partition("="))
                if not (left and sign and right):
                    raise forms.ValidationError(LINE_UNREAD % {"text": line.strip()[:40]}, code="invalid")
                found.append((left, right))
        return found


def lines_of(pairs: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"{left} = {right}" for left, right in pairs)
