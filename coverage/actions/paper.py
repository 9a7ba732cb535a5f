"""Approval on paper, for heads who do not sign in: print with a code, upload the signed scan, confirm both agree.

The code is one over all figures; the confirmation of the province signs the report in the head's name.
"""

import hashlib
import json
from datetime import datetime

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts.abilities import Ability
from accounts.actions import audit
from accounts.enums import Act
from accounts.models import User
from coverage.actions.reports import moved, refuse_open_differences, refuse_writers, taken
from coverage.actions.texts import refuse_identity
from coverage.agreement_errors import PaperRefused
from coverage.enums import ReportState, ReportStep
from coverage.errors import StepRefused
from coverage.models import PaperApproval, Report
from coverage.queries.figures_digest import cells_of, digest_of_cells
from coverage.queries.paper import ALPHABET, is_void, plain_code

CODE_SIGNS = 12
SHORTEST_NAME = 3
LARGEST_SCAN = 5 * 1024 * 1024
MAGIC = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}
"""What a file of each kind begins with; what it is called is not asked."""


@transaction.atomic
def print_report(*, report: Report, signer_name: str, by: User, at: datetime, seen: int | None = None) -> PaperApproval:
    """Return the print of a checked report for this signer; printed twice, it is the same print with the same code.

    Raises RightMissing, StepRefused (not checked), PaperRefused (no name).
    """
    report = taken(report, ReportState.CHECKED, Ability.PRINT_PAPER, by, at, seen)
    name = " ".join(signer_name.split())[:120]
    if len(name) < SHORTEST_NAME:
        raise PaperRefused("no_name", report.region.name, report.month)
    refuse_identity(name)
    digest = digest_of_cells(cells_of(report))
    code = code_of(report, digest, name)
    standing = PaperApproval.objects.defer("scan").filter(code=code).first()
    if standing:
        return standing
    paper = PaperApproval.objects.create(
        report=report, code=code, figures_digest=digest, signer_name=name, printed_by=by, printed_at=at
    )
    record(paper, report, Act.PAPER_PRINTED, by, at, {"signer": name, "figures": digest})
    return paper


def code_of(report: Report, digest: str, signer_name: str) -> str:
    """Return the code over the figures of this check for this signer: "7KQM-2XHA-P9RT". Only the portal can make it."""
    checked_at = report.checked_at.isoformat() if report.checked_at else ""
    told = json.dumps([report.region.code, report.month, checked_at, digest, signer_name], ensure_ascii=False)
    number = int.from_bytes(salted_hmac("paritrana.paper", told, algorithm="sha256").digest())
    signs = ""
    for _turn in range(CODE_SIGNS):
        number, sign = divmod(number, len(ALPHABET))
        signs += ALPHABET[sign]
    return "-".join(signs[at : at + 4] for at in range(0, CODE_SIGNS, 4))


@transaction.atomic
def upload_scan(*, paper: PaperApproval, scan: bytes, by: User, at: datetime) -> PaperApproval:
    """Keep the signed scan of a print, once; the same file sent twice is kept once.

    Who wrote figures brings no signature for them, though he checks elsewhere. Raises RightMissing, StepRefused (not
    checked, or written by who uploads), PaperRefused (no PDF, PNG or JPEG, too large, another is there, or the print is
    void).
    """
    report = taken(paper.report, ReportState.CHECKED, Ability.PRINT_PAPER, by, at, None)
    refuse_writers(report, by)
    where = (report.region.name, report.month)
    if len(scan) > LARGEST_SCAN:
        raise PaperRefused("too_large", *where)
    scan_type = type_of(scan)
    if scan_type is None:
        raise PaperRefused("no_file", *where)
    paper = PaperApproval.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    digest = hashlib.sha256(scan).hexdigest()
    if paper.uploaded_at is not None:
        if paper.scan_digest == digest:
            return paper
        raise PaperRefused("has_scan", *where)
    if is_void(paper, report, digest_of_cells(cells_of(report))):
        raise PaperRefused("void", *where)
    paper.scan, paper.scan_type, paper.scan_digest = scan, scan_type, digest
    paper.uploaded_by, paper.uploaded_at = by, at
    paper.save()
    record(paper, report, Act.PAPER_UPLOADED, by, at, {"scan": digest, "type": scan_type, "bytes": len(scan)})
    return paper


def type_of(scan: bytes) -> str | None:
    """Return the media type that a file's first bytes tell, or None where it is no PDF, PNG or JPEG."""
    return next((media for magic, media in MAGIC.items() if scan.startswith(magic)), None)


@transaction.atomic
def confirm_paper(*, paper: PaperApproval, code: str, by: User, at: datetime, seen: int | None = None) -> Report:
    """Sign a checked report in the name of the head who signed it on paper: the province read `code` on the scan.

    Who confirms wrote and checked nothing of it and does not publish it either. Raises RightMissing, StepRefused,
    DifferenceRefused, PaperRefused (no scan, another code, or void since a figure changed).
    """
    report = taken(paper.report, ReportState.CHECKED, Ability.CONFIRM_PAPER, by, at, seen)
    where = (report.region.name, report.month)
    paper = PaperApproval.objects.select_for_update(of=("self",)).defer("scan").get(pk=paper.pk)
    if paper.uploaded_at is None:
        raise PaperRefused("no_scan", *where)
    if is_void(paper, report, digest_of_cells(cells_of(report))):
        raise PaperRefused("void", *where)
    if plain_code(code) != plain_code(paper.code):
        raise PaperRefused("other_code", *where)
    refuse_writers(report, by)
    if by.pk in (report.checked_by_id, paper.printed_by_id, paper.uploaded_by_id):
        raise StepRefused("same_person", *where)
    refuse_open_differences(report)
    paper.confirmed_by, paper.confirmed_at = by, at
    paper.save(update_fields=["confirmed_by", "confirmed_at"])
    record(paper, report, Act.PAPER_CONFIRMED, by, at, {"signer": paper.signer_name, "scan": paper.scan_digest})
    report.signed_by, report.signed_at = by, at
    note = _("disahkan di atas kertas oleh %(name)s, kode %(code)s") % {"name": paper.signer_name, "code": paper.code}
    return moved(report, ReportState.SIGNED, ReportStep.SIGNED, by, at, note)


def record(paper: PaperApproval, report: Report, act: Act, by: User, at: datetime, new: dict[str, object]) -> None:
    """Leave the audit entry of one step of the paper."""
    audit.record(
        by=by,
        act=act,
        at=at,
        subject=report.subject,
        region_code=report.region.code,
        new={"code": paper.code} | new,
    )
