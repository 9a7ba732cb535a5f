"""What a province gives to all below it: the clock, and by default the zone of the award."""

from django.db import models

from regions.enums import TimeZone
from regions.models.region import Region


class ProvinceDefaults(models.Model):
    """Time zone of a province, and the award zone that an edition proposes for it (our reading; no official list)."""

    province = models.OneToOneField(Region, models.PROTECT, related_name="defaults")
    time_zone = models.CharField(max_length=20, choices=TimeZone)
    island_zone = models.CharField(max_length=40)
    award_zone = models.CharField(max_length=40)
    award_zone_basis = models.CharField(max_length=20)
