"""What a person sends to reopen a month for correction: what is looked for, the cells ticked, and the reason."""

import re
from typing import Any

from django import forms

from coverage.forms.steps import LONGEST_REASON
from coverage.queries.corrections import CellName

CELL = re.compile(r"([0-9]{1,12})-([0-9]{1,12})-([0-9]{1,12})", re.ASCII)
NOWHERE = CellName(0, 0, 0)
"""A cell that no report holds: what is no cell at all is refused like one of another report."""


class CorrectionForm(forms.Form):
    """A search for cells and the cells chosen so far, each as "<region>-<category>-<payer>"."""

    cari = forms.CharField(required=False, max_length=100, strip=True)
    kategori = forms.SlugField(required=False, max_length=40)
    sumber = forms.SlugField(required=False, max_length=40)
    reason = forms.CharField(required=False, max_length=LONGEST_REASON, strip=True)
    seen = forms.RegexField(r"^[0-9]{1,9}\Z", required=False)

    def chosen(self) -> list[CellName]:
        """Return the cells that were ticked, each once, in the order sent."""
        sent: Any = self.data.getlist("cells") if hasattr(self.data, "getlist") else []
        found = [CELL.fullmatch(one) for one in sent]
        return list(dict.fromkeys(CellName(*map(int, one.groups())) if one else NOWHERE for one in found))

    @property
    def version(self) -> int | None:
        """The version of the report that was shown, None where it was not sent."""
        text = self.cleaned_data.get("seen") or ""
        return int(text) if text else None
