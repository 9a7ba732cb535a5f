"""What a person sends to print a report for approval on paper, or to confirm a scan."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PrintForm(forms.Form):
    """Who will sign: name and office."""

    signer_name = forms.CharField(
        max_length=120,
        strip=True,
        error_messages={
            "required": _("Tulis nama dan jabatan yang mengesahkan di atas kertas."),
            "max_length": _("Nama dan jabatan paling panjang 120 huruf. Singkat gelarnya, lalu cetak lagi."),
        },
    )


class ConfirmForm(forms.Form):
    """The code that was read on the scan, however it is grouped."""

    code = forms.CharField(
        max_length=40,
        strip=True,
        error_messages={
            "required": _("Tulis kode yang Anda baca pada pindaian."),
            "max_length": _("Kode paling panjang 14 tanda. Baca lagi kodenya pada pindaian."),
        },
    )
