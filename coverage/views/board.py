"""Who has reported which month, at `/laporan/`; at `/laporan/<code>/` the months of one region, several in one act."""

from collections.abc import Iterator
from typing import Any, cast

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import access
from accounts.abilities import Ability
from accounts.models import User
from coverage import months
from coverage.actions.sign_off import take_step
from coverage.enums import ReportState
from coverage.errors import CoverageError
from coverage.forms.steps import ManyForm
from coverage.models import Report
from coverage.queries.board import Board, Square, board_of, board_region, nation_board, newest_year, reporters_seen
from coverage.queries.region_months import months_of_region
from coverage.queries.steps import PUBLISH, Desk
from coverage.views.parameters import BadParameter, echo
from paritrana import formatting
from paritrana.exports import table_answer
from regions.enums import Level
from regions.models import Region

HEADER = (
    *("periode", "kode", "nama", "status", "batas_waktu", "hari_terlambat", "isian_terisi", "isian_diminta"),
    *("diajukan_pada", "terbit_pada"),
)


def board_asked(request: HttpRequest) -> Board:
    """Return the board that the address asks for, by default of the person's own province in the year of its newest
    report; raise OutOfReach, or PermissionDenied where the person's roles read no drafts.
    """
    user, at = cast(User, request.user), now()
    year = year_in(request, newest_year(user, at))
    code = request.GET.get("induk")
    region = Region.objects.filter(code=code).first() if code else board_region(user, at)
    places = reporters_seen(user, region, year, at) if region else []
    if region is None or not places:
        held = access.roles_at(user, region, at) if region else () if code else access.assignments(user, at)
        if held:
            raise PermissionDenied
        raise access.OutOfReach((code or "")[:13])
    is_nation = region.level == Level.NATION
    return nation_board(region, places, year, at) if is_nation else board_of(region, places, year, at)


def year_in(request: HttpRequest, default: int) -> int:
    """Return the year that `tahun` names; raise BadParameter."""
    text = request.GET.get("tahun", str(default))
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    if not 2000 <= year <= 2100:
        raise BadParameter(_("Tahun “%(text)s” tidak dapat dibaca. Tulis seperti 2025.") % {"text": echo(text)})
    return year


@require_safe
@login_required
def board(request: HttpRequest) -> HttpResponse:
    """Show twelve months of each reporter, or of each province the counts."""
    return render(request, "coverage/board.html", {"board": board_asked(request), "states": ReportState.choices})


@require_safe
@login_required
def board_as_json(request: HttpRequest) -> JsonResponse:
    """Answer with what the board says."""
    found = board_asked(request)
    return JsonResponse(
        {
            "code": found.region.code,
            "year": found.year,
            "rows": [dict(zip(HEADER, line, strict=True)) for line in lines(found)],
            "provinces": [tally_json(line) for line in found.provinces],
        }
    )


@require_safe
@login_required
def board_as_table(request: HttpRequest, form: str) -> HttpResponseBase:
    """Answer with what the board says as rows."""
    found = board_asked(request)
    return table_answer(form, f"laporan-{found.region.code}-{found.year}", HEADER, lines(found))


def lines(found: Board) -> Iterator[list[object]]:
    """Yield one row for each reporter and month."""
    for row in found.rows:
        for square in row.squares:
            yield [months.iso(square.month), row.code, row.name, *told(square)]


def told(square: Square) -> list[object]:
    report, complete = square.report, square.completeness
    if report is None:
        return ["belum dibuka", None, 0, None, None, None, None]
    moments = [at.isoformat(timespec="seconds") if at else None for at in (report.submitted_at, report.published_at)]
    cells = [complete.filled, complete.expected] if complete else [None, None]
    return [str(square.state), report.due_at.isoformat(timespec="seconds"), square.late, *cells, *moments]


def tally_json(line: Any) -> dict[str, Any]:
    return {
        "code": line.code,
        "name": line.name,
        "months": [
            {"period": months.iso(one.month), "expected": one.expected, "opened": one.opened}
            | {"published": one.published, "overdue": one.overdue}
            for one in line.tallies
        ],
    }


@require_safe
@login_required
def reports(request: HttpRequest, code: str) -> HttpResponse:
    """Show the months of one region, with a box for each that the person can move on."""
    return show(request, region_asked(request, code))


def region_asked(request: HttpRequest, code: str) -> Region:
    return access.region_for(cast(User, request.user), Ability.READ_DRAFT, code, now())


def show(request: HttpRequest, region: Region, status: int = 200, **more: Any) -> HttpResponse:
    page = months_of_region(region, cast(User, request.user), now())
    return render(request, "coverage/reports.html", {"page": page, "region": region} | more, status=status)


@require_POST
@login_required
def take_many(request: HttpRequest, code: str) -> HttpResponse:
    """Take one step for all months that were ticked, or for none."""
    region, user, at = region_asked(request, code), cast(User, request.user), now()
    form = ManyForm(request.POST, reports=list(Report.objects.filter(region=region).select_related("region")))
    if not form.is_valid():
        told = _("Pilih dulu bulan dan langkahnya. Belum ada yang berubah.")
        return show(request, region, 422, refused=told)
    desk = Desk(user, [report for report, _seen in form.chosen], at)
    if not all(desk.has_right(report, form.move) for report, _seen in form.chosen):
        raise PermissionDenied
    taken = reauthentication_required(take_now) if form.move is PUBLISH else take_now
    return cast(HttpResponse, taken(request, region, form))


def take_now(request: HttpRequest, region: Region, form: ManyForm) -> HttpResponse:
    """Call the action and answer with how many months it moved on, or with the page and the reason of a refusal."""
    user, chosen = cast(User, request.user), form.chosen
    seen = {report.pk: version for report, version in chosen}
    try:
        count = take_step(step=form.move.step, reports=[one for one, _seen in chosen], seen=seen, by=user, at=now())
    except CoverageError as error:
        ticked = {report.month for report, _seen in chosen}
        return show(request, region, 409, refused=error.message, ticked=ticked)
    told = _("%(count)s bulan %(region)s: %(done)s. Setiap bulan tetap mempunyai catatannya sendiri.")
    what = {"count": formatting.number(count), "region": region.name, "done": form.move.step.label}
    messages.success(request, told % what)
    answer = redirect("coverage:reports", region.code)
    answer.status_code = 303
    return answer
