"""Note who read a ranking before it was published: it is made of the marks of all jurors."""

from datetime import datetime

from django.db import transaction

from accounts.actions import audit
from accounts.enums import Act
from accounts.models import User
from awards.models import EntrantCategory, Round


@transaction.atomic
def note_ranking_read(*, round_: Round, category: EntrantCategory, by: User, at: datetime) -> None:
    """Leave an entry in the trail of who read the ranking of a category."""
    audit.record(
        by=by, act=Act.MARKS_READ, at=at, subject=f"ranking:{round_.pk}/{category.code}", region_code=round_.region.code
    )
