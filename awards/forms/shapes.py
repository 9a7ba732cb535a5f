"""How fields of the award look and speak: as those of the rest of the portal."""

from django import forms
from django.utils.translation import gettext as _

from paritrana.fields import give_words
from paritrana.limits import MEGABYTE


def shaped(form: forms.Form) -> None:
    """Give each field of a form the class of its kind, and plain words for what it refuses."""
    for field in form.fields.values():
        is_choice = isinstance(field.widget, forms.Select)
        give_words(field)
        field.widget.attrs["class"] = "form-select" if is_choice else "form-control"


def sized(field: forms.Field, megabytes: int) -> None:
    """Let a file field tell in the browser what is too large, before it is sent and the page that was typed is gone."""
    words = _("Berkas ini lebih besar dari %(most)s MB. Pilih yang lebih kecil; isian lain tetap ada.")
    field.widget.attrs |= {"data-most": megabytes * MEGABYTE, "data-too-large": words % {"most": megabytes}}
