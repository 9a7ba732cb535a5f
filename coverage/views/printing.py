"""The same sheet as PDF or, where this machine can write none, as a page to print from the browser."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from paritrana.exports import file_answer
from paritrana.pdf import pdf_of

STYLES = ("tokens.css", "paper.css")


def pdf_answer(
    request: HttpRequest, template: str, context: dict[str, Any], name: str, page: tuple[Any, ...]
) -> HttpResponse:
    """Answer with a sheet as the file `name`; without the libraries for it send to `page`, an address and its parts."""
    written = pdf_of(render_to_string(template, context, request), STYLES)
    if written is None:
        messages.info(request, _("PDF belum dapat dibuat di mesin ini. Cetak halaman ini dari peramban Anda."))
        return redirect(*page)
    return file_answer(name, written, "application/pdf")
