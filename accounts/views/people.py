"""The people of an office: who holds which role, invited, let in again, and let go, by the head or an administrator."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import access
from accounts.abilities import Ability, Role
from accounts.actions.assignments import end_role, grant_role, grantable_roles
from accounts.actions.users import Invited, deactivate_user, invite_user, renew_link
from accounts.errors import AccountsError, RightMissing, UsernameTaken
from accounts.forms import InviteForm, ReasonForm, RoleForm
from accounts.models import User
from accounts.queries.people import Person, offices_under, people_at, person_at, person_elsewhere
from paritrana import formatting
from paritrana.paging import Page, number_in, page_of, pages_for
from regions.models import Region
from regions.queries.tree import time_zone


def managed(request: HttpRequest, code: str, at: datetime) -> Region:
    """Return the region whose people may be managed; who changes rights proves anew who he is (ten minutes)."""
    region = access.region_for(cast(User, request.user), Ability.MANAGE_USERS, code, at)
    if request.method == "POST":
        raise_if_reauthentication_required(request, app="account")
    return region


def person_in(request: HttpRequest, region: Region, username: str, at: datetime) -> Person:
    """Return the person, who holds or held a role there; an administrator finds everybody. Raise Http404."""
    found = person_at(region, username, access.day_of(at))
    if found is None and is_administrator(request, region, at):
        found = person_elsewhere(username)
    if found is None:
        raise Http404
    return found


def is_administrator(request: HttpRequest, region: Region, at: datetime) -> bool:
    return Role.ADMINISTRATOR in access.roles_at(cast(User, request.user), region, at)


@require_safe
@login_required
def people(request: HttpRequest, code: str) -> HttpResponse:
    """List who holds which role at the region and below it."""
    user, at = cast(User, request.user), timezone.now()
    region = access.region_for(user, Ability.READ_DRAFT, code, at)
    told = {
        "region": region,
        "page": page_in(request, people_at(region, access.day_of(at))),
        "below": offices_under(region, access.day_of(at)),
        "may_manage": bool(grantable_roles(user, region, at)),
    }
    return render(request, "accounts/people.html", told)


def page_in(request: HttpRequest, people: tuple[Person, ...]) -> Page[Person]:
    """Return the page of the list that the address asks for; raise BadRequest for one that there is not."""
    pages = pages_for(len(people))
    number = number_in(request.GET.get("halaman", "1"), pages)
    if number is None:
        raise BadRequest(_("Halaman ini tidak ada. Daftar orang mempunyai %(pages)s halaman.") % {"pages": pages})
    return page_of(people, number)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def invite(request: HttpRequest, code: str) -> HttpResponse:
    """Invite a new person with a first role; the answer shows the link, this once."""
    user, at = cast(User, request.user), timezone.now()
    region = managed(request, code, at)
    form = InviteForm(request.POST or None, roles=grantable_roles(user, region, at), today=access.day_of(at))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            invited = invite_user(
                username=told["username"],
                name=told["name"],
                role=Role(told["role"]),
                region=region,
                until=told["until"],
                reason=told["reason"],
                by=user,
                at=at,
            )
            return link_page(request, region, invited)
        except AccountsError as error:
            taken = (
                told["username"] if isinstance(error, UsernameTaken) and is_administrator(request, region, at) else ""
            )
            add_refusal(form, error)
            return render(request, "accounts/people_invite.html", {"region": region, "form": form, "taken": taken})
    return render(request, "accounts/people_invite.html", {"region": region, "form": form})


@require_safe
@login_required
def person(request: HttpRequest, code: str, username: str) -> HttpResponse:
    """Show one person with what can be done for them."""
    at = timezone.now()
    region = managed(request, code, at)
    return person_page(request, region, person_in(request, region, username, at), at)


@require_POST
@login_required
def new_link(request: HttpRequest, code: str, username: str) -> HttpResponse:
    """Give someone who cannot sign in a link for a new password; the answer shows it, this once."""
    user, at = cast(User, request.user), timezone.now()
    region = managed(request, code, at)
    found, form = person_in(request, region, username, at), ReasonForm(request.POST, prefix="link")
    if form.is_valid():
        try:
            return link_page(
                request, region, renew_link(user=found.user, reason=form.cleaned_data["reason"], by=user, at=at)
            )
        except AccountsError as error:
            add_refusal(form, error)
    return person_page(request, region, found, at, link_form=form)


@require_POST
@login_required
def deactivate(request: HttpRequest, code: str, username: str) -> HttpResponse:
    """Let a person in no more."""
    told = _("%(person)s tidak dapat masuk lagi.")
    return act_on(request, code, username, "off", deactivate_user, told, next_page="people")


@require_POST
@login_required
def give_role(request: HttpRequest, code: str, username: str) -> HttpResponse:
    """Give someone of the office one more role at the region."""
    user, at = cast(User, request.user), timezone.now()
    region = managed(request, code, at)
    found = person_in(request, region, username, at)
    form = role_form(request, region, at, request.POST)
    if form.is_valid():
        told = form.cleaned_data
        more = {"until": told["until"], "reason": told["reason"], "by": user, "at": at}
        try:
            grant_role(user=found.user, role=Role(told["role"]), region=region, **more)
            messages.success(request, _("Peran sudah diberikan kepada %(person)s.") % {"person": found.user})
            return redirect("person", region.code, username)
        except AccountsError as error:
            add_refusal(form, error)
    return person_page(request, region, found, at, role_form=form)


@require_POST
@login_required
def end(request: HttpRequest, code: str, username: str, held: int) -> HttpResponse:
    """End one role of a person, from this moment."""
    user, at = cast(User, request.user), timezone.now()
    region = managed(request, code, at)
    found, form = person_in(request, region, username, at), ReasonForm(request.POST, prefix=f"end-{held}")
    if held not in {role.id for role in found.roles if not role.is_over}:
        raise Http404
    if form.is_valid():
        try:
            end_role(assignment=found.user.assignments.get(pk=held), reason=form.cleaned_data["reason"], by=user, at=at)
            messages.success(request, _("Peran %(person)s sudah berakhir.") % {"person": found.user})
            return redirect("people", region.code)
        except AccountsError as error:
            add_refusal(form, error)
    return person_page(request, region, found, at, end_form=form, end_of=held)


def act_on(
    request: HttpRequest,
    code: str,
    username: str,
    prefix: str,
    doing: Callable[..., object],
    told: str,
    next_page: str = "person",
) -> HttpResponse:
    """Do to an account what takes a reason, say `told` and go on; where it is refused, show the person with why.

    `prefix` names the form of the act on the page of the person.
    """
    user, at = cast(User, request.user), timezone.now()
    region = managed(request, code, at)
    found, form = person_in(request, region, username, at), ReasonForm(request.POST, prefix=prefix)
    if form.is_valid():
        try:
            doing(user=found.user, reason=form.cleaned_data["reason"], by=user, at=at)
            messages.success(request, told % {"person": found.user})
            return redirect(next_page, region.code, *([username] if next_page == "person" else []))
        except AccountsError as error:
            add_refusal(form, error)
    return person_page(request, region, found, at, **{f"{prefix}_form": form})


def add_refusal(form: Any, error: AccountsError) -> None:
    """Say in the form what an action refused; a right that is missing is answered 403 further out."""
    if isinstance(error, RightMissing):
        raise error
    form.add_error(None, error.message)


def role_form(request: HttpRequest, region: Region, at: datetime, typed: Any = None) -> RoleForm:
    roles = grantable_roles(cast(User, request.user), region, at)
    return RoleForm(typed, roles=roles, today=access.day_of(at), prefix="role")


def person_page(request: HttpRequest, region: Region, found: Person, at: datetime, **forms: Any) -> HttpResponse:
    """Show a person; `forms` are those that came back with something to correct."""
    end_of, typed = forms.pop("end_of", None), forms.pop("end_form", None)
    roles = [
        (held, typed if held.id == end_of else ReasonForm(prefix=f"end-{held.id}"))
        for held in found.roles
        if not held.is_over
    ]
    page = {
        "region": region,
        "person": found,
        "roles": roles,
        "link_form": ReasonForm(prefix="link"),
        "off_form": ReasonForm(prefix="off"),
        "on_form": ReasonForm(prefix="on"),
        "factor_form": ReasonForm(prefix="factor"),
        "role_form": role_form(request, region, at),
    }
    return render(request, "accounts/person.html", page | forms)


def link_page(request: HttpRequest, region: Region, invited: Invited) -> HttpResponse:
    """Answer the act that made a link with the link itself and a text to send: no page that is merely opened has it."""
    address = access.own_address(reverse("invitation", args=[invited.token]))
    until = formatting.moment(invited.expires_at, str(time_zone(region)))
    message = _(
        "Yth. %(name)s, ini tautan untuk membuat kata sandi di portal Paritrana (nama pengguna: %(username)s): "
        "%(address)s Tautan berlaku sampai %(until)s, untuk satu kali pakai. Jangan teruskan kepada orang lain."
    ) % {"name": invited.user, "username": invited.user.username, "address": address, "until": until}
    page = {"region": region, "invited": invited, "address": address, "until": until, "message": message}
    return render(request, "accounts/people_link.html", page)
