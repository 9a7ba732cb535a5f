"""What the label of a row says about the row: a total, a note, a region of an upper level. Pure."""

import re
from enum import StrEnum

from regions.names import plain


class Mark(StrEnum):
    """What the text of a label says about its row."""

    TOTAL = "total"
    NOTE = "note"
    NATION = "0"
    PROVINCE = "1"
    REGENCY = "2"
    DISTRICT = "3"


UPPER = {Mark.NATION: 0, Mark.PROVINCE: 1, Mark.REGENCY: 2, Mark.DISTRICT: 3}
TOTAL_WORDS = re.compile(
    r"(?:grand |sub )?(?:total|jumlah|jml|subtotal|rekapitulasi)"
    r"(?: (?:total|umum|akhir|besar|semua|seluruh|seluruhnya|keseluruhan|peserta|pekerja|sementara)\b.*"
    r"| (?:se )?(?:provinsi|prov|kabupaten|kab|kota|kecamatan|kec|desa|kelurahan|nasional|indonesia)\b.*)?"
)
NOTE_WORDS = re.compile(
    r"\s*(?:\*|(?:catatan|sumber(?: data)?|keterangan|ket|notes?|source)\s*[:.]"
    r"|(?:mengetahui|disusun oleh|dibuat oleh|dicetak|diperiksa oleh|menyetujui|nip\b|tanggal cetak|halaman [0-9]"
    r"|demikian\b|kepala dinas|yang membuat))",
    re.IGNORECASE,
)
"""Many villages are called Sumber: it is a note only before a colon."""
UPPER_WORDS = (
    (Mark.NATION, re.compile(r"(?:indonesia|nasional|republik indonesia|seluruh indonesia)")),
    (Mark.PROVINCE, re.compile(r"(?:provinsi|propinsi|prov|prop) .+")),
    (Mark.REGENCY, re.compile(r"(?:kabupaten|kab|kota|kotamadya|kodya) .+")),
    (Mark.DISTRICT, re.compile(r"(?:kecamatan|kec|distrik|kapanewon|kemantren) .+")),
)
SPACED = re.compile(r"(?:\w )+\w")
BEGINNINGS = re.compile(
    r"\s*(?:\*|\w \w |tot|gra|sub|jum|jml|rek|cat|sum|ket|not|sou|men|dis|dib|dic|dip|nip|tan|hal|dem|kep|yan|ind|nas"
    r"|rep|sel|pro|kab|kot|kod|kec|kap|kem)",
    re.IGNORECASE,
)
"""How all words above begin; names that begin otherwise need no closer look."""


def mark_of(text: str) -> Mark | None:
    """Return what a label says: a total, a note, a region of an upper level; None for any other name."""
    if not BEGINNINGS.match(text):
        return None
    word = plain(text)
    if SPACED.fullmatch(word):
        word = word.replace(" ", "")
    if TOTAL_WORDS.fullmatch(word):
        return Mark.TOTAL
    if NOTE_WORDS.match(text):
        return Mark.NOTE
    return next((mark for mark, words in UPPER_WORDS if words.fullmatch(word)), None)
