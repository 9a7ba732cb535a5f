"""Approval on paper: the prints of a report with their codes, and whether a code still holds for the figures."""

from dataclasses import dataclass

from coverage.models import PaperApproval, Report
from coverage.queries.figures_digest import cells_of, digest_of_cells

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Signs of a code: none that looks like another on paper (0 and O, 1 and I)."""


@dataclass(frozen=True)
class Print:
    """One print of a report; `is_void` where the report was given back or a figure changed since."""

    row: PaperApproval
    is_void: bool

    @property
    def has_scan(self) -> bool:
        return self.row.uploaded_at is not None

    @property
    def is_confirmed(self) -> bool:
        return self.row.confirmed_at is not None


def prints_of(report: Report) -> tuple[Print, ...]:
    """Return the prints of a report, newest first, without the bytes of their scans."""
    rows = report.paper_approvals.defer("scan").select_related("printed_by", "uploaded_by", "confirmed_by")
    found = list(rows.order_by("-printed_at", "-pk"))
    digest = digest_of_cells(cells_of(report)) if found else ""
    return tuple(Print(row, is_void(row, report, digest)) for row in found)


def is_void(paper: PaperApproval, report: Report, digest: str) -> bool:
    """Tell whether the code of a print holds no more: checked again since, or `digest` of the figures is another."""
    if paper.confirmed_at is not None and report.signed_at == paper.confirmed_at:
        return False
    checked_since = report.checked_at is None or paper.printed_at < report.checked_at
    return checked_since or paper.figures_digest != digest


def plain_code(text: str) -> str:
    """Return a code as it is compared: capital letters and digits alone, however it was typed or grouped."""
    return "".join(sign for sign in text.upper() if sign in ALPHABET)
