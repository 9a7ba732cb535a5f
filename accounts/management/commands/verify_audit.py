"""Check the chain of the audit trail."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext_lazy as _

from accounts.queries.audit import Head, Verdict, verdict

FAULTS = {
    "missing": _("hilang atau nomornya diganti"),
    "altered": _("isinya tidak cocok dengan rantai: diubah, ditukar, atau disisipkan"),
    "rewritten": _("tidak sama dengan kepala rantai yang disimpan di luar"),
    "cut_off": _("dan sesudahnya hilang: rantai terpotong di ujung"),
    "beyond_head": _("berada sesudah kepala rantai: ditambahkan di luar portal"),
}


class Command(BaseCommand):
    help = "Walks the chain of the audit trail and names its first bad entry; exit 1 if it is broken."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json", help="print one JSON object")
        parser.add_argument("--head", help="a head noted down earlier, NUMBER:DIGEST, that must still lie on the chain")

    def handle(self, *args: Any, as_json: bool, head: str | None, **options: Any) -> None:
        found = verdict(kept_head(head) if head else None)
        self.stdout.write(json.dumps(told(found), ensure_ascii=False) if as_json else sentence(found))
        if not found.is_intact:
            sys.exit(1)


def kept_head(text: str) -> Head:
    """Return the head of "17:ab12…"; raise CommandError, exit 2, where the text is none."""
    number, _colon, digest = text.partition(":")
    if not (number.isascii() and number.isdigit() and len(digest) == 64):
        raise CommandError(f"{text} is no head. A head is NUMBER:DIGEST, as this command prints it.", returncode=2)
    return Head(int(number), digest)


def told(found: Verdict) -> dict[str, Any]:
    first_bad = None if found.is_intact else {"sequence": found.sequence, "fault": found.fault}
    return {
        "intact": found.is_intact,
        "entries": found.entries,
        "first_bad": first_bad,
        "head": {"sequence": found.head.sequence, "digest": found.head.digest},
    }


def sentence(found: Verdict) -> str:
    """Return what a person reads; the last line is the head, to be kept where the portal cannot write."""
    if found.is_intact:
        return f"Riwayat utuh: {found.entries} catatan.\nhead {found.head}"
    fault = FAULTS[str(found.fault)]
    return (
        f"Riwayat rusak: catatan {found.sequence} {fault}. {found.entries} catatan sebelumnya utuh.\nhead {found.head}"
    )
