"""Fields speak as the portal does, and keep the words that they were given."""

import pytest
from django import forms

from paritrana.fields import give_words


class Typed(forms.Form):
    """One field of each kind that people type into."""

    title = forms.CharField(max_length=5)
    note = forms.CharField(error_messages={"required": "Tulis catatannya."})
    size = forms.ChoiceField(choices=[("a", "A")])
    share = forms.DecimalField(min_value=0, max_value=100, max_digits=6, decimal_places=2)
    count = forms.IntegerField()
    paper = forms.FileField(max_length=3)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            give_words(field)


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("title", "", "Isian ini harus diisi."),
        ("title", "🙂" * 40, "Paling panjang 5 huruf; sekarang 40."),
        ("note", "", "Tulis catatannya."),
        ("size", "z", "Pilih salah satu dari daftar."),
        ("share", "dua belas", "Tulis angka saja, misalnya 12 atau 12,5."),
        ("share", "-5", "Paling kecil 0."),
        ("share", "101", "Paling besar 100."),
        ("share", "9" * 50, "Angka ini terlalu panjang, paling banyak 6 angka."),
        ("share", "1.123", "Paling banyak 2 angka di belakang koma."),
        ("count", "1,5", "Tulis bilangan bulat, misalnya 12."),
        ("paper", "", "Isian ini harus diisi."),
    ],
)
def test_what_cannot_be_read_is_told_in_plain_words(name, typed, sentence):
    assert sentence in Typed({name: typed}).errors[name]


def test_the_length_of_a_file_name_is_told_by_its_own_sentence():
    assert "%(limit_value)s" not in str(Typed().fields["paper"].error_messages["max_length"])
