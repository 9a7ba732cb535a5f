"""Proofs laid down as rows, for tests of what comes after handing in."""

import hashlib
from datetime import date

from accounts.models import User
from awards.models import Entry, Evidence
from tests.awards.entrants import a_pdf
from tests.factories import A_MOMENT


def a_proof(entry: Entry, by: User, **more) -> Evidence:
    """Store a decree that holds on the data date, as a PDF."""
    content = more.pop("content", a_pdf())
    told = {
        "criterion": "regulasi", "proof": "perda", "version": 1, "title": "Perbup 12/2023", "issuer": "Bupati Paser",
        "issued_on": date(2023, 3, 1), "file_name": "perbup.pdf", "media_type": "application/pdf",
        "size": len(content), "digest": hashlib.sha256(content).hexdigest(),
    }  # fmt: skip
    return Evidence.objects.create(entry=entry, content=content, filed_by=by, filed_at=A_MOMENT, **told | more)


def with_copy(row: Evidence, by: User, content: bytes = b"%PDF-1.7 salinan") -> Evidence:
    """Give a proof its redacted copy."""
    row.redacted, row.redacted_type, row.redacted_size = content, "application/pdf", len(content)
    row.redacted_digest, row.redacted_by, row.redacted_at = hashlib.sha256(content).hexdigest(), by, A_MOMENT
    row.save()
    return row
