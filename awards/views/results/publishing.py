"""The steps by which two people publish a result and withdraw it, each upon the request that was looked at."""

from collections.abc import Callable
from typing import cast

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.abilities import Ability
from accounts.errors import AccountsError
from accounts.forms import Dressed
from accounts.models import User
from awards.access import round_for
from awards.actions.results import publishing
from awards.forms.publishing import PublicationForm, SeenForm, SeenReasonForm
from awards.models import Publication, Result
from awards.views.results.closing import page
from coverage.errors import CoverageError


class InvalidForm(Exception):
    """A form that came back; `form` tells what to correct."""

    def __init__(self, form: Dressed) -> None:
        super().__init__(form)
        self.form = form


def refuse_invalid(form: Dressed) -> None:
    """Raise InvalidForm for a form that comes back."""
    if not form.is_valid():
        raise InvalidForm(form)


def seen(form: SeenForm, result: Result) -> Publication:
    """Return the request that a form names; raise InvalidForm, and Http404 for a request of another result."""
    refuse_invalid(form)
    rows = Publication.objects.select_related("result__category").defer("result__bundle")
    found = rows.filter(pk=form.cleaned_data["terbitan"], result=result).first()
    if found is None:
        raise Http404
    return found


def ask(request: HttpRequest, result: Result, user: User) -> None:
    form = PublicationForm(request.POST)
    refuse_invalid(form)
    told = form.cleaned_data
    publishing.ask_publication(
        result=result, sk_number=told["nomor_sk"], sk_on=told["tanggal_sk"], by=user, at=now(),
        embargo_until=form.embargo_until(result.round.time_zone),
    )  # fmt: skip


def approve(request: HttpRequest, result: Result, user: User) -> None:
    form = SeenForm(request.POST)
    found = seen(form, result)
    publishing.approve_publication(publication=found, digest=form.cleaned_data["sidik"], by=user, at=now())


def drop(request: HttpRequest, result: Result, user: User) -> None:
    form = SeenReasonForm(request.POST)
    found = seen(form, result)
    publishing.drop_publication(publication=found, reason=form.cleaned_data["reason"], by=user, at=now())


def ask_back(request: HttpRequest, result: Result, user: User) -> None:
    form = SeenReasonForm(request.POST)
    found = seen(form, result)
    publishing.ask_withdrawal(publication=found, reason=form.cleaned_data["reason"], by=user, at=now())


def withdraw(request: HttpRequest, result: Result, user: User) -> None:
    publishing.withdraw_publication(publication=seen(SeenForm(request.POST), result), by=user, at=now())


STEPS: dict[str, tuple[Ability, Callable[[HttpRequest, Result, User], None]]] = {
    "minta": (Ability.RUN_ROUNDS, ask),
    "setujui": (Ability.PUBLISH_RESULTS, approve),
    "batalkan": (Ability.PUBLISH_RESULTS, drop),
    "minta-tarik": (Ability.PUBLISH_RESULTS, ask_back),
    "tarik": (Ability.PUBLISH_RESULTS, withdraw),
}

TYPED: dict[str, type[Dressed]] = {"minta": PublicationForm, "batalkan": SeenReasonForm, "minta-tarik": SeenReasonForm}
"""What is typed for a step, which comes back where the step is refused."""


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
    except (CoverageError, AccountsError) as error:
        typed = TYPED[step](request.POST) if step in TYPED else None
        return page(request, found.round, 422, code=found.category.code, form=typed, refused=error.message)
    messages.success(request, _("Tercatat."))
    return redirect("awards:closing", found.round_id)
