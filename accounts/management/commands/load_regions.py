"""Load or update the register of regions: `load_regions [--file CSV] [--on YYYY-MM-DD] [--source TEXT] [--json]`."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from accounts.actions.aliases import AliasReport, load_aliases
from accounts.actions.register import RegisterReport, load_register
from paritrana.formatting import decimal, number
from paritrana.statistics import refresh_statistics
from regions.enums import Level
from regions.errors import RegionsError

FIXTURES = settings.BASE_DIR / "fixtures"
SHIPPED = FIXTURES / "regions.csv.gz"
SHIPPED_SOURCE = "Kepmendagri 300.2.2-2138/2025 menurut idn-area-data 4.0.1 (ODbL 1.0)"


class Command(BaseCommand):
    help = "Memuat atau memperbarui daftar wilayah; dijalankan lagi, tidak ada yang berubah."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--file", type=Path, default=SHIPPED, help="berkas CSV, boleh gzip; tanpa ini yang disertakan"
        )
        parser.add_argument("--on", type=date.fromisoformat, help="hari mulai berlaku, misalnya 2027-01-01")
        parser.add_argument("--source", default="", help="dasar daftar itu, misalnya nomor keputusan menteri")
        parser.add_argument("--json", action="store_true", help="cetak satu objek JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        started = monotonic()
        path: Path = options["file"]
        source = options["source"] or (SHIPPED_SOURCE if path == SHIPPED else path.name)
        if not path.is_file():
            raise CommandError(f"Berkas {path} tidak ditemukan. Periksa namanya, lalu muat lagi.", returncode=2)
        try:
            regions = load_register(path=path, on=options["on"], source=source, by=None, at=now())
            others = load_aliases(
                aliases=sorted(FIXTURES.glob("region_aliases_*.csv")),
                provinces=FIXTURES / "provinces.csv",
                by=None,
                at=now(),
            )
        except RegionsError as error:
            raise CommandError(error.message, returncode=4) from error
        if regions.new + regions.changed + regions.ended:
            refresh_statistics("regions_region", "regions_placement")
        seconds = monotonic() - started
        self.stdout.write(as_json(regions, others, seconds) if options["json"] else as_text(regions, others, seconds))


def as_text(regions: RegisterReport, others: AliasReport, seconds: float) -> str:
    counts = ", ".join(f"{number(regions.counts.get(level, 0))} {level.label}" for level in Level if level)
    changes = regions.new + regions.changed + regions.ended
    extra = others.aliases_new + others.aliases_withdrawn + others.provinces_changed
    return "\n".join(
        [
            f"Wilayah: {counts}.",
            f"Perubahan: {number(changes)} ({number(regions.new)} baru, {number(regions.changed)} berubah, "
            f"{number(regions.ended)} berakhir, {number(regions.same)} tetap).",
            f"Kode dan sebutan lain, zona waktu: {number(extra)} perubahan.",
            f"Selesai dalam {decimal(Decimal(seconds), 1)} detik.",
        ]
    )


def as_json(regions: RegisterReport, others: AliasReport, seconds: float) -> str:
    told = asdict(regions) | asdict(others)
    told["counts"] = {Level(level).slug: count for level, count in regions.counts.items()}
    told["valid_from"] = regions.valid_from.isoformat()
    return json.dumps(told | {"seconds": round(seconds, 1)}, ensure_ascii=False)
