"""Dated releases at `/data/terbitan/`: the list with the digest of each file, a page for each, and the files."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import day_of
from coverage import months
from coverage.models import Scheme
from coverage.queries.dated_releases import DatedRelease, dated_release, dated_releases, releases_of
from coverage.queries.open_data import utc
from coverage.views.parameters import BadParameter, NotFound, echo, page_in, scheme_in
from paritrana.exports import file_answer
from paritrana.open_data.datasets import BY_CODE
from paritrana.open_data.files import dated_file, json_of, table_of
from paritrana.paging import Page, pages_for
from regions.models import Region
from regions.queries.tree import standing_at

ON_A_PAGE = 12
"""Few, since each row names the digest of a file that is written for it."""
FORMS = ("xlsx", "csv", "json")


@dataclass(frozen=True)
class Listed:
    """A dated release in the list, with the digest of its CSV file."""

    release: DatedRelease
    sha256: str

    @property
    def address(self) -> str:
        return reverse("dated_release_csv", args=[self.release.figure_id])

    def told(self) -> dict[str, Any]:
        """Return the row as JSON and tables have it."""
        release = self.release
        return {
            "figure_id": release.figure_id,
            "code": release.code,
            "name": release.name,
            "period": months.iso(release.month),
            "scheme": release.scheme,
            "version": release.version,
            "cause": release.cause.value,
            "released_at": utc(release.released_at),
            "reason": release.reason,
            "superseded_by": release.newest if release.is_superseded else None,
            "is_sample": release.is_sample,
            "address": self.address,
            "sha256": self.sha256,
        }


@dataclass(frozen=True)
class Asked:
    """What the address asks for: a page of the releases of one region and scheme."""

    region: Region
    scheme: Scheme
    page: Page[Listed]


def asked(request: HttpRequest) -> Asked:
    """Return what is asked; raise BadParameter."""
    scheme = scheme_in(request.GET)
    code = request.GET.get("induk", "ID")
    place = standing_at(code, day_of(now()))
    if place is None:
        told = _("Wilayah “%(code)s” tidak ada. Tulis kode wilayah seperti 64.01, atau ID untuk Indonesia.")
        raise BadParameter(told % {"code": echo(code)})
    total = releases_of(place.region, scheme).count()
    pages = pages_for(total, ON_A_PAGE)
    number = page_in(request.GET, pages)
    found = dated_releases(place.region, scheme, (number - 1) * ON_A_PAGE, number * ON_A_PAGE)
    rows = tuple(Listed(one, dated_file(one, "csv").sha256) for one in found)
    return Asked(place.region, scheme, Page(rows, number, pages, total))


@require_safe
def dated(request: HttpRequest, form: str = "html") -> HttpResponseBase:
    """The dated releases of one region, the newest first."""
    wanted = asked(request)
    rows = [one.told() for one in wanted.page.rows]
    if form == "json":
        return json_of(BY_CODE["terbitan"], "releases", rows)
    if form in FORMS:
        return table_of(BY_CODE["terbitan"], form, (list(row.values()) for row in rows))
    query = request.GET.copy()
    query.pop("halaman", None)
    context = {
        "asked": wanted,
        "page": wanted.page,
        "has_sample": any(one.release.is_sample for one in wanted.page.rows),
        "query": query.urlencode(),
        "dataset": BY_CODE["terbitan"],
        "today": day_of(now()),
    }
    return render(request, "pages/dated.html", context)


def release_for(figure_id: str) -> DatedRelease:
    """Return the dated release of that id; raise NotFound."""
    release = dated_release(figure_id)
    if release is None:
        told = _("Terbitan “%(id)s” tidak ada. Nomornya tertulis seperti 64.01_2023-12_ucj_1; lihat daftar terbitan.")
        raise NotFound(told % {"id": echo(figure_id)})
    return release


@require_safe
def release_page(request: HttpRequest, figure_id: str) -> HttpResponse:
    """One dated release: its files with their digests, and what replaced it."""
    release = release_for(figure_id)
    files = [dated_file(release, form) for form in FORMS]
    context = {"release": release, "files": files, "dataset": BY_CODE["terbitan"], "today": day_of(now())}
    return render(request, "pages/dated_release.html", context)


@require_safe
def release_file(request: HttpRequest, figure_id: str, form: str) -> HttpResponse:
    """A file of one dated release: the same bytes for ever; what replaced it stands in a header beside them."""
    release = release_for(figure_id)
    found = dated_file(release, form)
    answer = file_answer(f"paritrana-{release.figure_id}.{form}", found.body, found.media_type)
    if release.is_superseded:
        successor = reverse(f"dated_release_{form}", args=[release.newest])
        answer["Link"] = f'<{successor}>; rel="successor-version"'
    return answer
