"""The ranking at `/peringkat/`, its JSON and its table."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import day_of
from coverage import months, ucj
from coverage.enums import DenominatorKind
from coverage.models import Scheme
from coverage.queries.ranking import Question, Ranked
from coverage.queries.ranking_page import Ranking, latest_month, months_of, ranking
from coverage.queries.unranked import Unranked
from coverage.templatetags.counts import reason_words
from coverage.views.kept import by_parent, kept
from coverage.views.parameters import LEVELS, BadParameter, choice_in, echo, month_in, page_in, scheme_in, text_in
from paritrana.exports import table_answer
from regions.enums import Level
from regions.models import Region
from regions.names import plain
from regions.queries.tree import standing_at, upper_regions

BASES = {"target": DenominatorKind.TARGET, "potensi": DenominatorKind.POTENTIAL}
COMPARISONS = {"semua": False, "sebanding": True}
LONGEST_NAME = 60


def rule() -> str:
    """Return the rule of the ranking in words."""
    return _(
        "Diurutkan menurut persentase sebelum dibulatkan: pekerja terlindungi dibagi dasar hitungnya. Persentase yang"
        " sama mendapat peringkat yang sama dan peringkat berikutnya dilewati. Wilayah tanpa dasar hitung, yang"
        " laporannya belum lengkap, atau yang hanya mempunyai angka dari sumber lain tidak diberi peringkat."
    )


@dataclass(frozen=True)
class Asked:
    """What the address asks for; `question` is None where no month has a release at that level."""

    level: Level
    parent: Region
    scheme: Scheme
    months: list[int]
    question: Question | None


def asked(request: HttpRequest) -> Asked:
    """Return what is asked; raise BadParameter."""
    query = request.GET
    level = choice_in(query, "tingkat", LEVELS, "kabkota")
    basis = choice_in(query, "dasar", BASES, "target")
    only_comparable = choice_in(query, "banding", COMPARISONS, "semua")
    month, scheme = month_in(query), scheme_in(query)
    parent = parent_of(query.get("induk", "ID"), level, month)
    known = months_of(parent, scheme)
    shown = month or latest_month(level, parent, scheme, known)
    named = plain(text_in(query, "nama", LONGEST_NAME))
    question = Question(level, parent, shown, basis, scheme, only_comparable, named) if shown else None
    return Asked(level, parent, scheme, known, question)


def parent_of(code: str, level: Level, month: int | None) -> Region:
    """Return the region within which is ranked; raise BadParameter where it does not exist or lies too deep."""
    place = standing_at(code, months.last_day(month) if month else day_of(now()))
    if place is None:
        told = _("Wilayah induk “%(code)s” tidak ada. Tulis kode wilayah seperti 64, atau ID untuk seluruh Indonesia.")
        raise BadParameter(told % {"code": echo(code)})
    if place.level >= level:
        told = _("%(name)s tidak mempunyai %(level)s di bawahnya. Pilih wilayah induk yang lebih tinggi.")
        raise BadParameter(told % {"name": place.name, "level": level.label})
    return place.region


def answer_to(request: HttpRequest, question: Question) -> Ranking:
    """Return the page of the ranking that is asked for; raise BadParameter."""
    return ranking(question, lambda pages: page_in(request.GET, pages))


@require_safe
@kept(by_parent, "tingkat", "induk", "periode", "skema", "dasar", "banding", "halaman")
def ranking_page(request: HttpRequest) -> HttpResponse:
    """Show the ranking of one level."""
    wanted = asked(request)
    question = wanted.question
    context = {
        "asked": wanted,
        "question": question,
        "ranking": answer_to(request, question) if question else None,
        "rule": rule(),
        "parents": upper_regions(wanted.parent, months.last_day(question.month) if question else day_of(now())),
        "levels": {name: choice.label for name, choice in LEVELS.items()},
        "basis": request.GET.get("dasar", "target"),
        "named": request.GET.get("nama", ""),
        "cut_off": months.last_day(question.month).isoformat() if question else "",
        "formula": ucj.FORMULA,
        "query": query_without_page(request),
    }
    return render(request, "coverage/ranking.html", context)


def query_without_page(request: HttpRequest) -> str:
    """Return the question as it stands in the address, for links to its other pages and forms."""
    query = request.GET.copy()
    query.pop("halaman", None)
    return query.urlencode()


@require_safe
@kept(by_parent, "tingkat", "induk", "periode", "skema", "dasar", "banding", "halaman")
def ranking_as_json(request: HttpRequest) -> HttpResponse:
    """Answer with the same rows as the page."""
    return JsonResponse(answer_json(request))


def answer_json(request: HttpRequest) -> dict[str, Any]:
    """Return the answer of `/peringkat.json`, without rows where no month has a release; raise BadParameter."""
    wanted = asked(request)
    if wanted.question:
        return ranking_json(answer_to(request, wanted.question))
    told = {"level": wanted.level.slug, "parent": wanted.parent.code, "period": None, "scheme": wanted.scheme.code}
    basis = choice_in(request.GET, "dasar", BASES, "target")
    return {**told, "basis": basis.value, "rule": rule(), "rows": [], "unranked": []}


def ranking_json(told: Ranking) -> dict[str, Any]:
    """Return the answer of `/peringkat.json`; `page` and `pages` tell of both lists at levels that are paged."""
    question = told.question
    return {
        "level": question.level.slug,
        "parent": question.parent.code,
        "period": months.iso(question.month),
        "scheme": question.scheme.code,
        "basis": question.basis.value,
        "rule": rule(),
        "formula": ucj.FORMULA,
        "cut_off": months.last_day(question.month).isoformat(),
        "named": question.named or None,
        "common_basis": {"issuer": told.common.issuer, "method": told.common.method},
        "only_comparable": question.only_comparable,
        "ranked": told.extent.ranked,
        "page": told.page,
        "pages": told.extent.pages,
        "rows": [ranked_json(row, question.basis) for row in told.rows],
        "unranked": [unranked_json(row, question.basis) for row in told.unranked],
        "unranked_total": told.extent.unranked,
    }


def ranked_json(row: Ranked, basis: DenominatorKind) -> dict[str, Any]:
    return {
        "rank": row.rank,
        "code": row.code,
        "name": row.name,
        "enrolled": row.enrolled,
        basis.value: row.denominator,
        "percent": ucj.printed(row.percent),
        "change": ucj.printed(row.change),
        "figure_id": row.figure_id,
        "issuer": row.issuer,
        "method": row.method,
        "comparable": row.is_comparable,
        "is_sample": row.is_sample,
    }


def unranked_json(row: Unranked, basis: DenominatorKind) -> dict[str, Any]:
    words = {"reason": reason_words(row, basis), "reason_code": row.reason.value}
    return {"code": row.code, "name": row.name, **words}


HEADER = (
    *("peringkat", "kode", "nama", "periode", "peserta_aktif", "dasar_hitung", "persen", "perubahan_poin"),
    *("penerbit", "cara", "sebanding", "id_angka", "alasan_tanpa_peringkat", "keterangan"),
)


def ranking_rows(told: dict[str, Any]) -> Iterator[list[object]]:
    """Yield the rows of the JSON, ranked ones first."""
    period = told["period"]
    for row in told["rows"]:
        denominator = row.get("target", row.get("potential"))
        numbers = [row["enrolled"], denominator, ucj.unprinted(row["percent"]), ucj.unprinted(row["change"])]
        basis = [row["issuer"], row["method"], row["comparable"]]
        remark = _("Data contoh, bukan data resmi") if row["is_sample"] else ""
        yield [row["rank"], row["code"], row["name"], period, *numbers, *basis, row["figure_id"], "", remark]
    for row in told["unranked"]:
        yield ["", row["code"], row["name"], period, *[""] * 8, row["reason"], ""]


@require_safe
def ranking_as_table(request: HttpRequest, form: str) -> HttpResponseBase:
    """Answer with the same rows as the page, as a table."""
    told = answer_json(request)
    name = f"peringkat-{told['level']}-{told['parent']}-{told['period'] or 'kosong'}"
    return table_answer(form, name, HEADER, ranking_rows(told))
