"""What a file is: by its first bytes, which must fit the end of its name."""

from typing import BinaryIO

from coverage.workbooks.limits import MEGABYTE, Limits, Refused

ZIP, OLE, PDF, RICH = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF", b"{\\rtf"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
TEXTS = (".csv", ".tsv", ".txt")
ENDINGS = (".xlsx", ".ods", *TEXTS)
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
    if ending == ".zip":
        raise Refused("damaged")
    if ending not in ENDINGS:
        raise Refused("unknown_ending", ending=ending)
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(MARKUP):
        raise Refused("web_page")
    if ending not in TEXTS or start.startswith((PDF, RICH)):
        raise Refused("damaged" if ending not in TEXTS else "renamed", ending=ending)
    return "text"


def holds(file: BinaryIO, sign: bytes) -> bool:
    """Tell whether `sign` stands anywhere in the file."""
    file.seek(0)
    last = b""
    while chunk := file.read(MEGABYTE):
        if sign in last + chunk:
            return True
        last = chunk[-len(sign) :]
    return False
