"""What is sent to propose, judge or withdraw an entrant, and to keep a firm."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from awards.enums import FirmSize
from awards.forms.shapes import shaped
from awards.models import EntrantCategory, Firm
from regions.models import Region

ANY = {"required": _("Isian ini harus diisi."), "invalid_choice": _("Pilih salah satu dari daftar.")}


class FirmForm(forms.Form):
    """A firm as the secretariat types it; `region` is a code."""

    npp = forms.CharField(label=_("NPP"), max_length=20, error_messages=ANY, help_text=_(
        "Nomor Pendaftaran Perusahaan di BPJS Ketenagakerjaan, 4 sampai 20 huruf kapital, angka, atau garis."
    ))  # fmt: skip
    name = forms.CharField(label=_("Nama badan usaha"), max_length=80, error_messages=ANY)
    size = forms.ChoiceField(label=_("Ukuran"), choices=FirmSize.choices, error_messages=ANY)
    sector = forms.CharField(label=_("Sektor"), max_length=80, error_messages=ANY)
    region = forms.CharField(label=_("Kode kabupaten/kota tempat berkantor"), max_length=13, error_messages=ANY,
                             help_text=_("Misalnya 64.01."))  # fmt: skip
    contact = forms.CharField(label=_("Kontak kantor"), max_length=200, required=False, help_text=_(
        "Alamat surel atau telepon kantor. Jangan tulis NIK atau nama orang."
    ))  # fmt: skip

    def __init__(self, *told: Any, **more: Any) -> None:
        super().__init__(*told, **more)
        shaped(self)


class ProposeForm(forms.Form):
    """A category with the region or the firm that the secretariat proposes in it."""

    category = forms.ChoiceField(label=_("Kategori"), error_messages=ANY)
    region = forms.CharField(label=_("Kode wilayah"), max_length=13, required=False, help_text=_(
        "Untuk kategori wilayah, misalnya 64.01."
    ))  # fmt: skip
    firm = forms.ChoiceField(label=_("Badan usaha"), required=False, help_text=_("Untuk kategori badan usaha."),
                             error_messages=ANY)  # fmt: skip

    def __init__(self, *told: Any, categories: Sequence[EntrantCategory], firms: Sequence[Firm]) -> None:
        super().__init__(*told)
        self.fields["category"] = chosen_of(self.fields["category"], {one.code: one.name for one in categories})
        named = {"": str(_("pilih badan usaha"))} | {str(one.pk): f"{one.name} ({one.npp})" for one in firms}
        self.fields["firm"] = chosen_of(self.fields["firm"], named)
        shaped(self)


class NominateForm(forms.Form):
    """A category, and which region its head proposes in it: his own, or a village by its code."""

    category = forms.ChoiceField(label=_("Kategori"), error_messages=ANY)
    region = forms.CharField(label=_("Kode wilayah yang diusulkan"), max_length=13, error_messages=ANY, help_text=_(
        "Wilayah Anda sendiri, atau satu desa di dalamnya untuk kategori desa."
    ))  # fmt: skip

    def __init__(self, *told: Any, categories: Sequence[EntrantCategory], regions: Sequence[Region]) -> None:
        super().__init__(*told)
        self.fields["category"] = chosen_of(self.fields["category"], {one.code: one.name for one in categories})
        self.fields["region"].initial = regions[0].code if len(regions) == 1 else ""
        shaped(self)


def chosen_of(field: forms.Field, named: Mapping[str, str]) -> forms.ChoiceField:
    """Return a field with choices that are known only now."""
    return forms.ChoiceField(
        label=field.label, help_text=field.help_text, required=field.required, choices=list(named.items()),
        error_messages=ANY,
    )  # fmt: skip


class DossierActForm(forms.Form):
    """An act upon the dossier that was seen; the act itself tells whether it takes a reason."""

    seen = forms.IntegerField()
    reason = forms.CharField(required=False)
