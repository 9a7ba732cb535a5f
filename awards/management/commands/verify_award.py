"""Recompute a result from its bundle alone: no database, no network, no other file."""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from awards.arithmetic.scoring import printed
from awards.bundle_errors import sentence_of
from awards.bundles.archives import LARGEST
from awards.bundles.bundle import Verification, verified


class Command(BaseCommand):
    help = "Menghitung ulang hasil penghargaan dari paketnya saja. Keluar dengan 1 bila ada yang berbeda."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("bundle", type=Path, help="paket hasil yang diunduh (.zip)")
        parser.add_argument("--json", action="store_true", help="cetak satu objek JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with options["bundle"].open("rb") as file:
                content = file.read(LARGEST + 1)
        except OSError as missing:
            raise CommandError(f"{options['bundle']} tidak dapat dibuka: {missing.strerror}.") from missing
        checked = verified(content)
        told = document_of(checked, content)
        lines = [json.dumps(told, ensure_ascii=False)] if options["json"] else lines_of(checked, told)
        for line in lines:
            self.stdout.write(line)
        if not checked.is_sound:
            sys.exit(1)


def document_of(checked: Verification, content: bytes) -> dict[str, Any]:
    """Return what came of the verification: findings in words, and the recomputed order of each category."""
    names = checked.bundle.names if checked.bundle else {}
    return {
        "sound": checked.is_sound,
        "sha256": hashlib.sha256(content).hexdigest(),
        "whole": checked.whole,
        "about": dict(checked.bundle.about) if checked.bundle else {},
        "findings": [
            {"code": fault.code, "part": str(fault.parameters.get("part", "")), "message": sentence_of(fault)}
            for fault in checked.findings
        ],
        "rankings": {
            category: [
                {"rank": one.rank, "entry": one.entry, "name": names.get(one.entry, ""), "total": printed(one.total)}
                for one in ranking
            ]
            for category, ranking in checked.rankings.items()
        },
    }


def lines_of(checked: Verification, told: dict[str, Any]) -> list[str]:
    """Return the same as lines to read."""
    about = told["about"]
    found = [f"SHA-256 {told['sha256']}"]
    if about:
        heads = ("programme", "data_year", "region_name", "category", "result")
        found.insert(0, " · ".join(about[head] for head in heads if about.get(head)))
    for category, ranking in told["rankings"].items():
        found.append(f"{category}:")
        found += [f"  {one['rank'] or '–'}. {one['name']} ({one['entry']}): {one['total'] or '–'}" for one in ranking]
    found += [f"BERBEDA: {finding['message']}" for finding in told["findings"]]
    found.append("Hasil hitung ulang sama." if checked.is_sound else "Hasil hitung ulang TIDAK sama.")
    return found
