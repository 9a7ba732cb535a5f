"""On which way an act wrote figures: imports, what took them back, what restored them."""

import pytest

from coverage.actions.uploads.applying import apply_upload, undo_upload
from coverage.actions.uploads.restoring import restore_upload
from coverage.models import Change, Report, Upload
from coverage.queries.entry_cell import written_of
from coverage.queries.published_area import entries_of
from coverage.queries.ways import ways_of
from tests.coverage.factories import a_cell, entered
from tests.coverage.uploads import BUSUI, a_row, a_template, sent
from tests.factories import A_MOMENT

WHY = {"at": A_MOMENT, "reason": "Berkasnya ternyata benar"}


@pytest.fixture
def upload(paser, places, sari) -> Upload:
    """A cell that was typed, imported, taken back, restored and taken back."""
    entered(Report.objects.get(), [a_cell(places[BUSUI], 5)])
    upload = sent(a_template(a_row(BUSUI, 12)), sari)
    apply_upload(upload=upload, partly=False, by=sari, at=A_MOMENT)
    for turn in (undo_upload, restore_upload, undo_upload):
        turn(upload=upload, by=sari, **WHY)
    return upload


def test_taking_an_import_back_or_restoring_it_is_no_import(upload):
    back, again = f"pembatalan impor no. {upload.pk}", f"pemulihan impor no. {upload.pk}"
    expected = [back, again, back, "impor berkas", "isian bulanan"]

    figure = Change.objects.latest("pk").revisions.get().figure
    assert [one.way for one in written_of(figure.pk)] == expected
    assert [one["via"] for one in entries_of(Report.objects.get())] == expected


def test_it_is_told_of_an_act_alone_too_and_costs_nothing_where_none_took_another_back(
    upload, django_assert_num_queries
):
    typed, *_, last = Change.objects.order_by("pk")

    with django_assert_num_queries(0):
        assert ways_of([typed]) == {typed.pk: "isian bulanan"}
    assert ways_of([last]) == {last.pk: f"pembatalan impor no. {upload.pk}"}
