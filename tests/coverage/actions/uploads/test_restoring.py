"""Taking the taking back of an upload back."""

import pytest

from accounts.abilities import Role
from accounts.errors import RightMissing
from coverage.actions.uploads.applying import apply_upload, undo_upload
from coverage.actions.uploads.restoring import restore_upload
from coverage.enums import UploadState
from coverage.errors import ReportLocked
from coverage.import_errors import UploadRefused
from coverage.models import Figure, Report, Upload
from tests.coverage.uploads import BUSUI, KASUNGAI, a_row, a_template, sent
from tests.factories import A_MOMENT, a_person

WHY = {"at": A_MOMENT, "reason": "Berkasnya ternyata benar"}


@pytest.fixture
def undone(paser, sari) -> Upload:
    upload = sent(a_template(a_row(BUSUI, 12), a_row(KASUNGAI, "81,5")), sari)
    apply_upload(upload=upload, partly=True, by=sari, at=A_MOMENT)
    undo_upload(upload=upload, by=sari, **WHY)
    return upload


def stands() -> tuple[str, dict[str, int | None]]:
    return Upload.objects.get().state, dict(Figure.objects.values_list("region__code", "enrolled"))


def test_a_part_that_was_applied_is_a_part_again_however_often_it_goes_to_and_fro(undone, sari):
    for _ in range(3):
        restore_upload(upload=undone, by=sari, **WHY)
        assert stands() == (UploadState.PARTIAL, {BUSUI: 12})
        undo_upload(upload=undone, by=sari, **WHY)
        assert stands() == (UploadState.UNDONE, {BUSUI: None})


def test_what_is_not_taken_back_cannot_be_restored(undone, sari):
    restore_upload(upload=undone, by=sari, **WHY)

    with pytest.raises(UploadRefused) as refused:
        restore_upload(upload=undone, by=sari, **WHY)

    assert refused.value.code == "not_undone"


def test_numbers_for_comparison_are_gone_and_sent_again(paser, places):
    importer = a_person("impor", Role.IMPORTER, places["64"])
    upload = sent(a_template(a_row(BUSUI, 12)), importer, use="comparison", stated_by="bpjs")
    apply_upload(upload=upload, partly=False, by=importer, at=A_MOMENT)
    undo_upload(upload=upload, by=importer, **WHY)

    with pytest.raises(UploadRefused) as refused:
        restore_upload(upload=upload, by=importer, **WHY)

    assert refused.value.message.endswith("Unggah berkasnya sekali lagi.")


def test_the_same_rights_and_states_hold_as_for_every_write(undone, sari, places, paser):
    with pytest.raises(RightMissing):
        restore_upload(upload=undone, by=a_person("orang.luar"), **WHY)
    Report.objects.update(state="submitted")
    with pytest.raises(ReportLocked):
        restore_upload(upload=undone, by=sari, **WHY)

    assert stands() == (UploadState.UNDONE, {BUSUI: None})
