"""Where administrators write the criteria of a category, as a whole, and let a round take a newer version."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import access
from accounts.abilities import Ability
from accounts.errors import AccountsError
from accounts.forms import ReasonForm
from accounts.models import User
from awards.actions.settings.criteria import adopt_criteria, save_criteria, take_example
from awards.forms.criteria_sets import CriteriaSetForm
from awards.models import CriteriaSet, EntrantCategory, Round
from awards.queries.rounds.pages import KINDS
from awards.queries.settings.examples import EMPTY
from awards.queries.settings.schemes import criteria_of, newest_set, read
from awards.views.settings.editions import back, category_or_404, edition_for
from coverage.errors import CoverageError


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def write(request: HttpRequest, programme: str, year: int, code: str, kind: str) -> HttpResponse:
    """Show the newest criteria of a category as a form; save them, or only add the weights up."""
    user, at = cast(User, request.user), now()
    category = category_or_404(edition_for(user, programme, year, at), code)
    held = newest_set(category, KINDS[kind])
    if request.method == "POST" and not {"hitung", "tambah"} & set(request.POST):
        return saved(request, category, kind, held)
    typed = request.POST if request.method == "POST" else None
    return criteria_page(request, category, kind, form_of(held, typed, 3 if "tambah" in request.POST else 1))


def form_of(held: CriteriaSet | None, typed: QueryDict | None, more: int = 1) -> CriteriaSetForm:
    """Return the form over what stands, or over nothing."""
    criteria = read(held) if held else EMPTY
    version, is_example = (held.version, held.is_example) if held else (0, False)
    return CriteriaSetForm(criteria, version, is_example, typed, more)


def saved(request: HttpRequest, category: EntrantCategory, kind: str, held: CriteriaSet | None) -> HttpResponse:
    """Save what was typed as the next version, or show it again with all that is wrong."""
    form = form_of(held, request.POST)
    if form.is_valid():
        told = form.scheme.cleaned_data
        try:
            made = save_criteria(
                category=category, is_national=KINDS[kind], criteria=form.criteria(), by=cast(User, request.user),
                at=now(), seen=told["seen"], is_example=told["is_example"],
            )  # fmt: skip
        except (CoverageError, AccountsError) as error:
            form.scheme.add_error(None, getattr(error, "reasons", [error.message]))
        else:
            words = {"name": category.name, "version": made.version}
            return back(category.edition, _("Kriteria %(name)s tersimpan, versi ke-%(version)s.") % words, request)
    return criteria_page(request, category, kind, form, status=422)


def criteria_page(
    request: HttpRequest, category: EntrantCategory, kind: str, form: CriteriaSetForm, status: int = 200
) -> HttpResponse:
    page = {"edition": category.edition, "category": category, "kind": kind, "form": form, "sums": form.sums()}
    return render(request, "awards/settings/write_criteria.html", page, status=status)


@require_POST
@login_required
def example(request: HttpRequest, programme: str, year: int, code: str, kind: str) -> HttpResponse:
    """Give a category without criteria those that the portal ships."""
    user, at = cast(User, request.user), now()
    edition = edition_for(user, programme, year, at)
    category = category_or_404(edition, code)
    try:
        take_example(category=category, is_national=KINDS[kind], by=user, at=at)
    except (CoverageError, AccountsError) as error:
        messages.error(request, error.message)
        return redirect("awards:settings", programme, year)
    return back(edition, _("Kriteria contoh dipakai untuk %(name)s.") % {"name": category.name}, request)


@require_POST
@login_required
def adopt(request: HttpRequest, number: int) -> HttpResponse:
    """Let a round judge a category by the newest version of its criteria, with a reason."""
    user, at = cast(User, request.user), now()
    access.region_for(user, Ability.MANAGE_REFERENCE, "ID", at)
    round_ = get_object_or_404(Round.objects.select_related("region"), pk=number)
    code, form = request.POST.get("kategori", ""), ReasonForm(request.POST)
    category = get_object_or_404(EntrantCategory, edition=round_.edition_id, code=code)
    newest = newest_set(category, round_.is_national)
    if form.is_valid() and newest and criteria_of(round_, category):
        try:
            adopt_criteria(
                round_=round_, category=category, criteria_set=newest, reason=form.cleaned_data["reason"], by=user,
                at=at,
            )  # fmt: skip
            messages.success(request, _("%(name)s kini dinilai menurut versi terbaru.") % {"name": category.name})
        except (CoverageError, AccountsError) as error:
            messages.error(request, error.message)
    else:
        messages.error(request, _("Tulis alasannya, paling sedikit 10 huruf. Kriteria putaran ini tidak berubah."))
    return redirect("awards:timetable", round_.pk)
