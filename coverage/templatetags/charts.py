"""The trend of a region as a drawing: geometry here, markup in the template, no script."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from typing import Any

from django import template

from coverage.queries.released import Point
from paritrana import formatting

register = template.Library()

WIDTH, HEIGHT = 360, 190
LEFT, RIGHT, TOP, BOTTOM = 40, 10, 12, 26
SIDE = 6  # of a square for an invented month, where others are not
STEP = 25  # percentage points between two lines of the grid


@dataclass(frozen=True)
class Dot:
    """One month in the drawing; hollow where the sum is not complete."""

    x: str
    y: str
    label: str
    is_complete: bool
    is_sample: bool = False

    @property
    def corner(self) -> tuple[str, str]:
        """The upper left corner of a square in its place."""
        return placed(float(self.x) - SIDE / 2), placed(float(self.y) - SIDE / 2)


@dataclass(frozen=True)
class Mark:
    """A line of the grid, a month on the axis, or a break of the series, with its label."""

    at: str
    label: str
    anchor: str = "middle"


@dataclass(frozen=True)
class Chart:
    """What the template draws. `lines` are joined dots: a line ends where the basis changes or a month is missing."""

    lines: tuple[str, ...]
    dots: tuple[Dot, ...]
    grid: tuple[Mark, ...]
    months: tuple[Mark, ...]
    breaks: tuple[str, ...]
    target: str | None


@dataclass(frozen=True)
class Picture:
    """The drawing for pages of others, with what must stand in it, as no table stands beside it.

    `first` and `last` are its months with a percentage; `ratio` is the last percentage of `basis`.
    """

    chart: Chart | None
    basis: str
    first: Point | None
    last: Point | None
    ratio: Decimal | None
    samples: int
    months: int

    @property
    def is_sample(self) -> bool:
        """Whether all of it is invented."""
        return 0 < self.samples == self.months

    @property
    def has_gap(self) -> bool:
        """Whether months between the first and the last have no percentage."""
        return (
            self.first is not None
            and self.last is not None
            and (position(self.last.month) - position(self.first.month) >= self.months)
        )

    @property
    def is_complete(self) -> bool:
        return self.chart is not None and all(dot.is_complete for dot in self.chart.dots)


def picture_of(points: Sequence[Point]) -> Picture:
    """Return the picture of the trend; without a drawing where fewer than two months have a percentage."""
    basis, drawn = ratios_of(points)
    first, last = (drawn[0][0], drawn[-1][0]) if drawn else (None, None)
    ratio = drawn[-1][1] if drawn else None
    samples = sum(point.is_sample for point, *_ in drawn)
    return Picture(chart_of(points), basis, first, last, ratio, samples, len(drawn))


def placed(number: float) -> str:
    """Return a coordinate as SVG reads it, whatever the language of the page."""
    return f"{number:.1f}"


def position(month: int) -> int:
    """Return the number of the month on a line without gaps between years."""
    return month // 100 * 12 + month % 100


def ratios_of(points: Sequence[Point]) -> tuple[str, list[tuple[Point, Decimal, bool]]]:
    """Return the denominator that is drawn, and each month that has its percentage, with whether the series breaks."""
    of_target = [(point, point.percent, point.is_break) for point in points if point.percent is not None]
    if of_target:
        return "target", of_target
    ratios = [(point, point.potential_percent, point.is_potential_break) for point in points]
    return "potential", [(point, ratio, is_break) for point, ratio, is_break in ratios if ratio is not None]


def chart_of(points: Sequence[Point]) -> Chart | None:
    """Return the drawing of the trend, None where fewer than two months have a percentage."""
    basis, drawn = ratios_of(points)
    if len(drawn) < 2:
        return None
    first, last = position(drawn[0][0].month), position(drawn[-1][0].month)
    top = max(100, ceil(max(ratio for _, ratio, _ in drawn) / STEP) * STEP)
    across, down = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def x(month: int) -> str:
        return placed(LEFT + across * (position(month) - first) / (last - first))

    def y(ratio: Decimal | int) -> str:
        return placed(TOP + down * (1 - float(ratio) / top))

    step = STEP * ceil(top / STEP / 6)
    return Chart(
        lines=joined([(x(point.month), y(ratio), point.month, is_break) for point, ratio, is_break in drawn]),
        dots=tuple(
            Dot(x(point.month), y(ratio), label_of(point, ratio), point.is_complete, point.is_sample)
            for point, ratio, _ in drawn
        ),
        grid=tuple(Mark(y(level), formatting.whole_percent(level), "end") for level in range(0, top + 1, step)),
        months=(
            Mark(x(drawn[0][0].month), formatting.month(drawn[0][0].month), "start"),
            Mark(x(drawn[-1][0].month), formatting.month(drawn[-1][0].month), "end"),
        ),
        breaks=tuple(x(point.month) for point, _, is_break in drawn if is_break),
        target=y(100) if basis == "target" else None,
    )


def label_of(point: Point, ratio: Decimal) -> str:
    return f"{formatting.month(point.month)}: {formatting.percent(ratio)}"


def joined(dots: Sequence[tuple[str, str, int, bool]]) -> tuple[str, ...]:
    """Return the dots as polylines: a new one where the series breaks or a month was left out."""
    lines: list[list[str]] = []
    before: int | None = None
    for x, y, month, is_break in dots:
        if before is None or is_break or position(month) != position(before) + 1:
            lines.append([])
        lines[-1].append(f"{x},{y}")
        before = month
    return tuple(" ".join(line) for line in lines if len(line) > 1)


@register.inclusion_tag("coverage/_trend_chart.html")
def trend_chart(points: Sequence[Point], name: str) -> dict[str, Any]:
    """Draw the trend; nothing where there is too little to draw. The table beside it says the same."""
    return {"chart": chart_of(points), "name": name}
