"""What was done is forgotten after a week, and what a dead worker left as well."""

from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from coverage.actions.task_retention import drop_old_tasks
from coverage.jobs import work_on
from tests.factories import A_MOMENT


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "days", "kept"),
    [
        ("SUCCESSFUL", 7, False), ("FAILED", 8, False), ("RUNNING", 8, False),
        ("SUCCESSFUL", 6, True), ("RUNNING", 6, True), ("READY", 8, True),
    ],
)  # fmt: skip
def test_tasks_begun_a_week_ago_are_dropped_unless_they_wait(status, days, kept):
    work_on.enqueue(1)
    DBTaskResult.objects.update(status=status, started_at=A_MOMENT - timedelta(days=days))

    drop_old_tasks(at=A_MOMENT)

    assert DBTaskResult.objects.exists() is kept


@pytest.mark.django_db
def test_a_task_that_was_never_begun_is_kept():
    work_on.enqueue(1)

    drop_old_tasks(at=A_MOMENT)

    assert DBTaskResult.objects.ready().count() == 1
