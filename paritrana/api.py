"""The door for programs at /api/v1/: what it offers, how it says no, and its document as a page."""

import json
from typing import Any, NoReturn

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from accounts.access import own_address
from accounts.api import answer, key_missing
from accounts.errors import AccountsError, RightMissing
from coverage.api import answered, router
from coverage.errors import CoverageError
from paritrana.open_data.datasets import DATASETS

DESCRIPTION = """\
Angka yang terbit dapat dibaca tanpa kunci. Mengirim berkas memerlukan kunci program, yang dibuat di halaman akun dan
dikirim sebagai Authorization: Bearer. Galat dijawab sebagai JSON: status, message (kalimat untuk pembaca), reference.
"""

api = NinjaAPI(
    title="Paritrana",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    docs_decorator=require_safe,
    urls_namespace="api",
)
api.add_router("", router)

INDEX = {
    "datasets": [
        {"code": "cakupan", "page": "/data/cakupan/", "files": {"json": "/data/cakupan.json"},
         "dictionary": "/data/cakupan/kamus.csv"},
    ]
}  # fmt: skip


@api.get(
    "/data",
    url_name="datasets",
    summary="Daftar data terbuka",
    openapi_extra={"responses": answered("Sama dengan /data.json (contoh ini dipersingkat)", INDEX)},
)
def open_data(request: HttpRequest) -> HttpResponse:
    """Setiap data dengan alamat berkasnya (Excel, CSV, JSON), kamus, lisensi, dan metadata."""
    return JsonResponse({"datasets": [one.told() for one in DATASETS]})


@api.exception_handler(Exception)
@api.exception_handler(Http404)
def hand_on(request: HttpRequest, exception: Exception) -> NoReturn:
    """Leave to the portal what it answers everywhere in one way: not found, not allowed, a fault."""
    raise exception


@api.exception_handler(AuthenticationError)
def no_key(request: HttpRequest, exception: AuthenticationError) -> HttpResponse:
    return key_missing()


@api.exception_handler(ValidationError)
def unreadable(request: HttpRequest, exception: ValidationError) -> NoReturn:
    """Refuse fields that are missing or of another kind than the document says, naming them."""
    names = sorted({str(error["loc"][-1]) for error in exception.errors})
    told = _("Isian ini kurang atau tidak dapat dibaca: %(names)s. Tidak ada yang disimpan. Periksa dokumentasi API.")
    raise BadRequest(told % {"names": ", ".join(names)[:120]})


@api.exception_handler(CoverageError)
@api.exception_handler(AccountsError)
def refusal(request: HttpRequest, exception: CoverageError | AccountsError) -> HttpResponse:
    """Say what an action refused (409); a right that is missing is answered and recorded as everywhere (403)."""
    if isinstance(exception, RightMissing):
        raise exception
    return answer(409, exception.message)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Send who opens the bare address to the page that tells of it."""
    return redirect("api_page")


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show the document of the API to readers: the same as openapi.json, without scripts or other hosts."""
    document = api.get_openapi_schema(path_prefix="/api/v1/")
    offers = [
        {"method": method.upper(), "path": address, "needs_key": "security" in told, "told": told} | parts(told)
        for address, methods in document["paths"].items()
        for method, told in methods.items()
    ]
    told = {"offers": offers, "description": DESCRIPTION, "address": own_address(reverse("api:send_import"))}
    return render(request, "pages/api.html", told)


def parts(told: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that are sent in the body, and examples of answers as lines of JSON, by status."""
    forms = [kind["schema"] for kind in told.get("requestBody", {}).get("content", {}).values()]
    examples = [
        (status, answered["description"], json.dumps(example, indent=2, ensure_ascii=False) if example else "")
        for status, answered in sorted(told["responses"].items(), key=lambda one: str(one[0]))
        for example in [answered.get("content", {}).get("application/json", {}).get("example")]
    ]
    fields = [
        {"name": name, "told": field, "required": name in form.get("required", ())}
        for form in forms
        for name, field in form.get("properties", {}).items()
    ]
    return {"fields": fields, "answers": examples}


urls = ([*api.urls[0][:-1], path("", home, name="api-root")], *api.urls[1:])
"""The addresses of the API; its last, the bare one, would answer in English that there is nothing."""
