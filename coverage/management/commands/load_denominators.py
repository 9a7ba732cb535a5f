"""Load a table of targets or potentials, one row a region and year."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from accounts.abilities import Role
from accounts.errors import AccountsError
from accounts.models import Assignment, User
from coverage.actions.demonstration import EMPLOYED
from coverage.actions.denominator_tables import TableDefaults, load_denominator_table
from coverage.enums import DenominatorKind
from coverage.errors import CoverageError
from coverage.table_errors import TableRefused

REFUSED = 4


class Command(BaseCommand):
    help = (
        "Memuat tabel year, code, employed sebagai potensi (langsung berlaku) atau target (baru diusulkan). "
        "Isi yang sama dimuat lagi: 0 perubahan. Ditolak seutuhnya dengan kode keluar 4."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--kind", choices=[kind.value for kind in DenominatorKind], default="potential")
        parser.add_argument("--user", default="", help="nama pengguna yang memuat; bawaan: administrator pertama")
        parser.add_argument("--issuer", default=EMPLOYED.issuer)
        parser.add_argument("--method", default=EMPLOYED.method)
        parser.add_argument("--legal-basis", default="")
        parser.add_argument("--document", default=EMPLOYED.document)
        parser.add_argument("--as-of", default=EMPLOYED.as_of, help="tanggal, atau bulan-tanggal tiap tahun: 08-31")
        parser.add_argument("--json", action="store_true", help="cetak satu objek JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        defaults = TableDefaults(
            options["issuer"], options["method"], options["legal_basis"], options["document"], options["as_of"]
        )
        path: Path = options["file"]
        at = now()
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                loaded = load_denominator_table(
                    file=file, name=path.name, kind=DenominatorKind(options["kind"]), defaults=defaults,
                    by=self.loader(options["user"]), at=at,
                )  # fmt: skip
        except (OSError, UnicodeDecodeError):
            self.refuse(TableRefused("not_csv", path.name, 1).message, options)
        except (CoverageError, AccountsError) as error:
            self.refuse(error.message, options)
        else:
            told = {"outcome": "applied", "read": loaded.read, "new": loaded.new, "unchanged": loaded.unchanged}
            text = f"{loaded.read} baris dibaca: {loaded.new} baru, {loaded.unchanged} tetap."
            self.stdout.write(json.dumps(told) if options["json"] else text)

    def loader(self, username: str) -> User:
        """Return who loads: as named, or the first administrator."""
        held = Assignment.objects.filter(role=Role.ADMINISTRATOR).order_by("pk")
        wanted = {"username": username} if username else {"pk": held.values_list("user", flat=True).first()}
        user = User.objects.filter(**wanted).first()
        if user is None:
            raise CommandError("Belum ada administrator. Jalankan first_admin, atau sebut --user.", returncode=2)
        return user

    def refuse(self, message: str, options: dict[str, Any]) -> None:
        self.stderr.write(json.dumps({"outcome": "rejected", "message": message}) if options["json"] else message)
        sys.exit(REFUSED)
