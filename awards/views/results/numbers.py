"""The numbers by which a round judges, and freezing them, at `/penghargaan/putaran/<id>/angka/`: for its secretariat.

Once marks are open to the secretariat, an administrator freezes and it looks; who sits in the jury of the round does
neither, whatever other office he holds.
"""

from datetime import datetime
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.abilities import Ability
from accounts.errors import AccountsError
from accounts.models import User
from awards.access import may_freeze, may_in, reads_numbers, round_for
from awards.actions.results.snapshots import freeze_snapshot
from awards.forms.numbers import NumbersForm
from awards.models import EntrantCategory, Round
from awards.queries.results.numbers import Numbers, numbers_of, versions_of
from awards.queries.results.unfrozen import why_not_frozen
from awards.queries.settings.schemes import categories_of
from coverage.errors import CoverageError


def numbered_round(user: User, number: int, at: datetime) -> Round:
    """Return a round whose frozen numbers `user` reads; raise OutOfReach, answered as 404, or PermissionDenied."""
    found = round_for(user, Ability.PUBLISH_RESULTS, number, at)
    if not reads_numbers(user, found, at):
        raise PermissionDenied
    return found


@require_safe
@login_required
def overview(request: HttpRequest, number: int) -> HttpResponse:
    """Show per category the newest frozen numbers and whether they still are what is measured."""
    round_ = numbered_round(cast(User, request.user), number, now())
    rows = [numbers_of(round_, category) for category in categories_of(round_)]
    return render(request, "awards/results/numbers.html", {"round": round_, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def category_numbers(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """Show the numbers of a category, entry by entry, and freeze them."""
    user, at, is_sent = cast(User, request.user), now(), request.method == "POST"
    round_ = numbered_round(user, number, at)
    if is_sent and not (may_freeze(user, round_, at) or may_in(user, Ability.RUN_ROUNDS, round_, at)):
        raise PermissionDenied
    category = next((one for one in categories_of(round_) if one.code == code), None)
    if category is None:
        raise Http404
    numbers = numbers_of(round_, category)
    form = NumbersForm(numbers, request.POST if is_sent else None)
    if not is_sent:
        return page(request, round_, numbers, form)
    try:
        made = freeze_snapshot(round_=round_, category=category, stated=form.stated(), seen=form.seen, by=user, at=at)
    except (CoverageError, AccountsError) as error:
        if getattr(error, "code", "") == "moved":
            form.seen = numbers.newest  # now it is seen
        return page(request, round_, numbers, form, error.message)
    told = {"category": category.name, "version": made.version}
    messages.success(request, _("Angka %(category)s dibekukan sebagai versi ke-%(version)s.") % told)
    return redirect("awards:category_numbers", number, code)


def page(request: HttpRequest, round_: Round, numbers: Numbers, form: NumbersForm, refused: str = "") -> HttpResponse:
    """Answer with the numbers; `refused` is why what was sent could not be frozen."""
    category: EntrantCategory = numbers.category
    user, at = cast(User, request.user), now()
    barred = why_not_frozen(round_, category, numbers.criteria_set) if numbers.criteria_set else None
    context = {
        "round": round_,
        "category": category,
        "numbers": numbers,
        "entries": [(entry, [(cell, form.said[cell.key]) for cell in cells]) for entry, cells in numbers.rows],
        "form": form,
        "versions": versions_of(round_, category),
        "may_freeze": may_freeze(user, round_, at) and barred is None,
        "barred": barred,
        "is_late": may_in(user, Ability.RUN_ROUNDS, round_, at) and not may_freeze(user, round_, at),
        "refused": refused,
    }
    return render(request, "awards/results/category_numbers.html", context, status=422 if refused else 200)
