"""The entry plan at `/wilayah/<code>/susunan/`: what is asked of a regency in a year, per village or once."""

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import access
from accounts.abilities import Ability
from accounts.models import User
from coverage.actions.plan import copy_plan, set_plan
from coverage.enums import AskedPer
from coverage.errors import CoverageError
from coverage.models import Payer, WorkerCategory
from coverage.queries.plan import Asked, Pair
from coverage.queries.plan_page import plan_page
from coverage.queries.working_year import working_year
from coverage.views.parameters import BadParameter, NotFound, echo
from regions.enums import Level
from regions.models import Region

CHOICES = {"": "", AskedPer.VILLAGE.value: AskedPer.VILLAGE.value, AskedPer.REPORTER.value: AskedPer.REPORTER.value}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def entry_plan(request: HttpRequest, code: str) -> HttpResponse:
    """Show the plan of a year, and set it."""
    user, at = cast(User, request.user), now()
    ability = Ability.SET_PLAN if request.method == "POST" else Ability.READ_DRAFT
    region = access.region_for(user, ability, code, at)
    if region.level not in (Level.PROVINCE, Level.REGENCY):
        told = _("%(name)s tidak mempunyai susunan isian sendiri. Buka susunan isian kabupaten/kotanya.")
        raise NotFound(told % {"name": region.name})
    year = year_in(request.GET, working_year(region) or access.day_of(at).year)
    if request.method == "POST":
        return changed(request, region, year, user, at)
    return page(request, region, year, may_set=access.may(user, Ability.SET_PLAN, region, at))


def year_in(query: Mapping[str, str], default: int) -> int:
    """Return `tahun`, `default` where it is absent; raise BadParameter. Plans reach one year further than figures."""
    text = query.get("tahun", str(default))
    if not (text.isascii() and text.isdigit() and len(text) == 4 and 2000 <= int(text) <= 2100):
        raise BadParameter(
            _("Tahun “%(text)s” tidak dapat dibaca. Tulis tahun dari 2000 sampai 2100.") % {"text": echo(text)}
        )
    return int(text)


def page(
    request: HttpRequest,
    region: Region,
    year: int,
    *,
    may_set: bool,
    typed: Mapping[Pair, str] | None = None,
    error: str = "",
) -> HttpResponse:
    context = {
        "page": plan_page(region, year, typed),
        "may_set": may_set,
        "error": error,
        "choices": [("", _("tidak ditanyakan")), *((row.value, row.label) for row in AskedPer)],
        "labels": dict(AskedPer.choices),
    }
    return render(request, "coverage/plan.html", context, status=422 if error else 200)


def changed(request: HttpRequest, region: Region, year: int, user: User, at: datetime) -> HttpResponse:
    """Set the plan as the form says, or copy another year's; what is refused is shown with all that was chosen."""
    pairs: list[Asked] = []
    try:
        if copied := request.POST.get("salin"):
            copy_plan(region=region, from_year=year_in({"tahun": copied}, year), to_year=year, by=user, at=at)
        else:
            pairs = chosen_in(request.POST)
            set_plan(region=region, year=year, pairs=pairs, by=user, at=at)
    except CoverageError as error:
        typed = None if request.POST.get("salin") else {one.pair: str(one.per) for one in pairs}
        return page(request, region, year, may_set=True, typed=typed, error=error.message)
    messages.success(
        request, _("Susunan isian %(region)s tahun %(year)s tersimpan.") % {"region": region.name, "year": year}
    )
    return HttpResponseRedirect(f"{reverse('coverage:plan', args=[region.code])}?tahun={year}")


def chosen_in(form: QueryDict) -> list[Asked]:
    """Return the pairs that the form asks; raise BadParameter for what the page does not offer."""
    if form.get("susunan") != "lengkap":  # an empty or broken-off form must not ask nothing any more
        raise BadParameter(_("Susunan isian ini tidak lengkap terkirim. Tidak ada yang berubah. Muat ulang halaman."))
    categories = {row.code: row for row in WorkerCategory.objects.all()}
    payers = {row.code: row for row in Payer.objects.all()}
    found = []
    for name, per in form.items():
        if "|" not in name:
            continue
        category, payer = name.split("|", 1)
        if category not in categories or payer not in payers or per not in CHOICES:
            raise BadParameter(
                _("Pilihan “%(text)s” tidak ada dalam susunan isian. Tidak ada yang berubah.") % {"text": echo(name)}
            )
        if per:
            found.append(Asked(categories[category], payers[payer], AskedPer(str(per))))
    return found
