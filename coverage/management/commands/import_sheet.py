"""Import a spreadsheet as a user, with the same checks as the page."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from accounts.models import User
from coverage import months
from coverage.actions.uploads.receiving import Sending
from coverage.actions.uploads.taking_in import import_file
from coverage.enums import StatedBy, UploadUse, Via
from coverage.queries.uploads.context import words

EXITS = {"applied": 0, "partial": 3, "rejected": 4, "needs_second_person": 5}


class Command(BaseCommand):
    help = (
        "Mengimpor satu berkas atas nama pengguna. Keluar dengan 0 bila semua diterapkan, 3 bila sebagian, 4 bila "
        "ditolak, 5 bila menunggu orang kedua, 2 bila perintahnya keliru."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--user", required=True, help="nama pengguna yang mengimpor")
        parser.add_argument("--as", dest="use", choices=[use.value for use in UploadUse], default="figures")
        parser.add_argument("--stated-by", choices=["bpjs", "village"], default="bpjs", help="menurut siapa pembanding")
        parser.add_argument("--period", default="", help="bulan bila tidak ada di berkas, misalnya 2023-12")
        parser.add_argument("--category", default="", help="kode jenis pekerja bila tidak ada di berkas")
        parser.add_argument("--payer", default="", help="kode sumber dana bila tidak ada di berkas")
        parser.add_argument("--sheet", default="", help="hanya lembar ini")
        parser.add_argument("--dry-run", action="store_true", help="hanya pratinjau: tidak ada yang disimpan")
        parser.add_argument("--json", action="store_true", help="cetak satu objek JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        by, sending = self.user(options["user"]), self.sending(options)
        path: Path = options["file"]
        try:
            file = path.open("rb")
        except OSError as error:
            raise CommandError(f"Berkas {path} tidak dapat dibuka.", returncode=2) from error
        with file:
            told = import_file(
                file=file, name=path.name, sending=sending, dry_run=options["dry_run"], by=by, at=now(), via=Via.COMMAND
            )
        self.tell(told, as_json=options["json"])
        sys.exit(EXITS[told["outcome"]])

    def user(self, username: str) -> User:
        found = User.objects.filter(username=username, is_active=True).first()
        if found is None:
            raise CommandError(f"Pengguna {username} tidak ada atau tidak aktif.", returncode=2)
        return found

    def sending(self, options: dict[str, Any]) -> Sending:
        """Return what the options say of the whole file; an unknown month or code is a usage error."""
        month = months.parse(options["period"]) if options["period"] else None
        if options["period"] and month is None:
            raise CommandError(f"{options['period']} bukan bulan, misalnya 2023-12.", returncode=2)
        for name, pairs in zip(("category", "payer"), words(), strict=True):
            if options[name] and options[name] not in dict(pairs):
                raise CommandError(f"Kode {options[name]} tidak dikenal (--{name}).", returncode=2)
        use = UploadUse(options["use"])
        return Sending(
            use=use,
            stated_by=StatedBy(options["stated_by"]) if use == UploadUse.COMPARISON else None,
            month=month,
            category=options["category"],
            payer=options["payer"],
            sheet=options["sheet"],
        )

    def tell(self, told: dict[str, Any], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        self.stdout.write(told["message"])
        for row in told["rows"]:
            self.stdout.write(f"{row['sheet']}: {row['message']}")
