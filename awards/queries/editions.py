"""Which editions are open at a moment, and which months they make delicate."""

from datetime import datetime

from accounts import access
from awards.models import Edition


def guarded_months(at: datetime) -> list[tuple[int, str]]:
    """Return the data month (yyyymm) of each edition that is open at `at`, with the edition in words; by month, name.

    Two editions on the same year are two entries. What is judged by a number must not be moved by one person alone.
    """
    rows = Edition.objects.open_on(access.day_of(at)).select_related("programme")
    return [(row.data_month, str(row)) for row in rows.order_by("data_year", "programme__code")]
