"""Other codes and names under which a region is known."""

from django.db import models

from regions.enums import CodeSystem
from regions.models.region import BEGINNING, FOREVER, Region


class RegionAlias(models.Model):
    """A code of another office, a former code, or another name of a region, for as long as it was in use.

    `text` is stored as `regions.names.plain` leaves it, so that a lookup is one comparison.
    """

    system = models.CharField(max_length=8, choices=CodeSystem)
    text = models.CharField(max_length=120)
    region = models.ForeignKey(Region, models.PROTECT, related_name="aliases")
    valid_from = models.DateField(default=BEGINNING)
    valid_to = models.DateField(default=FOREVER)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["system", "text", "region", "valid_from"], name="region_alias_once"),
            models.CheckConstraint(condition=models.Q(valid_to__gt=models.F("valid_from")), name="region_alias_lasts"),
        ]
        indexes = [models.Index(fields=["text", "system"], name="region_alias_text")]
