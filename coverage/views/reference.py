"""Reference data for the administrator: downloaded as a table, sent again, previewed, applied through the gates."""

from datetime import datetime
from typing import BinaryIO, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import access
from accounts.abilities import Ability
from accounts.models import User
from coverage.actions.reference_lines import alias_gate, category_gate, payer_gate, target_gate
from coverage.errors import CoverageError
from coverage.queries.reference import Line
from coverage.reference_errors import ReferenceRefused
from coverage.resources.files import lines_in
from coverage.resources.kinds import ALIASES, CATEGORIES, PAYERS, TARGETS, Gate, Table
from coverage.resources.previews import ReferenceResource, Row, Waiting, applied, counts, digest_of, taken
from paritrana.exports import csv_answer

TABLES = (
    Table("jenis-pekerja", gettext_lazy("Jenis pekerja"), CATEGORIES, category_gate),
    Table("sumber-dana", gettext_lazy("Sumber dana"), PAYERS, payer_gate),
    Table("sebutan-wilayah", gettext_lazy("Sebutan lain dan kode lain wilayah"), ALIASES, alias_gate),
    Table("target", gettext_lazy("Target"), TARGETS, target_gate),
)


def tables() -> dict[str, Table]:
    """Return the tables by their words: those of this app, then those that the settings name of apps above it."""
    more = [table for name in settings.REFERENCE_TABLES for table in import_string(name)]
    return {table.word: table for table in (*TABLES, *more)}


def gate_of(table: Table, by: User, at: datetime) -> Gate:
    """Return the gate through which lines of that table are written by a person at a moment."""
    return lambda line: table.gate(line, by, at)


def managed(request: HttpRequest, word: str, at: datetime) -> Table:
    """Return the table of that word for who may change reference data of the whole nation; raise Http404, 403."""
    access.region_for(cast(User, request.user), Ability.MANAGE_REFERENCE, "ID", at)
    found = tables().get(word)
    if found is None:
        raise Http404
    return found


@require_safe
@login_required
def kinds(request: HttpRequest) -> HttpResponse:
    """Show which reference data there are."""
    access.region_for(cast(User, request.user), Ability.MANAGE_REFERENCE, "ID", timezone.now())
    return render(request, "coverage/reference.html", {"kinds": [(one.word, one.title) for one in tables().values()]})


@require_safe
@login_required
def table(request: HttpRequest, word: str) -> StreamingHttpResponse:
    """Answer with what stands as a table that can be changed and sent again."""
    at = timezone.now()
    kind = managed(request, word, at).kind
    rows = ([line[column] for column in kind.columns] for line in kind.standing(access.day_of(at)))
    return csv_answer(f"data-acuan-{word}", tuple(kind.columns), rows)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def kind(request: HttpRequest, word: str) -> HttpResponse:
    """Tell how a kind is changed; with a file, show what it would do. Nothing is stored by that."""
    at = timezone.now()
    wanted = managed(request, word, at)
    if request.method != "POST":
        return answer(request, wanted)
    sent = request.FILES.get("berkas")
    if sent is None:
        return answer(request, wanted, refused=_("Pilih berkasnya lebih dahulu."))
    try:
        lines = lines_in(cast(BinaryIO, sent), sent.name or "", tuple(wanted.kind.columns))
    except CoverageError as error:
        return answer(request, wanted, refused=error.message)
    return preview(request, wanted, lines, at)


def preview(
    request: HttpRequest, table: Table, lines: list[tuple[int, Line]], at: datetime, refused: str = ""
) -> HttpResponse:
    """Show what the lines would do, and keep them for an hour for the same person to apply."""
    user = cast(User, request.user)
    rows = taken(ReferenceResource(table.kind, gate_of(table, user, at), access.day_of(at)), lines, dry_run=True)
    name = ""
    if not any(row.message for row in rows) and any(row.status != "unchanged" for row in rows):
        storage = Waiting()
        storage.save({"user": user.pk, "kind": table.word, "lines": lines, "digest": digest_of(rows)})
        name = str(storage.name)
    return answer(request, table, rows=rows, name=name, refused=refused)


@require_POST
@login_required
def apply(request: HttpRequest, word: str) -> HttpResponse:
    """Store what was previewed, unless something moved since."""
    user, at = cast(User, request.user), timezone.now()
    wanted = managed(request, word, at)
    storage = Waiting(name=request.POST.get("pratinjau", "")[:64])
    kept = storage.read()
    if kept is None or (kept["user"], kept["kind"]) != (user.pk, word):
        return answer(request, wanted, refused=ReferenceRefused("gone").message)
    storage.remove()
    rows = applied(wanted.kind, kept["lines"], gate_of(wanted, user, at), access.day_of(at), kept["digest"])
    if rows is None:
        return preview(request, wanted, kept["lines"], at, refused=ReferenceRefused("moved").message)
    told = _("Tersimpan: %(new)s baris baru, %(changed)s berubah, %(unchanged)s tetap.")
    messages.success(request, told % counts(rows))
    return redirect("coverage:reference_kind", word)


def answer(
    request: HttpRequest, table: Table, rows: list[Row] | None = None, name: str = "", refused: str = ""
) -> HttpResponse:
    """Show the page of one kind, with a preview where there is one."""
    page = {
        "word": table.word,
        "title": table.title,
        "columns": list(table.kind.columns),
        "rows": sorted((row for row in rows or () if row.status != "unchanged"), key=lambda row: not row.message),
        "counts": counts(rows) if rows is not None else None,
        "name": name,
        "refused": refused,
    }
    return render(request, "coverage/reference_kind.html", page, status=422 if refused else 200)
