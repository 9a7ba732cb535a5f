"""How fields of the award look: as those of the rest of the portal."""

from django import forms


def shaped(form: forms.Form) -> None:
    """Give each field of a form the class of its kind."""
    for field in form.fields.values():
        is_choice = isinstance(field.widget, forms.Select)
        field.widget.attrs["class"] = "form-select" if is_choice else "form-control"
