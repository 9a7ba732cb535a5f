"""Criteria sets that ask for proofs, and files to hand in as such."""

import io
import struct
import zlib
from datetime import date
from decimal import Decimal

import xlsxwriter

from accounts.models import User
from awards.actions.entrants.evidence import ProofTold
from awards.arithmetic.schemes import Criterion, Kind, Phase, Scheme
from awards.models import CriteriaSet, EntrantCategory
from awards.queries.settings.schemes import Criteria, Proof, content_of
from tests.factories import A_MOMENT

WHY = "Sesuai hasil rapat sekretariat"
PROOFS = (Proof("perda", "Perda atau Perkada"), Proof("foto", "Foto kegiatan", is_required=False))
DECREE = ProofTold("regulasi", "perda", "Perbup 12/2023", "Bupati Paser", date(2023, 3, 1))
"""What is said of the proof that the criteria set asks for."""


def a_criteria_set(category: EntrantCategory, by: User, proofs: tuple[Proof, ...] = PROOFS, **more) -> CriteriaSet:
    """Store a criteria set one criterion of which asks for a decree, and takes photos."""
    criteria = tuple(
        Criterion(code, code.title(), Decimal(50), Phase.DESK, Kind.JUDGED) for code in ("regulasi", "inovasi")
    )
    told = Criteria(Scheme(criteria, {Phase.DESK: Decimal(100)}), {"regulasi": proofs} if proofs else {})
    rest = {"is_national": False, "version": 1} | more
    return CriteriaSet.objects.create(category=category, content=content_of(told), made_by=by, made_at=A_MOMENT, **rest)


def a_pdf(body: bytes = b"", trailer: bytes = b"") -> bytes:
    """Return a PDF of one empty page, with `body` among its objects and `trailer` in its trailer."""
    objects = (
        b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]>>\nendobj\n"
    )
    return b"%PDF-1.7\n" + objects + body + b"\ntrailer\n<</Root 1 0 R" + trailer + b">>\nstartxref\n0\n%%EOF\n"


def a_stream(content: bytes, about: bytes = b"", number: int = 9) -> bytes:
    """Return an object of a PDF that holds `content` compressed."""
    packed = zlib.compress(content)
    head = b"%d 0 obj\n<</Filter/FlateDecode/Length %d%s>>\nstream\n" % (number, len(packed), about)
    return head + packed + b"\nendstream\nendobj\n"


def a_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def a_png(width: int = 2, height: int = 2, after: bytes = b"") -> bytes:
    """Return a black picture that says it is so large."""
    head = a_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    body = a_chunk(b"IDAT", zlib.compress(b"\0" * 6))
    return b"\x89PNG\r\n\x1a\n" + head + body + a_chunk(b"IEND", b"") + after


def a_jpeg(width: int = 16, height: int = 16, after: bytes = b"") -> bytes:
    """Return the frame of a JPEG that says it is so large; no program needs to show it."""
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    scan = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x12\x34\xff\x00\x56"
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + frame + scan + b"\xff\xd9" + after


def an_xlsx(*rows: list) -> bytes:
    """Return a workbook with these rows."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written)
    sheet = book.add_worksheet("Anggaran")
    for number, row in enumerate(rows or [["Uraian", "Jumlah"], ["Iuran pekerja rentan", 1_626_307_200]]):
        sheet.write_row(number, 0, row)
    book.close()
    return written.getvalue()
