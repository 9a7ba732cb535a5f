"""What a person sends about differences: those ticked with what was found out, or a number from another source."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coverage import numbers
from coverage.enums import AgreementState, ReasonCode, StatedBy
from coverage.numbers import Count
from coverage.queries.reconciliation import Finding

DIFFERENCE = re.compile(r"([0-9]{1,12})-([0-9]{1,12})-(bpjs|village):([0-9]{0,10}):([0-9]{1,10})", re.ASCII)
Looked = tuple[int, int | None, StatedBy, int | None, int]
"""A difference as it was looked at: ids of region and category, who states it, our number and theirs."""


def looked_at(text: str) -> Looked | None:
    """Return the difference that "12-3-bpjs:120:118" means; None where it means none."""
    parts = DIFFERENCE.fullmatch(text)
    if parts is None:
        return None
    region, category, speaker, ours, theirs = parts.groups()
    return int(region), int(category) or None, StatedBy(speaker), int(ours) if ours else None, int(theirs)


class FindingsForm(forms.Form):
    """Differences ticked, one state and reason for all of them, and for each the number agreed on if there is one."""

    state = forms.ChoiceField(choices=AgreementState.choices)
    reason = forms.ChoiceField(required=False, choices=[("", ""), *ReasonCode.choices])
    note = forms.CharField(required=False, max_length=300, strip=True)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        sent: Any = self.data.getlist("difference") if hasattr(self.data, "getlist") else []
        looked = [looked_at(one) for one in sent]
        if None in looked:
            raise forms.ValidationError(_("Halaman ini tidak utuh terkirim. Muat ulang, lalu pilih lagi."))
        cleaned["looked"] = [(one, self.agreed(text)) for one, text in zip(looked, sent, strict=True)]
        return cleaned

    def agreed(self, difference: str) -> int | None:
        """Return the number that both agreed on, typed beside the difference."""
        typed = numbers.parse_count(self.data.get(f"agreed:{difference.partition(':')[0]}", ""))
        if not isinstance(typed, Count) or typed.is_not_applicable:
            raise forms.ValidationError(
                _("Angka yang disepakati harus bilangan bulat tanpa koma, misalnya 1.250. Belum ada yang disimpan.")
            )
        return typed.heads

    def findings(self) -> list[Finding]:
        """Return what was found out about each difference that was ticked."""
        cleaned = self.cleaned_data
        state = AgreementState(cleaned["state"])
        looked: list[tuple[Looked, int | None]] = cleaned["looked"]
        return [Finding(*one, state, cleaned["reason"], cleaned["note"], agreed) for one, agreed in looked]


class StatementForm(forms.Form):
    """A number that BPJS or a village states: of which region and category (codes), how many, and from where."""

    wilayah = forms.CharField(max_length=13)
    kategori = forms.CharField(required=False, max_length=40)
    menurut = forms.ChoiceField(choices=[(one.value, one.label) for one in (StatedBy.BPJS, StatedBy.VILLAGE)])
    angka = forms.CharField(max_length=20)
    sumber = forms.CharField(max_length=200, strip=True)

    def clean_angka(self) -> int:
        typed = numbers.parse_count(self.cleaned_data["angka"])
        if not isinstance(typed, Count) or typed.heads is None:
            raise forms.ValidationError(_("Angka pembanding harus bilangan bulat tanpa koma, misalnya 1.250."))
        return typed.heads
