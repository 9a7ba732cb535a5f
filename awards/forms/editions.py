"""What an administrator types of an edition: its categories, its zones, its day of handover, what it is copied from."""

from collections.abc import Collection
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import DayField, Dressed
from awards.enums import EntrantKind, FirmSize
from awards.models import Edition, EntrantCategory
from awards.queries.settings.codes import code_from
from awards.queries.settings.zones import members, provinces
from paritrana.fields import give_words
from regions.models import Region

REQUIRED = {"required": _("Isi bagian ini.")}
WHOLE = {"invalid": _("Tulis bilangan bulat."), "required": _("Isi angkanya.")}


class WholeField(forms.CharField):
    """A whole number of one or two digits, as it is written; nothing else is read as one."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 2})
        super().__init__(widget=widget, error_messages=WHOLE, **kwargs)

    def clean(self, value: Any) -> int:
        text = str(super().clean(value))
        if not (text.isascii() and text.isdigit()):
            raise forms.ValidationError(str(WHOLE["invalid"]), code="invalid")
        return int(text)


class Ticked(forms.BooleanField):
    """A box that may stay empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)


class CategoryForm(Dressed):
    """A category of entrants."""

    name = forms.CharField(label=_("Nama kategori"), max_length=80, error_messages=REQUIRED)
    kind = forms.ChoiceField(label=_("Peserta"), choices=EntrantKind.choices)
    position = WholeField(label=_("Urutan"))
    at_province = Ticked(label=_("Dinilai di putaran provinsi"))
    province = forms.ChoiceField(label=_("Hanya di provinsi"), required=False)
    at_nation = Ticked(label=_("Dinilai di putaran nasional"))
    needs_release = Ticked(label=_("Angka Desember tahun data harus sudah terbit"))
    sector = forms.CharField(label=_("Sektor (badan usaha; kosong untuk semua)"), max_length=80, required=False)
    size = forms.ChoiceField(
        label=_("Ukuran (badan usaha)"), required=False, choices=[("", _("semua ukuran")), *FirmSize.choices]
    )
    winners = WholeField(label=_("Banyaknya pemenang"))
    promotes_to = forms.ChoiceField(
        label=_("Juara pertama masuk ke kategori nasional"), required=False,
        help_text=_("Bila dikosongkan, kategori nasionalnya dicari menurut jenis, ukuran, dan sektor pesertanya."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        category: EntrantCategory | None = None,
        goals: Collection[EntrantCategory] = (),
        **kwargs: Any,
    ) -> None:
        rows = provinces()
        self.goals = {row.code: row for row in goals if category is None or row.pk != category.pk}
        self.by_code: dict[str, Region] = {row.code: row for row in rows}
        if category:
            kwargs["initial"] = {
                **{name: getattr(category, name) for name in self.base_fields},
                "province": category.province.code if category.province else "",
                "promotes_to": category.promotes_to.code if category.promotes_to else "",
            }
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["province"]).choices = [
            ("", _("setiap provinsi")),
            *((row.code, row.name) for row in rows),
        ]
        cast(forms.ChoiceField, self.fields["promotes_to"]).choices = [
            ("", _("menurut jenis, ukuran, dan sektor")),
            *((row.code, row.name) for row in self.goals.values()),
        ]
        for field in self.fields.values():
            if isinstance(field, Ticked):
                field.widget.attrs["class"] = "form-check-input"
            elif isinstance(field, forms.ChoiceField):
                field.widget.attrs["class"] = "form-select"

    def told(self) -> dict[str, Any]:
        """Return what is said of the category, the province as its region, the goal of its winners as a category."""
        cleaned = self.cleaned_data
        kind, province = EntrantKind(cleaned["kind"]), self.by_code.get(cleaned["province"])
        goal = self.goals.get(cleaned["promotes_to"])
        return {**cleaned, "kind": kind, "province": province, "promotes_to": goal}

    def code(self, taken: Collection[str]) -> str:
        """Return a code for a new category."""
        return code_from(self.cleaned_data["name"], taken)


class ZonesForm(Dressed):
    """The name of the zone of each province; provinces of one name are one zone, those without are in none."""

    def __init__(self, *args: Any, zones: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in provinces():
            attrs = {"list": "nama-zona", "class": "form-control", "autocomplete": "off"}
            self.fields[f"zona-{row.code}"] = forms.CharField(
                label=row.name, max_length=80, required=False, initial=zones.get(row.code, ""),
                widget=forms.TextInput(attrs=attrs),
            )  # fmt: skip
            give_words(self.fields[f"zona-{row.code}"])

    def zones(self, standing: dict[str, str]) -> list[tuple[str, str, tuple[str, ...]]]:
        """Return code, name and provinces of each zone; `standing` gives the codes of those that keep their name."""
        by_province = {name.removeprefix("zona-"): str(zone) for name, zone in self.cleaned_data.items()}
        codes: list[str] = list(standing.values())
        found = []
        for name, codes_inside in members(by_province).items():
            code = standing.get(name) or code_from(name, codes)
            codes.append(code)
            found.append((code, name, codes_inside))
        return found


class CeremonyForm(Dressed):
    """The day on which the awards of an edition are handed over, if it is known."""

    ceremony_on = DayField(label=_("Hari penyerahan"), required=False)


class CopyForm(Dressed):
    """The edition whose categories, zones and criteria are copied."""

    source = forms.TypedChoiceField(label=_("Salin dari"), coerce=int, error_messages=REQUIRED)

    def __init__(self, *args: Any, editions: Collection[Edition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {row.pk: row for row in editions}
        cast(forms.ChoiceField, self.fields["source"]).choices = [(row.pk, str(row)) for row in editions]
        self.fields["source"].widget.attrs["class"] = "form-select"

    @property
    def edition(self) -> Edition:
        return self.by_key[self.cleaned_data["source"]]
