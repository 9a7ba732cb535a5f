"""What programs may ask and send: the answers of the public pages, and uploads of their person."""

from typing import Annotated, Any, BinaryIO, Literal, cast

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.timezone import now as clock
from django.utils.translation import gettext as _
from ninja import Field, File, Form, Router, Schema, UploadedFile

from accounts.api import ByKey
from accounts.models import User
from coverage import months
from coverage.actions.uploads.receiving import Sending, refuse_who_may_not
from coverage.actions.uploads.taking_in import import_file
from coverage.enums import UNDECIDED_UPLOADS, StatedBy, UploadState, UploadUse, Via
from coverage.models import Upload
from coverage.queries.uploads.context import words
from coverage.queries.uploads.told import import_told
from coverage.views.origin import origin_for, origin_json
from coverage.views.parameters import echo
from coverage.views.ranking import answer_json
from coverage.views.region import Moved, page_for
from coverage.views.region_json import region_json
from regions.views.search import search_as_json

router = Router()

PERIOD = {"name": "periode", "in": "query", "schema": {"type": "string", "example": "2023-12"}}
SCHEME = {"name": "skema", "in": "query", "schema": {"type": "string", "default": "ucj", "enum": ["ucj", "uhc"]}}


def chosen(name: str, *choices: str) -> dict[str, Any]:
    """Return a parameter with its choices, the first by default."""
    return {"name": name, "in": "query", "schema": {"type": "string", "enum": [*choices], "default": choices[0]}}


def refusals(*statuses: int) -> dict[int, dict[str, Any]]:
    """Return what the document tells of answers that refuse, which all have one shape."""
    words = {
        400: "Nilai yang tidak dapat dibaca",
        401: "Tanpa kunci yang berlaku",
        403: "Peran tidak mencakup tindakan ini",
        404: "Tidak ada",
        409: "Ditolak; tidak ada yang disimpan",
        413: "Kiriman terlalu besar",
        429: "Terlalu banyak permintaan",
    }
    return {status: {"description": words[status]} for status in statuses}


REGION = {
    "code": "64.01", "name": "Kabupaten Paser", "scheme": "ucj", "period": "2023-12", "state": "published",
    "enrolled": 81436, "target": 90052, "percent": "90.43", "children": [], "trend": [],
}  # fmt: skip
RANKING = {
    "level": "regency", "parent": "64", "period": "2023-12",
    "rows": [{"rank": 1, "code": "64.01", "name": "Kabupaten Paser", "percent": "90.43"}], "unranked": [],
}  # fmt: skip


def answered(description: str, example: dict[str, Any]) -> dict[int, dict[str, Any]]:
    return {200: {"description": description, "content": {"application/json": {"example": example}}}}


@router.get(
    "/wilayah/{code}",
    url_name="region",
    summary="Satu wilayah",
    openapi_extra={
        "parameters": [PERIOD, SCHEME],
        "responses": answered("Sama dengan /wilayah/<kode>.json (contoh ini dipersingkat)", REGION)
        | refusals(400, 404),
    },
)
def region(request: HttpRequest, code: str) -> HttpResponse:
    """Angka terbit satu wilayah dari tingkat mana pun; Indonesia adalah ID. Tanpa periode: terbitan terakhir."""
    try:
        return JsonResponse(region_json(page_for(request, code)))
    except Moved as now:
        query = request.META.get("QUERY_STRING", "")
        address = reverse("api:region", args=[now.code])
        return HttpResponse(status=302, headers={"Location": f"{address}?{query}" if query else address})


@router.get(
    "/peringkat",
    url_name="ranking",
    summary="Peringkat satu tingkat wilayah",
    openapi_extra={
        "parameters": [
            chosen("tingkat", "kabkota", "provinsi", "kecamatan", "desa"),
            {"name": "induk", "in": "query", "schema": {"type": "string", "default": "ID", "example": "64"}},
            chosen("dasar", "target", "potensi"),
            chosen("banding", "semua", "sebanding"),
            {"name": "halaman", "in": "query", "schema": {"type": "integer", "default": 1}},
            PERIOD,
            SCHEME,
        ],
        "responses": answered("Sama dengan /peringkat.json (contoh ini dipersingkat)", RANKING) | refusals(400),
    },
)
def ranking(request: HttpRequest) -> HttpResponse:
    """Peringkat wilayah satu tingkat di dalam satu induk. Tanpa periode: terbitan terakhir."""
    return JsonResponse(answer_json(request))


FIGURE = {
    "figure_id": "64.01_2023-12_ucj_1", "code": "64.01", "name": "Kabupaten Paser", "period": "2023-12",
    "enrolled": 81436, "target": 90052, "percent": "90.43", "formula": "ucj-1", "superseded_by": None, "versions": [],
}  # fmt: skip
SEARCH = {
    "q": "paser", "near": [], "has_more": False,
    "results": [{"code": "64.01", "name": "Kabupaten Paser", "level": "regency"}],
}  # fmt: skip


@router.get(
    "/angka/{figure_id}",
    url_name="figure",
    summary="Asal satu angka terbit",
    openapi_extra={
        "responses": answered("Sama dengan /angka/<nomor>.json (contoh ini dipersingkat)", FIGURE) | refusals(404)
    },
)
def figure(request: HttpRequest, figure_id: str) -> HttpResponse:
    """Pembilang, pembagi, bagian, versi rumus, dan terbitan sebelum dan sesudahnya dari satu nomor angka."""
    return JsonResponse(origin_json(origin_for(figure_id)))


