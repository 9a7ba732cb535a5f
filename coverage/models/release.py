"""Published numbers."""

from django.conf import settings
from django.db import models

from coverage import months
from coverage.enums import ReleaseCause
from coverage.models.denominator import Denominator
from coverage.models.dimensions import Scheme
from coverage.models.report import Report, month_constraint
from regions.models import Region


def figure_id_of(code: str, month: int, scheme: str, version: int) -> str:
    """Return the id under which a published number is cited: "64.01_2023-12_ucj_1"."""
    return f"{code}_{months.iso(month)}_{scheme}_{version}"


class Release(models.Model):
    """One published number of a region, month and scheme, with all that explains it. Never changed.

    `content` is what pages and JSON show of it (`coverage.queries.release_content` tells its shape): small cells are
    already withheld there. `enrolled` and the denominators are the exact ones, for officials and for recounts.
    """

    figure_id = models.CharField(max_length=48, unique=True)  # 64.01_2023-12_ucj_1
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    month = models.PositiveIntegerField()
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    cause = models.CharField(max_length=12, choices=ReleaseCause)
    report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="releases")
    enrolled = models.PositiveBigIntegerField(null=True)  # None: a correction left no number
    target = models.PositiveBigIntegerField(null=True)
    potential = models.PositiveBigIntegerField(null=True)
    target_denominator = models.ForeignKey(Denominator, models.PROTECT, null=True, related_name="+")
    potential_denominator = models.ForeignKey(Denominator, models.PROTECT, null=True, related_name="+")
    formula = models.CharField(max_length=10)
    is_hidden = models.BooleanField(default=False)
    is_sample = models.BooleanField(default=False)
    content = models.JSONField()
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    released_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "scheme", "month", "version"], name="release_version_once"),
            month_constraint("release"),
        ]
