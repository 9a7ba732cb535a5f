"""What is sent with a proof: what it proves, who issued it, when, for how long."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from awards.forms.shapes import shaped, sized
from awards.queries.entrants.proofs import AskedProof

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
ANY = {
    "required": _("Isian ini harus diisi."),
    "invalid_choice": _("Pilih salah satu dari daftar."),
    "invalid": _("Isian ini tidak dapat dibaca. Periksa lagi."),
}
NO_DAY = {"invalid": _("Tanggal ini tidak ada. Pilih dari kalender.")}
NO_MONEY = {
    "invalid": _("Tulis jumlahnya dengan angka saja, misalnya 1.626.307.200."),
    "min_value": _("Jumlah uang tidak boleh kurang dari 0."),
}


class EvidenceForm(forms.Form):
    """A file with what is said of it."""

    proof = forms.ChoiceField(label=_("Bukti untuk"), error_messages=ANY)
    title = forms.CharField(label=_("Judul"), max_length=200, error_messages=ANY, help_text=_(
        "Misalnya Peraturan Bupati Nomor 12 Tahun 2023. Jangan tulis NIK."
    ))  # fmt: skip
    issuer = forms.CharField(label=_("Penerbit"), max_length=80, error_messages=ANY)
    issued_on = forms.DateField(label=_("Tanggal terbit"), widget=DAY, error_messages=ANY | NO_DAY)
    valid_until = forms.DateField(label=_("Berlaku sampai"), widget=DAY, required=False, error_messages=ANY | NO_DAY,
                                  help_text=_("Kosongkan bila tanpa batas waktu."))  # fmt: skip
    amount = forms.DecimalField(label=_("Jumlah uang (rupiah)"), required=False, max_digits=18, decimal_places=2,
                                min_value=0, localize=True, error_messages=ANY | NO_MONEY,
                                help_text=_("Hanya untuk bukti anggaran."))  # fmt: skip
    file = forms.FileField(label=_("Berkas"), error_messages=ANY | {"empty": _("Berkas ini kosong. Pilih yang lain.")},
                           help_text=_("PDF, JPEG, PNG, atau XLSX, paling besar 10 MB."))  # fmt: skip

    def __init__(
        self, *told: Any, choices: Sequence[tuple[str, AskedProof]], held: Collection[str] = (), **more: Any
    ) -> None:
        super().__init__(*told, **more)
        again = _("%(proof)s (sudah ada, berkas ini menjadi versi baru)")
        named = [
            (key, again % {"proof": words_of(proof)} if key in held else words_of(proof)) for key, proof in choices
        ]
        field = self.fields["proof"]
        self.fields["proof"] = forms.ChoiceField(label=field.label, choices=named, error_messages=ANY)
        self.fields["file"].widget.attrs["accept"] = ".pdf,.jpg,.jpeg,.png,.xlsx"
        sized(self.fields["file"], 10)
        shaped(self)


def words_of(proof: AskedProof) -> str:
    """Return a proof as the list of choices names it."""
    if not proof.name:
        return str(_("Bukti lain"))
    return f"{proof.criterion_name}: {proof.name}" if proof.criterion_name else proof.name


class CopyForm(forms.Form):
    """The copy of a proof that the public may see."""

    file = forms.FileField(label=_("Salinan untuk publik"), error_messages=ANY | {
        "empty": _("Berkas ini kosong. Pilih yang lain."), "required": _("Pilih berkasnya lebih dahulu."),
    })  # fmt: skip
    reason = forms.CharField(label=_("Alasan"), required=False)
