"""By what numbers are told apart and coloured: segments, kinds of workers, payers and bands, as pages explain them."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F

from coverage.models import Band, Payer, Scheme, SegmentMapping, WorkerCategory
from regions.models import FOREVER


@dataclass(frozen=True)
class BandRange:
    """A range of percentages that shares a colour: lower bound included, upper bound excluded, None is open."""

    position: int
    lower: Decimal | None
    upper: Decimal | None


@dataclass(frozen=True)
class CategoryRow:
    """A kind of worker and the segment in which it counts where a province has no rule of its own."""

    code: str
    name: str
    segment: str
    segment_name: str


@dataclass(frozen=True)
class Method:
    """The lists behind the numbers of one scheme, each in the order in which pages show it."""

    bands: tuple[BandRange, ...]
    categories: tuple[CategoryRow, ...]
    payers: tuple[tuple[str, str], ...]


def method_of(scheme: Scheme) -> Method:
    """Return bands, categories and payers as they stand today."""
    bands = Band.objects.filter(scheme=scheme).order_by("position")
    mappings = SegmentMapping.objects.filter(province=None, superseded_at=None, valid_to=FOREVER)
    segments = dict(mappings.select_related("segment").order_by("pk").values_list("category_id", "segment__code"))
    names = dict(scheme.segments.order_by("position").values_list("code", "name"))
    categories = WorkerCategory.objects.filter(scheme=scheme, valid_to=FOREVER).order_by(F("position"), "code")
    return Method(
        bands=tuple(BandRange(band.position, band.lower, band.upper) for band in bands),
        categories=tuple(
            CategoryRow(row.code, row.name, segments.get(row.pk) or "", names.get(segments.get(row.pk) or "", ""))
            for row in categories
        ),
        payers=tuple(Payer.objects.order_by("position", "code").values_list("code", "name")),
    )
