"""What the fields of forms say of what cannot be read: in the portal's words, where a field has none of its own."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

PLAIN: dict[str, Any] = {
    "required": _("Isian ini harus diisi."),
    "invalid_choice": _("Pilih salah satu dari daftar."),
    "max_length": _("Paling panjang %(limit_value)s huruf; sekarang %(show_value)s."),
    "min_value": _("Paling kecil %(limit_value)s."),
    "max_value": _("Paling besar %(limit_value)s."),
    "max_digits": _("Angka ini terlalu panjang, paling banyak %(max)s angka."),
    "max_whole_digits": _("Angka ini terlalu panjang, paling banyak %(max)s angka di depan koma."),
    "max_decimal_places": _("Paling banyak %(max)s angka di belakang koma."),
}
NUMBERS: dict[type[forms.Field], Any] = {
    forms.DecimalField: _("Tulis angka saja, misalnya 12 atau 12,5."),
    forms.IntegerField: _("Tulis bilangan bulat, misalnya 12."),
}
KNOWN = ("required", "invalid_choice")
"""What Django's fields have words for too, without numbers in them that ours would miss."""


def give_words(field: forms.Field) -> None:
    """Give a field the portal's words for what it refuses, unless it was given words of its own."""
    for code, words in PLAIN.items():
        inherited = words_of_django(field, code)
        if field.error_messages.get(code) is inherited and (inherited is None or code in KNOWN):
            field.error_messages[code] = words
    if type(field) in NUMBERS and field.error_messages["invalid"] is words_of_django(field, "invalid"):
        field.error_messages["invalid"] = NUMBERS[type(field)]


def words_of_django(field: forms.Field, code: str) -> Any:
    """Return what Django says, None where it leaves the words to a validator."""
    kinds = (getattr(kind, "default_error_messages", {}) for kind in type(field).__mro__)
    return next((told[code] for told in kinds if code in told), None)
