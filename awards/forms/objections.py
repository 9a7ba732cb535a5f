"""What is typed to contest a criterion, and to answer."""

from typing import Any, BinaryIO, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import Dressed
from awards.arithmetic.schemes import Criterion
from awards.forms.amounts import AmountField
from awards.forms.shapes import sized


class ObjectionForm(Dressed):
    """A criterion of the own result, what is wrong with it, and one proof."""

    kriteria = forms.ChoiceField(label=_("Kriteria yang disanggah"))
    isi = forms.CharField(label=_("Isi sanggahan"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    bukti = forms.FileField(label=_("Bukti: PDF, JPEG, PNG, atau XLSX, paling besar 5 MB"), required=False)

    def __init__(self, *args: Any, leaves: tuple[Criterion, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "")] + [(leaf.code, leaf.name) for leaf in leaves]
        sized(self.fields["bukti"], 5)
        self.fields["kriteria"].choices = choices  # type: ignore[attr-defined]

    def proof(self) -> BinaryIO | None:
        sent = self.cleaned_data.get("bukti")
        return cast(BinaryIO, sent) if sent else None


class AnswerForm(Dressed):
    """A written answer; where it grants, the number or level that takes the place of the contested one.

    A number is typed as on the page of the frozen numbers.
    """

    keputusan = forms.ChoiceField(
        label=_("Keputusan"), choices=[("tolak", _("Tidak dikabulkan")), ("kabul", _("Dikabulkan"))]
    )
    tanggapan = forms.CharField(label=_("Tanggapan"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    angka = AmountField(label=_("Angka pengganti, bila ada"))
    tingkat = forms.ChoiceField(label=_("Tingkat pengganti, bila ada"), required=False)

    def __init__(self, *args: Any, leaf: Criterion | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [(level.code, level.name) for level in leaf.levels] if leaf else []
        self.fields["tingkat"].choices = [("", ""), *levels]  # type: ignore[attr-defined]
