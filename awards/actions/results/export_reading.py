"""Note who took the auditor's export of a result: it holds each mark, and may come before the result is public."""

from datetime import datetime

from django.db import transaction

from accounts.actions import audit
from accounts.enums import Act
from accounts.models import User
from awards.models import Result


@transaction.atomic
def note_export(*, result: Result, form: str, by: User, at: datetime) -> None:
    """Leave an entry in the trail of who took the export of a result, and in which form."""
    round_ = result.round
    subject = f"result:{round_.pk}/{result.category.code}/{result.version}"
    audit.record(
        by=by, act=Act.RESULT_EXPORTED, at=at, subject=subject, region_code=round_.region.code,
        new={"form": form, "digest": result.digest},
    )  # fmt: skip
