"""What a file is: by its first bytes, which must fit the end of its name."""

from typing import BinaryIO

from coverage.workbooks.limits import MEGABYTE, Limits, Refused

ZIP, OLE, PDF, RICH = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF", b"{\\rtf"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
TEXTS = (".csv", ".tsv", ".txt")
ENDINGS = (".xlsx", ".ods", *TEXTS)
CONTROL = bytes({*range(32)} - set(b"\t\n\f\r")) + b"\x7f"
SEPARATING = b"\t\n\r;,"
WIDE = (b"\xff\xfe", b"\xfe\xff")
MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<head", b"<style", b"<!--")


def kind_of(file: BinaryIO, ending: str, limits: Limits) -> str:
    """Return "zip" or "text"; raise Refused where no reader is meant for the file, told by its content first."""
    size = file.seek(0, 2)
    if size == 0:
        raise Refused("empty")
    if size > limits.file:
        raise Refused("file_too_large", most=limits.file // MEGABYTE)
    file.seek(0)
    start = file.read(512)
    if start.startswith(OLE):
        raise Refused("encrypted" if holds(file, ENCRYPTED) else "old_excel")
    if ending == ".xls":
        raise Refused("old_excel")
    if ending == ".xlsb":
        raise Refused("binary_workbook")
    if ending in (".xlsm", ".xltm", ".xlam"):
        raise Refused("macros")
    if start[:2] == ZIP and start[2:4] in (b"\3\4", b"\5\6"):
        if ending not in (".xlsx", ".ods", ".zip"):
            raise Refused("renamed" if ending in TEXTS else "unknown_ending", ending=ending)
        return "zip"
    if ending not in (*ENDINGS, ".zip"):
        raise Refused("unknown_ending", ending=ending)
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(MARKUP):
        raise Refused("web_page")
    if start.startswith((PDF, RICH)):
        raise Refused("renamed", ending=ending)
    if ending not in TEXTS:
        raise Refused("text_renamed" if is_table_of_text(start) else "damaged", ending=ending)
    return "text"


def is_table_of_text(start: bytes) -> bool:
    """Tell whether a file begins as a text does that holds a table: it would be read under another name."""
    if start.startswith(WIDE):
        return True
    return len(start.translate(None, CONTROL)) == len(start) != len(start.translate(None, SEPARATING))


def holds(file: BinaryIO, sign: bytes) -> bool:
    """Tell whether `sign` stands anywhere in the file."""
    file.seek(0)
    last = b""
    while chunk := file.read(MEGABYTE):
        if sign in last + chunk:
            return True
        last = chunk[-len(sign) :]
    return False
