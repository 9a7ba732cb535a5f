"""Deputies of an office: who acts for whom, from when to when, given by the holder or by the level above."""

from datetime import datetime
from typing import cast

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import access
from accounts.abilities import Ability
from accounts.actions.delegations import delegate_role, delegating_role, end_delegation, may_end
from accounts.enums import Acting
from accounts.errors import AccountsError
from accounts.forms import DelegationForm, ReasonForm
from accounts.models import Assignment, User
from accounts.queries.people import delegations_at, held_of, holders_at, possible_deputies
from accounts.views.people import add_refusal
from regions.models import Region


def delegation_form(request: HttpRequest, region: Region, at: datetime) -> DelegationForm:
    """Return the form with the roles that the person may delegate and the people who may stand in."""
    user, today = cast(User, request.user), access.day_of(at)
    held = [row.pk for row in holders_at(region, today) if delegating_role(user, row, at)]
    rows = Assignment.objects.filter(pk__in=held).select_related("user").order_by("role", "user__name", "pk")
    others = possible_deputies(region, today).exclude(pk=user.pk)
    own = rows.filter(user=user).first()
    told = {"since": today, "held": own.pk if own else None}
    return DelegationForm(request.POST or None, held=rows, deputies=others, initial=told)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delegations(request: HttpRequest, code: str) -> HttpResponse:
    """Show the deputies of the region, and name one."""
    user, at = cast(User, request.user), timezone.now()
    region = access.region_for(user, Ability.READ_DRAFT, code, at)
    form = delegation_form(request, region, at)
    if request.method == "POST":
        raise_if_reauthentication_required(request, app="account")
        if form.is_valid():
            told = {**form.cleaned_data, "acting": Acting(form.cleaned_data["acting"])}
            try:
                named = delegate_role(assignment=told.pop("held"), by=user, at=at, **told)
                messages.success(request, _("%(person)s sudah ditunjuk.") % {"person": named.user})
                return redirect("delegations", region.code)
            except AccountsError as error:
                add_refusal(form, error)
    return delegations_page(request, region, form, at)


@require_POST
@login_required
def end_deputy(request: HttpRequest, code: str, held: int) -> HttpResponse:
    """End a delegation from this moment."""
    user, at = cast(User, request.user), timezone.now()
    region = access.region_for(user, Ability.READ_DRAFT, code, at)
    found = {row.pk: row for row in delegations_at(region, access.day_of(at))}
    if held not in found:
        raise Http404
    raise_if_reauthentication_required(request, app="account")
    form = ReasonForm(request.POST, prefix=f"end-{held}")
    if form.is_valid():
        try:
            end_delegation(assignment=found[held], reason=form.cleaned_data["reason"], by=user, at=at)
            messages.success(request, _("Delegasi kepada %(person)s sudah berakhir.") % {"person": found[held].user})
            return redirect("delegations", region.code)
        except AccountsError as error:
            add_refusal(form, error)
    return delegations_page(request, region, delegation_form(request, region, at), at, {held: form})


def delegations_page(
    request: HttpRequest, region: Region, form: DelegationForm, at: datetime, typed: dict[int, ReasonForm] | None = None
) -> HttpResponse:
    """Show the page; `typed` are the forms that end a delegation and came back with something to correct."""
    user, today = cast(User, request.user), access.day_of(at)
    rows = [
        {
            "held": held_of(row, today),
            "user": row.user,
            "granted_by": row.granted_by,
            "form": (typed or {}).get(row.pk) or ReasonForm(prefix=f"end-{row.pk}"),
            "may_end": (row.until is None or row.until >= today) and may_end(user, row, at),
        }
        for row in delegations_at(region, today)
    ]
    may_delegate = form.fields["held"].queryset.exists()  # type: ignore[attr-defined]
    page = {"region": region, "rows": rows, "form": form, "may_delegate": may_delegate}
    return render(request, "accounts/delegations.html", page)
