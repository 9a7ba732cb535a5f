"""The proofs of an entry: handed in, taken back, given out; the public gets redacted copies of nominees alone."""

from typing import BinaryIO, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.abilities import Ability
from accounts.errors import AccountsError
from accounts.models import User
from awards.access import entry_for, evidence_for
from awards.actions.entrants.evidence import (
    ProofTold,
    file_evidence,
    file_redacted,
    note_reading,
    take_down_copy,
    withdraw_evidence,
)
from awards.actions.entrants.evidence_checks import sent_name
from awards.forms.evidence import CopyForm, EvidenceForm
from awards.models import Entry, Evidence
from awards.queries.entrants.evidence import (
    choices_of,
    data_date,
    held_keys,
    holds_on,
    is_announced,
    public_copies,
    public_proofs,
    vault,
    wanted_first,
)
from awards.queries.entrants.proofs import OTHER
from awards.queries.rounds.stages import timetable
from awards.views.entrants.dossier import page as dossier_page
from coverage.errors import CoverageError
from paritrana import formatting


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def file_proof(request: HttpRequest, number: int) -> HttpResponse:
    """Take a file as the next version of a proof."""
    found = entry_for(cast(User, request.user), Ability.FILE_EVIDENCE, number, now())
    shelves = vault(found, now())
    form = EvidenceForm(
        request.POST or None, request.FILES or None, choices=choices_of(shelves), held=held_keys(shelves),
        initial={"proof": request.GET.get("bukti") or wanted_first(shelves) or f":{OTHER}"},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and filed(request, found, form):
        return redirect("awards:entry", found.pk)
    context = {"entry": found, "round": found.round, "form": form, "times": timetable(found.round, now())}
    return render(
        request, "awards/entrants/evidence_form.html", context, status=422 if request.method == "POST" else 200
    )


def filed(request: HttpRequest, found: Entry, form: EvidenceForm) -> bool:
    """Keep the file that was sent; False where the form has something to correct."""
    told = dict(form.cleaned_data)
    file = told.pop("file")
    criterion, _colon, proof = told.pop("proof").partition(":")
    try:
        row = file_evidence(
            entry=found, told=ProofTold(criterion=criterion, proof=proof, **told), file=cast(BinaryIO, file),
            name=file.name, by=cast(User, request.user), at=now(),
        )  # fmt: skip
    except (CoverageError, AccountsError) as error:
        form.add_error(None, error.message)
        return False
    words = _("Bukti tersimpan sebagai versi %(version)s. Sidik berkasnya tercatat di bawah bukti itu.")
    messages.success(request, words % {"version": row.version})
    on = data_date(found)
    if not holds_on(row, on):
        late = _(
            "Bukti itu tidak berlaku pada tanggal data, %(day)s. Unggah versi yang berlaku pada hari itu, bila ada."
        )
        messages.warning(request, late % {"day": formatting.day(on)})
    return True


@require_safe
@login_required
def proof(request: HttpRequest, number: int, proof: int) -> HttpResponse:
    """Give a proof as it was handed in, as a file to keep and never to be shown here; who opened it is noted."""
    user, at = cast(User, request.user), now()
    row = evidence_for(user, number, proof, at)
    if request.method != "HEAD":
        note_reading(evidence=row, by=user, at=at)
    return given(row, bytes(row.content), row.media_type)


@require_safe
def public_copy(request: HttpRequest, number: int, proof: int) -> HttpResponse:
    """Give the redacted copy of a nominee's proof to anyone, once nominees are announced."""
    found = Entry.objects.select_related("round").filter(pk=number).first()
    row = next((one for one in public_copies(found, now()) if one.pk == proof), None) if found else None
    if row is None:
        raise Http404
    return given(row, bytes(row.redacted or b""), row.redacted_type)


def given(row: Evidence, content: bytes, media_type: str) -> HttpResponse:
    """Answer with a file under a name of ours; nobody guesses what it is."""
    name = sent_name(row.pk, row.version, media_type)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=media_type, headers=headers)


@require_POST
@login_required
def redact(request: HttpRequest, number: int, proof: int) -> HttpResponse:
    """Take the copy of a proof that the public may see."""
    user, at = cast(User, request.user), now()
    found, row, form = *filing(request, number, proof), CopyForm(request.POST, request.FILES)
    if not form.is_valid():
        return dossier_page(request, found, 422, refused=form.errors["file"][0])
    file, reason = form.cleaned_data["file"], form.cleaned_data["reason"]
    try:
        file_redacted(evidence=row, file=cast(BinaryIO, file), by=user, at=at, reason=reason)
    except (CoverageError, AccountsError) as error:
        return dossier_page(request, found, 422, refused=error.message, typed_at=row.pk, typed=reason)
    messages.success(request, _("Salinan untuk publik tersimpan. Publik melihatnya setelah nomine diumumkan."))
    return redirect("awards:entry", found.pk)


@require_POST
@login_required
def take_down(request: HttpRequest, number: int, proof: int) -> HttpResponse:
    """Take the copy for the public away; the proof itself stays."""
    found, row = filing(request, number, proof)
    reason = request.POST.get("reason", "")
    try:
        take_down_copy(evidence=row, reason=reason, by=cast(User, request.user), at=now())
    except (CoverageError, AccountsError) as error:
        return dossier_page(request, found, 422, refused=error.message, typed_at=row.pk, typed=reason)
    messages.success(request, _("Salinan untuk publik diturunkan. Sidiknya tetap tercatat."))
    return redirect("awards:entry", found.pk)


@require_safe
def public_list(request: HttpRequest, number: int) -> HttpResponse:
    """List the proofs of a nominee that the public may see, and what became of their copies."""
    at = now()
    found = Entry.objects.select_related("round__edition", "round__region", "category", "region", "firm")
    entry = found.filter(pk=number).first()
    if entry is None or not is_announced(entry, at):
        raise Http404
    context = {"entry": entry, "round": entry.round, "rows": public_proofs(entry, at)}
    return render(request, "awards/entrants/public_copies.html", context)


@require_POST
@login_required
def withdraw_proof(request: HttpRequest, number: int, proof: int) -> HttpResponse:
    """Take a proof back; it stays listed."""
    found, row = filing(request, number, proof)
    reason = request.POST.get("reason", "")
    try:
        withdraw_evidence(evidence=row, reason=reason, by=cast(User, request.user), at=now())
    except (CoverageError, AccountsError) as error:
        return dossier_page(request, found, 422, refused=error.message, typed_at=row.pk, typed=reason)
    messages.success(request, _("Bukti ditarik. Versinya tetap tercantum sebagai ditarik."))
    return redirect("awards:entry", found.pk)


def filing(request: HttpRequest, number: int, proof: int) -> tuple[Entry, Evidence]:
    """Return an entry for which the person hands in proofs, and one of them; raise Http404 or PermissionDenied."""
    found = entry_for(cast(User, request.user), Ability.FILE_EVIDENCE, number, now())
    row = Evidence.objects.filter(entry=found, pk=proof).defer("content", "redacted").first()
    if row is None:
        raise Http404
    row.entry = found
    return found, row
