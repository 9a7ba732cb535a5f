"""Close categories and publish their results, at `/penghargaan/putaran/<id>/penutupan/`: the secretariat's page."""

from collections.abc import Callable
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
from accounts.models import User
from awards.access import may_in, round_for
from awards.actions.results import publishing
from awards.actions.results.closing import close_round
from awards.forms.publishing import CloseForm, PublicationForm, ReasonForm
from awards.models import EntrantCategory, Publication, Result, Round
from awards.queries.entrants.missing import lacking
from awards.queries.results.closed import newest_result, waiting_objection
from awards.queries.results.judging import judged
from awards.queries.results.published import publication_of
from awards.queries.settings.schemes import categories_of, criteria_of
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
    reason, objection = form.cleaned_data["alasan"], waiting_objection(round_, category)
    try:
        made = close_round(round_=round_, category=category, by=user, at=at, reason=reason, objection=objection)
    except Refusal as error:
        return page(request, round_, 422, code=code, refused=error.message)
    told = {"category": category.name, "version": made.version}
    messages.success(request, _("Penilaian %(category)s ditutup sebagai versi ke-%(version)s.") % told)
    return redirect("awards:closing", number)


def ask(request: HttpRequest, result: Result, user: User) -> None:
    form = PublicationForm(request.POST)
    if not form.is_valid():
        raise InvalidForm(form)
    told = form.cleaned_data
    publishing.ask_publication(
        result=result, sk_number=told["nomor_sk"], sk_on=told["tanggal_sk"], by=user, at=now(),
        embargo_until=form.embargo_until(result.round.time_zone),
    )  # fmt: skip


def ask_back(request: HttpRequest, result: Result, user: User) -> None:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise InvalidForm(form)
    told = {"publication": standing(result), "reason": form.cleaned_data["alasan"]}
    publishing.ask_withdrawal(by=user, at=now(), **told)


def plainly(action: Callable[..., Publication]) -> Callable[[HttpRequest, Result, User], None]:
    """Return the step that calls an action on the standing publication of a result and asks nothing more."""

    def step(request: HttpRequest, result: Result, user: User) -> None:
        action(publication=standing(result), by=user, at=now())

    return step


def standing(result: Result) -> Publication:
    """Return the publication that stands; raise Http404 where none does."""
    found = publication_of(result)
    if found is None:
        raise Http404
    return found


class InvalidForm(Exception):
    """A form that came back; `form` tells what to correct."""

    def __init__(self, form: Any) -> None:
        super().__init__(form)
        self.form = form


STEPS: dict[str, tuple[Ability, Callable[[HttpRequest, Result, User], None]]] = {
    "minta": (Ability.RUN_ROUNDS, ask),
    "setujui": (Ability.PUBLISH_RESULTS, plainly(publishing.approve_publication)),
    "batalkan": (Ability.PUBLISH_RESULTS, plainly(publishing.drop_publication)),
    "minta-tarik": (Ability.PUBLISH_RESULTS, ask_back),
    "tarik": (Ability.PUBLISH_RESULTS, plainly(publishing.withdraw_publication)),
}


@require_POST
@login_required
def publication_step(request: HttpRequest, number: int, step: str) -> HttpResponse:
    """Take one step of publishing or withdrawing a result."""
    found = Result.objects.select_related("category").defer("bundle").filter(pk=number).first()
    if found is None or step not in STEPS:
        raise Http404
    ability, take = STEPS[step]
    user = cast(User, request.user)
    found.round = round_for(user, ability, found.round_id, now())
    raise_if_reauthentication_required(request, app="account")
    try:
        take(request, found, user)
    except InvalidForm as invalid:
        return page(request, found.round, 422, code=found.category.code, form=invalid.form)
    except Refusal as error:
        return page(request, found.round, 422, code=found.category.code, refused=error.message)
    messages.success(request, _("Tercatat."))
    return redirect("awards:closing", found.round_id)


def page(request: HttpRequest, round_: Round, status: int = 200, **came_back: Any) -> HttpResponse:
    """Answer with the state of each category; `came_back` is what a category (code) was refused or must correct."""
    context = {
        "round": round_,
        "may_run": may_in(cast(User, request.user), Ability.RUN_ROUNDS, round_, now()),
        "rows": [state_of(round_, category) for category in categories_of(round_)],
        "close_form": CloseForm(),
        "ask_form": PublicationForm(),
        "back_form": ReasonForm(),
    }
    return render(request, "awards/results/closing.html", context | came_back, status=status)


def state_of(round_: Round, category: EntrantCategory) -> dict[str, Any]:
    """Return how far a category has come: what lacks, its newest result, its publication, what waits for a version."""
    result, criteria_set = newest_result(round_, category), criteria_of(round_, category)
    objection = waiting_objection(round_, category)
    is_next = criteria_set is not None and result is not None and result.criteria_set_id != criteria_set.pk
    may_close = criteria_set is not None and (result is None or is_next or objection is not None)
    return {
        "category": category,
        "result": result,
        "publication": publication_of(result) if result else None,
        "objection": objection,
        "may_close": may_close,
        "lacking": lacking(judged(round_, category, criteria_set)) if may_close and criteria_set else None,
    }
