"""What administrators set of an edition: categories, zones, the day of handover, and copying another edition."""

from datetime import datetime
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import access
from accounts.abilities import Ability
from accounts.errors import AccountsError
from accounts.models import User
from awards.actions.settings.categories import CategoryTold, remove_category, save_category
from awards.actions.settings.copies import copy_edition
from awards.actions.settings.editions import set_ceremony
from awards.actions.settings.zones import ZoneTold, save_zones
from awards.forms.editions import CategoryForm, CeremonyForm, CopyForm, ZonesForm
from awards.models import Edition, EntrantCategory, Zone
from awards.queries.rounds.pages import edition_page
from awards.queries.settings.categories import category_settings, national_categories, others
from awards.queries.settings.zones import are_used, proposed_zones, zones_of
from awards.views.rounds.public import edition_or_404
from coverage.errors import CoverageError


def edition_for(user: User, programme: str, year: int, at: datetime) -> Edition:
    """Return an edition that `user` sets, as administrators do; raise OutOfReach, PermissionDenied, NotFound."""
    access.region_for(user, Ability.MANAGE_REFERENCE, "ID", at)
    return edition_or_404(programme, year)


def back(edition: Edition, told: str, request: HttpRequest) -> HttpResponse:
    """Say what was done, and go back to the settings of the edition."""
    messages.success(request, told)
    return redirect("awards:settings", edition.programme.code, edition.data_year)


@require_safe
@login_required
def settings(request: HttpRequest, programme: str, year: int) -> HttpResponse:
    """All that is set of an edition, with what is missing."""
    at = now()
    return settings_page(request, edition_for(cast(User, request.user), programme, year, at), at)


def settings_page(request: HttpRequest, edition: Edition, at: datetime, **forms: object) -> HttpResponse:
    """Show the settings; `forms` are those that came back with something to correct."""
    page = {
        "edition": edition,
        "page": edition_page(edition, at),
        "categories": category_settings(edition),
        "copy_form": CopyForm(editions=others(edition)),
        "others": others(edition),
        "ceremony_form": CeremonyForm(initial={"ceremony_on": edition.ceremony_on}),
    }
    return render(request, "awards/settings/settings.html", page | forms, status=422 if forms else 200)


@require_POST
@login_required
def copy(request: HttpRequest, programme: str, year: int) -> HttpResponse:
    """Copy categories, zones and criteria of another edition to this one, which has none."""
    user, at = cast(User, request.user), now()
    edition = edition_for(user, programme, year, at)
    form = CopyForm(request.POST, editions=others(edition))
    if form.is_valid():
        try:
            copied = copy_edition(source=form.edition, target=edition, by=user, at=at)
        except (CoverageError, AccountsError) as error:
            form.add_error(None, error.message)
        else:
            told = _("Tersalin: %(categories)s kategori, %(criteria)s set kriteria, %(zones)s zona.") % vars(copied)
            return back(edition, told, request)
    return settings_page(request, edition, at, copy_form=form)


@require_POST
@login_required
def ceremony(request: HttpRequest, programme: str, year: int) -> HttpResponse:
    """Set the day of handover."""
    user, at = cast(User, request.user), now()
    edition = edition_for(user, programme, year, at)
    form = CeremonyForm(request.POST)
    if form.is_valid():
        try:
            set_ceremony(edition=edition, ceremony_on=form.cleaned_data["ceremony_on"], by=user, at=at)
        except (CoverageError, AccountsError) as error:
            form.add_error(None, error.message)
        else:
            return back(edition, _("Hari penyerahan tersimpan."), request)
    return settings_page(request, edition, at, ceremony_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def zones(request: HttpRequest, programme: str, year: int) -> HttpResponse:
    """Divide the provinces into zones; what is proposed where nothing stands is what the press names."""
    user, at = cast(User, request.user), now()
    edition = edition_for(user, programme, year, at)
    held = zones_of(edition)
    form = ZonesForm(request.POST if request.method == "POST" else None, zones=held or proposed_zones())
    if form.is_valid():
        codes = dict(Zone.objects.filter(edition=edition).values_list("name", "code"))
        try:
            told = [ZoneTold(*each) for each in form.zones(codes)]
            save_zones(edition=edition, zones=told, by=user, at=at)
        except (CoverageError, AccountsError) as error:
            form.add_error(None, error.message)
        else:
            return back(edition, _("Zona tersimpan."), request)
    names = sorted(set((held or proposed_zones()).values()))
    page = {"edition": edition, "form": form, "names": names, "is_proposed": not held, "are_used": are_used(edition)}
    return render(request, "awards/settings/zones.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def category(request: HttpRequest, programme: str, year: int, code: str = "") -> HttpResponse:
    """Add a category, or change the one of `code`."""
    user, at = cast(User, request.user), now()
    edition = edition_for(user, programme, year, at)
    rows = EntrantCategory.objects.filter(edition=edition)
    held = category_or_404(edition, code) if code else None
    start = {"position": rows.count() + 1, "winners": 3, "at_province": True, "at_nation": True}
    goals = national_categories(edition)
    sent = request.POST if request.method == "POST" else None
    form = CategoryForm(sent, category=held, goals=goals, initial=start)
    if form.is_valid():
        taken = list(rows.values_list("code", flat=True))
        try:
            save_category(
                edition=edition, code=code or form.code(taken), told=CategoryTold(**form.told()), by=user, at=at
            )
        except (CoverageError, AccountsError) as error:
            form.add_error(None, error.message)
        else:
            return back(edition, _("Kategori tersimpan."), request)
    page = {"edition": edition, "form": form, "category": held}
    return render(request, "awards/settings/category.html", page, status=422 if form.errors else 200)


@require_POST
@login_required
def no_category(request: HttpRequest, programme: str, year: int, code: str) -> HttpResponse:
    """Take a category away that no round judges."""
    user, at = cast(User, request.user), now()
    edition = edition_for(user, programme, year, at)
    found = category_or_404(edition, code)
    try:
        remove_category(category=found, by=user, at=at)
    except (CoverageError, AccountsError) as error:
        messages.error(request, error.message)
        return redirect("awards:settings", programme, year)
    return back(edition, _("Kategori %(name)s dihapus.") % {"name": found.name}, request)


def category_or_404(edition: Edition, code: str) -> EntrantCategory:
    rows = EntrantCategory.objects.select_related("edition__programme", "province", "promotes_to")
    found = rows.filter(edition=edition, code=code).first()
    if found is None:
        raise Http404
    return found
