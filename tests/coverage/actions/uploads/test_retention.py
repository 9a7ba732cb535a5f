"""Files are kept for ninety days, what they wrote for good."""

from datetime import timedelta

from accounts.models import AuditEntry
from coverage.actions.uploads.applying import apply_upload, undo_upload
from coverage.actions.uploads.retention import drop_old_originals
from coverage.enums import UploadState
from coverage.models import Figure, StagedRow
from tests.coverage.factories import an_open_report
from tests.coverage.uploads import BUSUI, a_row, a_template, sent
from tests.factories import A_MOMENT


def test_after_ninety_days_the_file_and_its_rows_go_and_the_import_can_still_be_undone(places, sari):
    an_open_report(places["64.01"])
    upload, waiting = sent(a_template(a_row(BUSUI, 12)), sari), sent(a_template(a_row(BUSUI, 13)), sari)
    apply_upload(upload=upload, partly=False, by=sari, at=A_MOMENT)

    assert drop_old_originals(at=A_MOMENT + timedelta(days=89)) == 0
    assert drop_old_originals(at=A_MOMENT + timedelta(days=90)) == 2
    assert drop_old_originals(at=A_MOMENT + timedelta(days=91)) == 0

    upload.refresh_from_db()
    waiting.refresh_from_db()
    assert (upload.state, upload.original, waiting.state) == (UploadState.APPLIED, None, UploadState.CANCELLED)
    assert list(StagedRow.objects.all()) == []
    entry = AuditEntry.objects.latest("sequence")
    assert (entry.act, entry.new) == ("originals_dropped", {"count": 2, "uploads": [upload.pk, waiting.pk]})
    undo_upload(upload=upload, by=sari, at=A_MOMENT, reason="Berkas bulan lalu terunggah")
    assert list(Figure.objects.values_list("enrolled", flat=True)) == [None]
