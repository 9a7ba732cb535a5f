"""Close categories at `/penghargaan/putaran/<id>/penutupan/`, and see how far each is on its way to the public."""

from typing import Any, cast

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.abilities import Ability
from accounts.errors import AccountsError
from accounts.forms import Dressed
from accounts.models import User
from awards.access import may_freeze, may_in, round_for
from awards.actions.results.closing import close_round, is_time_to_close
from awards.forms.publishing import CloseForm, PublicationForm, SeenReasonForm
from awards.models import EntrantCategory, Objection, Round
from awards.queries.jury.visibility import Sight, sight_of
from awards.queries.results.closed import newest_result, waiting_objection
from awards.queries.results.judging import judged
from awards.queries.results.missing import lacking
from awards.queries.results.numbers import numbers_of
from awards.queries.results.published import publication_of
from awards.queries.results.unfrozen import why_not_frozen
from awards.queries.settings.schemes import categories_of, criteria_of
from awards.result_errors import ClosingRefused
from coverage.errors import CoverageError

Refusal = (CoverageError, AccountsError)


@require_safe
@login_required
def closing(request: HttpRequest, number: int) -> HttpResponse:
    """Show what is closed, what lacks, and what waits for a second person."""
    return page(request, round_for(cast(User, request.user), Ability.PUBLISH_RESULTS, number, now()))


@require_POST
@login_required
def close(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """Close a category, or make its next version."""
    user, at = cast(User, request.user), now()
    round_ = round_for(user, Ability.RUN_ROUNDS, number, at)
    category = next((one for one in categories_of(round_) if one.code == code), None)
    if category is None:
        raise Http404
    raise_if_reauthentication_required(request, app="account")
    form = CloseForm(request.POST)
    if not form.is_valid():
        return page(request, round_, 422, code=code, form=form)
    reason = form.cleaned_data["alasan"]
    try:
        objection = seen_objection(request, round_, category)
        made = close_round(round_=round_, category=category, by=user, at=at, reason=reason, objection=objection)
    except Refusal as error:
        return page(request, round_, 422, code=code, form=form, refused=error.message)
    told = {"category": category.name, "version": made.version}
    messages.success(request, _("Penilaian %(category)s ditutup sebagai versi ke-%(version)s.") % told)
    return redirect("awards:closing", number)


def seen_objection(request: HttpRequest, round_: Round, category: EntrantCategory) -> Objection | None:
    """Return the granted objection that waits, if the form was shown with it: the reason was typed for no other cause.

    Raise ClosingRefused.
    """
    found = waiting_objection(round_, category)
    if request.POST.get("sanggahan", "") != (str(found.number) if found else ""):
        raise ClosingRefused("unseen", category=category.name)
    return found


def page(request: HttpRequest, round_: Round, status: int = 200, **came_back: Any) -> HttpResponse:
    """Answer with the state of each category; `came_back` is what a category (code) was refused or must correct."""
    user, at = cast(User, request.user), now()
    sight = sight_of(user, round_, at)
    rows = [state_of(round_, category, sight) for category in categories_of(round_)]
    for row in rows:
        row |= forms_of(row["category"], came_back)
    context = {
        "round": round_,
        "may_run": may_in(user, Ability.RUN_ROUNDS, round_, at),
        "may_freeze": may_freeze(user, round_, at),
        "is_time": is_time_to_close(round_, at),
        "rows": rows,
    }
    return render(request, "awards/results/closing.html", context | came_back, status=status)


def forms_of(category: EntrantCategory, came_back: dict[str, Any]) -> dict[str, Dressed]:
    """Return the forms of a category, each empty but the one that came back from it, which keeps what was typed."""
    back = came_back.get("form") if came_back.get("code") == category.code else None
    kinds = {"close_form": CloseForm, "ask_form": PublicationForm, "reason_form": SeenReasonForm}
    found: dict[str, Dressed] = {name: kind(auto_id=f"{category.code}-%s") for name, kind in kinds.items()}
    for name, kind in kinds.items():
        if type(back) is kind:
            back.auto_id = found[name].auto_id
            found[name] = back
    return found


def state_of(round_: Round, category: EntrantCategory, sight: Sight) -> dict[str, Any]:
    """Return how far a category has come: what lacks, its newest result, its publication, what waits for a version.

    Who sits in the jury sees neither who owes marks nor what was closed, whatever other office he holds.
    """
    result, criteria_set = newest_result(round_, category), criteria_of(round_, category)
    objection = waiting_objection(round_, category)
    is_next = criteria_set is not None and result is not None and result.criteria_set_id != criteria_set.pk
    may_close = criteria_set is not None and (result is None or is_next or objection is not None)
    numbers = numbers_of(round_, category)
    return {
        "category": category,
        "result": result,
        "publication": publication_of(result) if result else None,
        "sees_order": sight.sees_order,
        "objection": objection,
        "may_close": may_close,
        "lacking": lacking(judged(round_, category, criteria_set))
        if may_close and criteria_set and sight.sees_progress
        else None,
        "numbers": numbers,
        "is_barred": criteria_set is None or why_not_frozen(round_, category, criteria_set) is not None,
    }
