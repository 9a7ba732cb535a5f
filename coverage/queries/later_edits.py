"""What someone wrote in cells after an act did: taking the act back leaves these cells as they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from accounts.models import User
from coverage.models import Change, Figure, Revision

MOST_LATER = 100


@dataclass(frozen=True)
class LaterEdit:
    """A cell that someone wrote after an act did: what it holds now, who wrote it last, and when."""

    figure: Figure
    by: User
    at: datetime


@dataclass(frozen=True)
class LaterEdits:
    """The first cells that were written since, and how many there are."""

    rows: tuple[LaterEdit, ...]
    count: int


def edits_of(figures: Sequence[int]) -> tuple[LaterEdit, ...]:
    """Return the cells of these ids, in their order, with who wrote them last."""
    cells = Figure.objects.select_related("region", "category", "payer").in_bulk(figures)
    last = Revision.objects.filter(figure__in=figures, version=F("figure__version")).select_related("change__by")
    acts = {row.figure_id: row.change for row in last}
    return tuple(LaterEdit(cells[pk], acts[pk].by, acts[pk].at) for pk in figures)


def later_edits(chain: Sequence[Change]) -> LaterEdits:
    """Return the cells of the first act that were written since, last by none of the acts of the chain."""
    first, *others = chain
    since = Revision.objects.filter(change=first, figure__version__gt=F("version"))
    own = Revision.objects.filter(change__in=[one.pk for one in others], version=F("figure__version"))
    since = since.exclude(figure__in=own.values("figure"))
    ordered = since.order_by("figure__month", "figure__region__code", "figure_id")
    rows = list(ordered.values_list("figure", flat=True)[:MOST_LATER])
    return LaterEdits(edits_of(rows), len(rows) if len(rows) < MOST_LATER else since.count())
