"""Compare every stored total and release with a plain recount."""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.timezone import now

from coverage.actions.totals import repair_live_totals
from coverage.queries.drifts import Drift, drifts, months_counted

SHOWN = 100


class Command(BaseCommand):
    help = "Menghitung ulang semua jumlah dan terbitan dari isian. Keluar dengan 1 bila ada yang berbeda."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="cetak satu objek JSON")
        parser.add_argument("--repair", action="store_true", help="hitung ulang jumlah sementara yang berbeda")

    def handle(self, *args: Any, **options: Any) -> None:
        counted = months_counted()
        found: list[Drift] = [found for month in counted for found in drifts(month)]
        if options["repair"] and found:
            repair_live_totals(months=sorted({one.month for one in found}), by=None, at=now())
        if options["json"]:
            told = {"months": len(counted), "differences": [asdict(one) for one in found]}
            self.stdout.write(json.dumps(told, ensure_ascii=False))
        else:
            for one in found[:SHOWN]:
                self.stdout.write(str(one))
            self.stdout.write(f"{len(counted)} bulan dihitung ulang, {len(found)} perbedaan.")
        if found:
            sys.exit(1)
