"""Marks of others, where the rule lets them be read: side by side, as files; and opened again by an administrator."""

from datetime import datetime
from typing import Any, cast

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.abilities import Ability
from accounts.errors import AccountsError
from accounts.forms import ReasonForm
from accounts.models import User
from awards.access import READERS, may_in, round_for, round_for_any
from awards.actions.jury.reading import note_reading
from awards.actions.jury.reopening import reopen_marks
from awards.models import Entry, MarkSheet, Round
from awards.queries.jury.judged import judged_in
from awards.queries.jury.marks import HEADER, beside, entries_to_read, mark_rows, readable
from awards.queries.jury.visibility import sight_of
from coverage.errors import CoverageError
from paritrana.exports import table_answer


@require_safe
@login_required
def marks(request: HttpRequest, number: int) -> HttpResponse:
    """List the entries of which the person may read marks of others."""
    user, at = cast(User, request.user), now()
    round_ = round_for_any(user, READERS, number, at)
    sight = sight_of(user, round_, at)
    entries = entries_to_read(readable(sight), sight)
    return render(request, "awards/jury/marks.html", {"round": round_, "entries": entries, "sight": sight})


@require_safe
@login_required
def marks_table(request: HttpRequest, number: int, form: str) -> HttpResponseBase:
    """Answer with all marks that the person may read, as a file; reading those of others is noted."""
    user, at = cast(User, request.user), now()
    round_ = round_for_any(user, READERS, number, at)
    sight = sight_of(user, round_, at)
    sheets = readable(sight)
    note_reading(round_=round_, sight=sight, sheets=sheets, by=user, at=at)
    rows = list(mark_rows(sheets, judged_in(round_)))
    return table_answer(form, f"nilai-putaran-{round_.pk}", HEADER, rows)


@require_safe
@login_required
def entry_marks(request: HttpRequest, number: int, entry: int) -> HttpResponse:
    """Show the marks of one entry side by side, for who may read those of others; the reading is noted."""
    at = now()
    round_ = round_for_any(cast(User, request.user), READERS, number, at)
    found = get_object_or_404(Entry.objects.select_related("category", "region", "firm"), round=round_, pk=entry)
    return entry_page(request, round_, found, at)


@require_POST
@login_required
def reopen(request: HttpRequest, number: int, sheet: int) -> HttpResponse:
    """Open final marks again, with a reason; who does so proves anew who he is (ten minutes)."""
    user, at = cast(User, request.user), now()
    round_ = round_for(user, Ability.REOPEN_MARKS, number, at)
    found = get_object_or_404(MarkSheet.objects.select_related("entry"), seat__round=round_, pk=sheet)
    raise_if_reauthentication_required(request, app="account")
    form = ReasonForm(request.POST, prefix=f"buka-{sheet}")
    if form.is_valid():
        try:
            reopen_marks(sheet=found, reason=form.cleaned_data["reason"], by=user, at=at)
            messages.success(request, _("Nilai itu dibuka lagi. Penilainya dapat mengubahnya selama tahap terbuka."))
            return redirect("awards:entry_marks", number, found.entry_id)
        except (CoverageError, AccountsError) as error:
            form.add_error(None, error.message)
    return entry_page(request, round_, found.entry, at, 422, typed={sheet: form})


def entry_page(
    request: HttpRequest, round_: Round, entry: Entry, at: datetime, status: int = 200,
    typed: dict[int, ReasonForm] | None = None,
) -> HttpResponse:  # fmt: skip
    """Answer with the marks of one entry; raise PermissionDenied where the rule keeps those of others closed."""
    user = cast(User, request.user)
    sight = sight_of(user, round_, at)
    sheets = readable(sight, entry)
    if not note_reading(round_=round_, sight=sight, sheets=sheets, by=user, at=at):
        raise PermissionDenied(
            _(
                "Nilai penilai lain untuk peserta ini belum dapat dibaca. Penilai membacanya setelah nilainya sendiri "
                "final dan tim bersidang; sekretariat setelah semua nilai final atau tahapnya selesai."
            )
        )
    tables = beside(sheets, sight, judged_in(round_).get(entry.category_id, {}))
    may_reopen = may_in(user, Ability.REOPEN_MARKS, round_, at)
    forms: list[Any] = [
        (column, (typed or {}).get(column.sheet) or ReasonForm(prefix=f"buka-{column.sheet}"), table.words)
        for table in tables
        for column in table.columns
        if may_reopen and column.is_final
    ]
    context = {"round": round_, "entry": entry, "tables": tables, "forms": forms}
    return render(request, "awards/jury/entry_marks.html", context, status=status)