@router.get(
    "/cari",
    url_name="search",
    summary="Cari wilayah",
    openapi_extra={
        "parameters": [
            {"name": "q", "in": "query", "schema": {"type": "string", "example": "paser", "maxLength": 100}}
        ],
        "responses": answered("Sama dengan /cari.json (contoh ini dipersingkat)", SEARCH) | refusals(400),
    },
)
def search(request: HttpRequest) -> HttpResponse:
    """Wilayah menurut nama atau kode, juga bila ejaannya sedikit berbeda; paling banyak 50."""
    return search_as_json(request)


RESULT = {
    "outcome": "partial", "dry_run": False, "batch": 17, "message": "…",
    "sheets": [{"name": "Data", "read": 10, "new": 8, "changed": 1, "unchanged": 0, "rejected": 1, "held": 0,
                "ignored": 0}],
    "rows": [{"sheet": "Data", "row": 3, "column": "Peserta Aktif", "code": "not_whole", "status": "rejected",
              "message": "Baris 3, Peserta Aktif: …"}],
}  # fmt: skip


class Options(Schema):
    """What the sender says of the whole file; the options of the command import_sheet."""

    use: Annotated[Literal["figures", "comparison"], Field(alias="as", description="Angka isian, atau pembanding")] = (
        "figures"
    )
    stated_by: Annotated[Literal["bpjs", "village"], Field(description="Menurut siapa angka pembanding itu")] = "bpjs"
    period: Annotated[str, Field(description="Bulan bila tidak ada di berkas, misalnya 2023-12")] = ""
    category: Annotated[str, Field(description="Kode jenis pekerja bila tidak ada di berkas")] = ""
    payer: Annotated[str, Field(description="Kode sumber dana bila tidak ada di berkas")] = ""
    sheet: Annotated[str, Field(description="Hanya lembar ini")] = ""
    dry_run: Annotated[bool, Field(description="Hanya pratinjau: tidak ada yang disimpan")] = False


NAMES = {"as", *Options.model_fields} - {"use"}


def sending_of(options: Options) -> Sending:
    """Return what the options say of a file; raise BadRequest for a month or code that is not known."""
    month = months.parse(options.period) if options.period else None
    if options.period and month is None:
        told = _("Periode “%(text)s” tidak dapat dibaca. Tulis tahun dan bulan seperti 2023-12.")
        raise BadRequest(told % {"text": echo(options.period)})
    for code, pairs in zip((options.category, options.payer), words(), strict=True):
        if code and code not in dict(pairs):
            told = _("Kode “%(text)s” tidak dikenal. Tidak ada yang disimpan. Lihat kode di format isian.")
            raise BadRequest(told % {"text": echo(code)})
    use = UploadUse(options.use)
    return Sending(
        use=use,
        stated_by=StatedBy(options.stated_by) if use == UploadUse.COMPARISON else None,
        month=month,
        category=options.category,
        payer=options.payer,
        sheet=options.sheet,
    )


def refuse_unknown_fields(request: HttpRequest) -> None:
    """Raise BadRequest for fields that are not known, come twice or stand in the address.

    A slip in dry_run would store what was only to be looked at.
    """
    strange = sorted({*request.POST} - NAMES) + sorted({*request.FILES} - {"file"}) + sorted(request.GET)
    strange += [name for form in (request.POST, request.FILES) for name in form if len(form.getlist(name)) > 1]
    if strange:
        told = _("Isian ini tidak dikenal atau berlebih: %(names)s. Tidak ada yang disimpan.")
        raise BadRequest(told % {"names": echo(", ".join(strange))})


@router.post(
    "/impor/",
    auth=ByKey(),
    url_name="send_import",
    summary="Kirim berkas",
    openapi_extra={
        "responses": answered("Diterapkan, semua atau baris yang baik", RESULT)
        | {202: {"description": "Belum disimpan: outcome needs_second_person; second_person menyebut halamannya"}}
        | {422: {"description": "Berkas ditolak; bentuk yang sama, outcome rejected"}}
        | refusals(400, 401, 403, 413, 429),
    },
)
def send_import(request: HttpRequest, file: File[UploadedFile], options: Form[Options]) -> HttpResponse:
    """Kirim satu berkas Excel, ODS, atau CSV. Baris yang baik diterapkan; yang ditolak atau ditahan disebutkan."""
    by, at = cast(User, request.user), clock()
    refuse_unknown_fields(request)
    sending = sending_of(options)
    refuse_who_may_not(sending, by, at)
    sent = cast(BinaryIO, file)
    told = import_file(
        file=sent, name=file.name or "", sending=sending, dry_run=options.dry_run, by=by, at=at, via=Via.API
    )
    return JsonResponse(told, status={"rejected": 422, "needs_second_person": 202}.get(told["outcome"], 200))


@router.get(
    "/impor/{number}",
    auth=ByKey(),
    url_name="import_state",
    summary="Keadaan satu kiriman saya",
    openapi_extra={
        "responses": answered("Seperti jawaban kiriman, dengan state; outcome null selama belum selesai", RESULT)
        | refusals(401, 404, 429),
    },
)
def import_state(request: HttpRequest, number: int) -> HttpResponse:
    """Keadaan impor yang Anda kirim sendiri: sedang dibaca, menunggu, diterapkan, ditolak, atau dibatalkan."""
    by, at = cast(User, request.user), clock()
    if not 0 < number < 2**63:
        raise Http404
    upload = Upload.objects.defer("original", "counted").filter(pk=number, by=by).first()
    if upload is None:
        raise Http404
    told = import_told(upload, by, at)
    is_open = upload.state in UNDECIDED_UPLOADS and upload.state != UploadState.WAITING  # that one is told as such
    told["outcome"] = None if is_open else told["outcome"]
    state = {"state": upload.state, "rows_read": upload.rows_read, "rows_expected": upload.rows_expected}
    return JsonResponse({**told, **state})
