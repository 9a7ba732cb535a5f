"""Take an import back, sparing what was written since."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from accounts.errors import AccountsError
from accounts.models import User
from coverage import months
from coverage.actions.undo import SparedCell, Undone
from coverage.actions.uploads import undo_upload
from coverage.errors import CoverageError
from coverage.models import Upload

PARTIAL, REFUSED = 3, 4


class Command(BaseCommand):
    help = (
        "Membatalkan impor. Isian yang diubah orang sesudahnya tetap. Keluar dengan 0 bila semua kembali, 3 bila "
        "sebagian, 4 bila ditolak."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", type=int)
        parser.add_argument("--user", required=True, help="nama pengguna yang membatalkan")
        parser.add_argument("--reason", required=True, help="alasan, paling sedikit 10 huruf")
        parser.add_argument("--json", action="store_true", help="cetak satu objek JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        by = User.objects.filter(username=options["user"], is_active=True).first()
        upload = Upload.objects.filter(pk=options["id"]).first()
        if by is None or upload is None:
            raise CommandError("Pengguna atau impor itu tidak ada.", returncode=2)
        try:
            done = undo_upload(upload=upload, by=by, at=now(), reason=options["reason"])
        except (CoverageError, AccountsError) as refused:
            self.tell({"outcome": "rejected", "batch": upload.pk, "message": refused.message}, options)
            sys.exit(REFUSED)
        self.tell(undone_told(upload.pk, done), options)
        if done.spared_count:
            sys.exit(PARTIAL)

    def tell(self, told: dict[str, Any], options: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(told, ensure_ascii=False) if options["json"] else told["message"])


def undone_told(batch: int, done: Undone) -> dict[str, Any]:
    """Return what was taken back, with the cells that were written since and stay."""
    message = f"{done.restored} isian kembali seperti sebelum impor no. {batch}."
    if done.spared_count:
        message += f" {done.spared_count} isian diubah orang sesudahnya, jadi tetap."
    return {
        "outcome": "partial" if done.spared_count else "applied",
        "batch": batch,
        "message": message,
        "restored": done.restored,
        "spared": [spared_told(one) for one in done.spared],
        "spared_count": done.spared_count,
    }


def spared_told(one: SparedCell) -> dict[str, Any]:
    cell = one.figure
    return {
        "region": cell.region.code,
        "period": months.iso(cell.month),
        "category": cell.category.code,
        "payer": cell.payer.code,
        "enrolled": cell.enrolled,
        "by": str(one.by),
        "at": one.at.isoformat(),
    }
