"""Weights that someone tries out, from the address: nothing of it is kept."""

from decimal import Decimal

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from awards.arithmetic.schemes import Criterion
from paritrana import formatting
from paritrana.fields import give_words

PREFIX = "bobot-"


class SandboxForm(forms.Form):
    """One weight per leaf, as the scheme has it unless another is tried."""

    def __init__(self, asked: MultiValueDict[str, str], leaves: tuple[Criterion, ...]) -> None:
        self.leaves = leaves
        self.is_asked = any(key.startswith(PREFIX) for key in asked)
        super().__init__(asked if self.is_asked else None)
        for leaf in leaves:
            self.fields[f"{PREFIX}{leaf.code}"] = forms.DecimalField(
                label=_("%(name)s, sekarang %(weight)s") % {"name": leaf.name, "weight": formatting.exact(leaf.weight)},
                initial=formatting.typed(leaf.weight),
                min_value=0,
                max_value=1000,
                max_digits=8,
                decimal_places=4,
                localize=True,
                widget=forms.TextInput(attrs={"class": "form-control", "inputmode": "decimal"}),
            )
            give_words(self.fields[f"{PREFIX}{leaf.code}"])

    def weights(self) -> dict[str, Decimal]:
        return {leaf.code: self.cleaned_data[f"{PREFIX}{leaf.code}"] for leaf in self.leaves}
