"""The drawing of a trend: where the line ends, what is hollow, coordinates that SVG can read."""

import re

from coverage.queries.released import Point, marked
from coverage.templatetags.charts import chart_of

ISSUED = ("Kementerian", "RPJMN")


def a_point(month: int, enrolled: int | None, by=ISSUED, **more) -> Point:
    return Point(
        month=month, release_id=month, figure_id=f"64.01_{month}_ucj_1", enrolled=enrolled,
        target=more.pop("target", 100), potential=more.pop("potential", None), is_hidden=False,
        reported=more.pop("reported", 1), expected=1, target_by=by, potential_by=more.pop("potential_by", None),
    )  # fmt: skip


def test_one_month_or_none_is_not_drawn():
    assert chart_of([]) is None
    assert chart_of([a_point(202501, 50)]) is None
    assert chart_of([a_point(202501, 50), a_point(202502, None)]) is None


def test_following_months_are_one_line_from_edge_to_edge():
    chart = chart_of([a_point(202411, 0), a_point(202412, 50), a_point(202501, 100)])

    assert chart.lines == ("40.0,164.0 195.0,88.0 350.0,12.0",)
    assert (chart.target, chart.breaks) == ("12.0", ())
    assert [mark.label for mark in chart.months] == ["November 2024", "Januari 2025"]


def test_the_line_ends_where_the_basis_changes_and_where_a_month_is_missing():
    changed = marked(
        a_point(202501 + place, 50, by) for place, by in enumerate([ISSUED, ISSUED, ("BPS", "x"), ("BPS", "x")])
    )
    gap = [a_point(month, 50) for month in (202501, 202502, 202504, 202505)]

    assert [line.count(",") for line in chart_of(changed).lines] == [2, 2]
    assert len(chart_of(changed).breaks) == 1
    assert [line.count(",") for line in chart_of(gap).lines] == [2, 2]
    assert chart_of(gap).breaks == ()


def test_more_than_a_hundred_percent_is_drawn_and_not_cut():
    chart = chart_of([a_point(202501, 150), a_point(202502, 112)])

    assert chart.dots[0].y == "12.0"
    assert chart.dots[0].label == "Januari 2025: 150,00\N{NO-BREAK SPACE}%"
    assert float(chart.target) > float(chart.dots[1].y)


def test_without_a_target_the_potential_is_drawn_and_no_target_line():
    points = [a_point(month, 50, None, target=None, potential=200, potential_by=ISSUED) for month in (202501, 202502)]

    chart = chart_of(points)

    assert (chart.target, len(chart.lines)) == (None, 1)
    assert chart.dots[0].label == "Januari 2025: 25,00\N{NO-BREAK SPACE}%"


def test_an_incomplete_month_is_hollow_and_all_coordinates_are_plain_numbers():
    chart = chart_of([a_point(202501, 33, reported=0), a_point(202502, 67)])

    assert [dot.is_complete for dot in chart.dots] == [False, True]
    assert all(re.fullmatch(r"\d+\.\d", place) for dot in chart.dots for place in (dot.x, dot.y))
