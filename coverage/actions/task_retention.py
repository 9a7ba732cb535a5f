"""Forget the tasks that were done, and those whose worker died."""

from datetime import datetime, timedelta

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

KEPT = timedelta(days=7)


def drop_old_tasks(*, at: datetime) -> None:
    """Drop the tasks that were begun a week ago or earlier, ended or not; those that wait stay."""
    DBTaskResult.objects.filter(started_at__lte=at - KEPT).exclude(status=TaskResultStatus.READY).delete()
