"""How much may be handed in: by one person in a day, with all else that was uploaded, and for one entry in all."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, Sum

from accounts import access
from accounts.models import User
from awards.evidence_errors import EvidenceRefused
from awards.evidence_faults import MEGABYTE
from awards.models import Entry, Evidence, Objection
from coverage.models import Upload
from paritrana import formatting

MOST_OF_AN_ENTRY = 100 * MEGABYTE


def lock_day(by: User) -> None:
    """Lock a person until the transaction ends, so that of two files sent at once the second counts the first."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)


def refuse_beyond_day(size: int, by: User, at: datetime) -> None:
    """Raise EvidenceRefused where `size` bytes more are too much for today on the clock of `by`."""
    zone = ZoneInfo(access.clock_of(by, at))
    midnight = datetime.combine(at.astimezone(zone).date(), time(), zone)
    span = (midnight, midnight + timedelta(days=1) - timedelta(microseconds=1))
    used = (
        total(Q(filed_by=by, filed_at__range=span), "size")
        + total(Q(redacted_by=by, redacted_at__range=span), "redacted_size")
        + contested(Q(filed_by=by, filed_at__range=span))
        + (Upload.objects.filter(by=by, sent_at__range=span).aggregate(used=Sum("size"))["used"] or 0)
    )
    if used + size > settings.UPLOADS_PER_DAY:
        until = formatting.moment(midnight + timedelta(days=1), zone.key)
        raise EvidenceRefused(
            "day_full", used=formatting.size(used), most=formatting.size(settings.UPLOADS_PER_DAY), until=until
        )


def refuse_beyond_entry(size: int, entry: Entry) -> None:
    """Raise EvidenceRefused where an entry would hold too much: all versions count, since none is ever dropped."""
    used = total(Q(entry=entry), "size") + total(Q(entry=entry), "redacted_size") + contested(Q(entry=entry))
    if used + size > MOST_OF_AN_ENTRY:
        name, most = entry.name, formatting.size(MOST_OF_AN_ENTRY)
        raise EvidenceRefused("entry_full", name=name, used=formatting.size(used), most=most)


def total(condition: Q, of: str) -> int:
    """Return the bytes of the evidence that matches."""
    return int(Evidence.objects.filter(condition).aggregate(used=Sum(of))["used"] or 0)


def contested(condition: Q) -> int:
    """Return the bytes of the proofs of objections that match."""
    return int(Objection.objects.filter(condition).aggregate(used=Sum("proof_size"))["used"] or 0)
