"""What is sent to the imports: a file and what is said of it, answers, columns, rows put right, a reason."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from coverage import months
from coverage.enums import StatedBy, UploadUse
from coverage.queries.uploads.context import words
from coverage.queries.uploads.questions import OF_MONTHS
from coverage.sheets.periods import parse_period
from paritrana import formatting

USES = (
    ("figures", _("Isian laporan")),
    ("bpjs", _("Angka pembanding menurut BPJS Ketenagakerjaan")),
    ("village", _("Angka pembanding menurut desa/kelurahan")),
)
ANSWER, OTHER, BACK = "jawab:", "lain:", "batal:"
ROLE, CATEGORY, PAYER, MONTH = "peran:", "jenis:", "dana:", "bulan:"
COUNT, PLACE, SKIP = "nilai:", "wilayah:", "lewati:"
MONTHS_BACK = 36


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several; each must be what one alone must be."""

    widget = ManyFiles

    def clean(self, sent: Any, initial: Any = None) -> list[Any]:
        return [super(FilesField, self).clean(one) for one in sent or [None]]


class SendForm(forms.Form):
    """A file or several, what they are taken for, and what their rows may not say themselves."""

    berkas = FilesField(
        label=_("Berkas"),
        max_length=400,
        error_messages={
            "required": _("Belum ada berkas yang dipilih. Pilih atau seret berkasnya, lalu unggah."),
            "empty": _("Berkas ini kosong, jadi tidak ada yang dibaca. Pilih berkas lain."),
        },
    )
    sebagai = forms.ChoiceField(label=_("Dipakai sebagai"), choices=USES, initial="figures")
    periode = forms.ChoiceField(label=_("Bulan"), required=False)
    jenis = forms.ChoiceField(label=_("Jenis pekerja"), required=False)
    dana = forms.ChoiceField(label=_("Sumber dana"), required=False)
    lembar = forms.CharField(label=_("Hanya lembar"), required=False, max_length=120)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        categories, payers = words()
        none = [("", _("seperti tertulis di berkas"))]
        for name, pairs in (("periode", recent_months(today)), ("jenis", categories), ("dana", payers)):
            cast(forms.ChoiceField, self.fields[name]).choices = [*none, *pairs]

    def said(self) -> dict[str, Any]:
        """Return what was said of the file, under the names of `Sending`."""
        told = self.cleaned_data
        is_figures = told["sebagai"] == "figures"
        return {
            "use": UploadUse.FIGURES if is_figures else UploadUse.COMPARISON,
            "stated_by": None if is_figures else StatedBy(told["sebagai"]),
            "month": months.parse(told["periode"]) if told["periode"] else None,
            "category": told["jenis"],
            "payer": told["dana"],
            "sheet": told["lembar"].strip(),
        }


def recent_months(today: date) -> list[tuple[str, str]]:
    """Return the months that can be chosen, this one first, as ("2025-07", "Juli 2025")."""
    numbers = [months.shifted(today.year * 100 + today.month, -back) for back in range(MONTHS_BACK)]
    return [(months.iso(number), formatting.month(number)) for number in numbers]


class ApplyForm(forms.Form):
    """Which rows are to be stored, and the preview that was looked at."""

    seen = forms.CharField(max_length=120)
    rows = forms.ChoiceField(choices=(("all", ""), ("good", "")))

    @property
    def partly(self) -> bool:
        return bool(self.cleaned_data["rows"] == "good")


class ReasonForm(forms.Form):
    """Why something is taken back, or restored."""

    alasan = forms.CharField(
        max_length=500, error_messages={"required": _("Belum ada alasan. Tulis alasannya, lalu coba lagi.")}
    )


class RequestForm(forms.Form):
    """Which request to a second person is meant, and the preview that was looked at."""

    permintaan = forms.IntegerField(
        min_value=1,
        max_value=2**63 - 1,
        error_messages={"required": _("Permintaannya tidak disebut. Muat ulang halamannya, lalu coba lagi.")},
    )
    seen = forms.CharField(max_length=120, required=False)


class RefusalForm(RequestForm):
    """Why a second person refuses."""

    alasan_menolak = forms.CharField(
        max_length=500, error_messages={"required": _("Tulis alasannya, lalu tolak lagi.")}
    )


def fields_of(sent: Mapping[str, str], start: str) -> Iterator[tuple[str, str]]:
    """Yield what was sent under names that begin with `start`, by the rest of the name, without blanks around it."""
    for name in sent:
        if name.startswith(start):
            yield name.removeprefix(start), sent[name].strip()


def answers_in(sent: Mapping[str, str]) -> dict[str, str]:
    """Return the answers of a form by the names of their questions; what is written goes before what is chosen.

    A month is written in any form that a column of months may have ("Juli 2025", 07/2025, 2025-07), and kept as 202507.
    Blank ones are no answers; those ticked to be taken back are empty.
    """
    answers = {name: told for name, told in fields_of(sent, ANSWER) if told}
    for name, told in fields_of(sent, OTHER):
        if told:
            answers[name] = month_written(told) if name.partition(":")[0] in OF_MONTHS else told
    return answers | {name: "" for name, _ in fields_of(sent, BACK)}


def month_written(told: str) -> str:
    """Return "202507" for a text that can only mean that month, else the text itself, which the action refuses."""
    period = parse_period(told)
    return str(period.months[0]) if len(period.months) == 1 and not period.why else told


def columns_in(sent: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Return what was chosen about columns, by their keys."""
    more = {start: dict(fields_of(sent, start)) for start in (CATEGORY, PAYER, MONTH)}
    return {
        key: {
            "role": role,
            "category": more[CATEGORY].get(key, ""),
            "payer": more[PAYER].get(key, ""),
            "month": month_number(more[MONTH].get(key, "")),
        }
        for key, role in fields_of(sent, ROLE)
    }


def month_number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else None


def fixes_in(sent: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return what was put right in rows, under the names of `RowFix`: a count, a place, or that it is left out."""
    told: dict[str, dict[str, Any]] = {}
    for start, name in ((COUNT, "enrolled"), (PLACE, "region")):
        for key, text in fields_of(sent, start):
            if text:
                told.setdefault(key, {})[name] = text
    for key, _text in fields_of(sent, SKIP):
        told[key] = {"skip": True}
    return [place | fix for key, fix in told.items() if (place := place_in(key))]


def place_in(key: str) -> dict[str, Any]:
    """Return sheet, row and column of "0:18:5"; nothing for what names no row."""
    parts = key.split(":")
    is_place = len(parts) == 3 and all(part.isascii() and part.isdigit() and len(part) < 8 for part in parts)
    return dict(zip(("sheet", "row", "place"), map(int, parts), strict=True)) if is_place else {}
