"""A file of proposals at `…/peserta/impor/`: read, previewed row by row, applied as a whole through the same acts."""

from datetime import datetime
from typing import BinaryIO, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import access
from accounts.abilities import Ability
from accounts.models import User
from awards.access import round_for
from awards.actions.entrants.entry_gate import take_line
from awards.models import Round
from awards.queries.entrants.entry_lines import COLUMNS, entry_lines, in_one_form
from awards.queries.rounds.stages import timetable
from awards.queries.settings.schemes import categories_of
from awards.resources import entries_kind
from coverage.errors import CoverageError
from coverage.queries.reference import Line
from coverage.reference_errors import ReferenceRefused
from coverage.resources.files import lines_in
from coverage.resources.kinds import Gate
from coverage.resources.previews import ReferenceResource, Row, Waiting, applied, counts, digest_of, taken
from paritrana.exports import table_answer


def gate_of(round_: Round, by: User, at: datetime) -> Gate:
    """Return the gate through which lines of a round are written by a person at a moment."""
    return lambda line: take_line(line, round_, by, at)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def import_entries(request: HttpRequest, number: int) -> HttpResponse:
    """Tell how a file of proposals is made; with one, show what it would do. Nothing is stored by that."""
    round_ = round_for(cast(User, request.user), Ability.RUN_ROUNDS, number, now())
    if request.method != "POST":
        return answer(request, round_)
    sent = request.FILES.get("berkas")
    if sent is None:
        return answer(request, round_, refused=_("Pilih berkasnya lebih dahulu."))
    try:
        lines = lines_in(cast(BinaryIO, sent), sent.name or "", COLUMNS)
    except CoverageError as error:
        return answer(request, round_, refused=error.message)
    on = access.day_of(now())
    return preview(request, round_, [(row, in_one_form(line, round_, on)) for row, line in lines])


def preview(request: HttpRequest, round_: Round, lines: list[tuple[int, Line]], refused: str = "") -> HttpResponse:
    """Show what the lines would do, and keep them for an hour for the same person to apply."""
    user, at = cast(User, request.user), now()
    resource = ReferenceResource(entries_kind(round_), gate_of(round_, user, at), access.day_of(at))
    rows, name = taken(resource, lines, dry_run=True), ""
    if not any(row.message for row in rows) and any(row.status != "unchanged" for row in rows):
        storage = Waiting()
        storage.save({"user": user.pk, "round": round_.pk, "lines": lines, "digest": digest_of(rows)})
        name = str(storage.name)
    return answer(request, round_, rows=rows, name=name, refused=refused)


@require_POST
@login_required
def apply_entries(request: HttpRequest, number: int) -> HttpResponse:
    """Store what was previewed, unless something moved since."""
    user, at = cast(User, request.user), now()
    round_ = round_for(user, Ability.RUN_ROUNDS, number, at)
    storage = Waiting(name=request.POST.get("pratinjau", "")[:64])
    kept = storage.read()
    if kept is None or (kept["user"], kept.get("round")) != (user.pk, round_.pk):
        return answer(request, round_, refused=ReferenceRefused("gone").message)
    storage.remove()
    gate = gate_of(round_, user, at)
    rows = applied(entries_kind(round_), kept["lines"], gate, access.day_of(at), kept["digest"])
    if rows is None:
        return preview(request, round_, kept["lines"], refused=ReferenceRefused("moved").message)
    told = _("%(new)s peserta baru, %(changed)s berubah, %(unchanged)s tetap.")
    messages.success(request, told % counts(rows))
    return redirect("awards:entries", round_.pk)


@require_safe
@login_required
def entries_format(request: HttpRequest, number: int) -> HttpResponseBase:
    """Answer with the entrants as a workbook that can be added to and sent again."""
    round_ = round_for(cast(User, request.user), Ability.RUN_ROUNDS, number, now())
    heads = [column.title().replace("Npp", "NPP") for column in COLUMNS]
    rows = ([line[column] for column in COLUMNS] for line in entry_lines(round_))
    return table_answer("xlsx", f"usulan-putaran-{round_.pk}", heads, rows)


def answer(
    request: HttpRequest, round_: Round, rows: list[Row] | None = None, name: str = "", refused: str = ""
) -> HttpResponse:
    """Show the page of the import, with a preview where there is one."""
    page = {
        "round": round_,
        "categories": categories_of(round_),
        "times": timetable(round_, now()),
        "rows": rows or [],
        "counts": counts(rows) if rows is not None else None,
        "name": name,
        "refused": refused,
    }
    return render(request, "awards/entrants/entry_import.html", page, status=422 if refused else 200)
