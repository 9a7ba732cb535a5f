"""Take an import back, or restore it, sparing what was written since."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from accounts.errors import AccountsError
from accounts.models import User
from coverage import months
from coverage.actions.undo import Undone
from coverage.actions.uploads.applying import undo_upload
from coverage.actions.uploads.restoring import restore_upload
from coverage.errors import CoverageError
from coverage.import_errors import SecondPersonNeeded
from coverage.models import Upload
from coverage.queries.later_edits import LaterEdit
from coverage.queries.uploads.told import approvers_sentence, second_told

PARTIAL, REFUSED, NEEDS_SECOND = 3, 4, 5


class Command(BaseCommand):
    help = (
        "Membatalkan impor. Isian yang diubah orang sesudahnya tetap. Keluar dengan 0 bila semua kembali, 3 bila "
        "sebagian, 4 bila ditolak, 5 bila menunggu orang kedua."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", type=int)
        parser.add_argument("--user", required=True, help="nama pengguna yang membatalkan")
        parser.add_argument("--reason", required=True, help="alasan, paling sedikit 10 huruf")
        parser.add_argument("--restore", action="store_true", help="membatalkan pembatalan: isiannya kembali diimpor")
        parser.add_argument("--json", action="store_true", help="cetak satu objek JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        by = User.objects.filter(username=options["user"], is_active=True).first()
        upload = Upload.objects.filter(pk=options["id"]).first()
        if by is None or upload is None:
            raise CommandError("Pengguna atau impor itu tidak ada.", returncode=2)
        try:
            turn = restore_upload if options["restore"] else undo_upload
            done = turn(upload=upload, by=by, at=now(), reason=options["reason"])
        except SecondPersonNeeded as needed:
            self.tell(waiting_told(upload, by, needed), options)
            sys.exit(NEEDS_SECOND)
        except (CoverageError, AccountsError) as refused:
            self.tell({"outcome": "rejected", "batch": upload.pk, "message": refused.message}, options)
            sys.exit(REFUSED)
        self.tell(undone_told(upload.pk, done, is_restored=options["restore"]), options)
        if done.spared_count:
            sys.exit(PARTIAL)

    def tell(self, told: dict[str, Any], options: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(told, ensure_ascii=False) if options["json"] else told["message"])


def waiting_told(upload: Upload, by: User, needed: SecondPersonNeeded) -> dict[str, Any]:
    """Return that another person has to approve, and who may."""
    second = second_told(upload, needed.about, {by.pk}, now(), dry_run=False)
    return {
        "outcome": "needs_second_person",
        "batch": upload.pk,
        "message": " ".join([needed.message, approvers_sentence(second["who"])]),
        "second_person": second,
    }


def undone_told(batch: int, done: Undone, *, is_restored: bool) -> dict[str, Any]:
    """Return what was taken back, or restored, with the cells that were written since and stay."""
    message = f"{done.restored} isian kembali seperti {'sesudah' if is_restored else 'sebelum'} impor no. {batch}."
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


def spared_told(one: LaterEdit) -> dict[str, Any]:
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
