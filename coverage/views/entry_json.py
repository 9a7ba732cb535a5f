"""The entry grid as the script reads it: every cell of the place in a few short lists, so that it fits a poor line."""

from typing import Any

from django.urls import reverse

from accounts.models import User
from coverage import months
from coverage.cautions import Usual
from coverage.queries.entry_hints import Hints, hints_of
from coverage.queries.grid import Grid
from coverage.queries.plan import Asked
from coverage.queries.spots import BLANK, Spot
from paritrana import formatting
from regions.queries.tree import Place

NOT_APPLICABLE = -1
"""Stands for "tidak berlaku" where a number of workers is expected."""
LONGEST_SOURCE = 120
"""Letters of a source that the panel of a cell shows."""
ANY_CODE = "KODE"
"""Stands in addresses for the code that the script puts there."""


def grid_json(grid: Grid, user: User, *, may_edit: bool, locked: str) -> dict[str, Any]:
    """Return the whole grid. Categories, payers and districts are named once and then meant by their position."""
    pairs = (*grid.pairs, *grid.own_pairs)
    categories = {each.category.pk: each.category for each in pairs}
    payers = {each.payer.pk: each.payer for each in sorted(pairs, key=lambda each: each.payer.position)}
    at = [{pk: number for number, pk in enumerate(found)} for found in (categories, payers)]
    districts = {place.id: number for number, place in enumerate(grid.districts)}
    hints = hints_of(grid)
    return {
        **heading(grid, user),
        **addresses(grid),
        "editable": may_edit and grid.is_open,
        "locked": locked,
        "categories": [[each.code, each.name] for each in categories.values()],
        "payers": [[each.code, each.name] for each in payers.values()],
        "pairs": [[at[0][each.category.pk], at[1][each.payer.pk]] for each in grid.pairs],
        "ownPairs": [[at[0][each.category.pk], at[1][each.payer.pk]] for each in grid.own_pairs],
        "districts": [[place.code, place.full] for place in grid.districts],
        "villages": [
            [place.code, place.short, districts.get(place.parent or 0, 0), grid.targets.get(place.id)]
            for place in grid.villages
        ],
        "cells": village_cells(grid, hints),
        "own": own_cells(grid, hints),
        **warnings(grid, hints, at[0]),
        "offered": offered(grid, hints, at[0]),
        "outside": list(grid.outside()),
        "remarked": remarked(grid),
        "unlocked": unlocked(grid),
    }


def heading(grid: Grid, user: User) -> dict[str, Any]:
    """Return who fills what."""
    report = grid.report
    return {
        "user": user.pk,
        "code": grid.place.code,
        "name": grid.place.full,
        "level": grid.place.level.slug,
        "reporter": grid.reporter.code,
        "period": months.iso(grid.month),
        "month": formatting.month(grid.month),
        "before": formatting.month(months.shifted(grid.month, -1)),
        "report": {"version": report.version, "state": report.state} if report else None,
        "target": grid.targets.get(grid.place.id),
    }


def addresses(grid: Grid) -> dict[str, str]:
    """Return where the script sends and asks."""
    return {
        "page": reverse("coverage:entry", args=[grid.place.code]),
        "save": reverse("coverage:save_entries", args=[grid.reporter.code]),
        "panel": reverse("coverage:cell_panel", args=[ANY_CODE]),
    }


def village_cells(grid: Grid, hints: Hints) -> list[list[Any]]:
    """Return the cells of each village, in the order of the pairs."""
    pairs, spots, usual = [each.pair for each in grid.pairs], grid.spots, hints.usual
    return [
        [short(spots.get(key, BLANK), usual.get(key)) for key in ((place.id, *pair) for pair in pairs)]
        for place in grid.villages
    ]


def short(spot: Spot, usual: Usual | None) -> list[Any] | int:
    """Return [heads, version, before, until, middle, spread], cut after the last that says something; 0 for none.

    The last two tell how the cell usually changes, as `cautions.Usual`.
    """
    if spot is BLANK:
        return 0
    heads, not_applicable, version, until, before = spot
    told = [NOT_APPLICABLE if not_applicable else heads, version, before, until.isoformat() if until else None]
    told += usual or ()
    while told and told[-1] is None:
        told.pop()
    return told


def own_cells(grid: Grid, hints: Hints) -> list[Any]:
    """Return the reporter's own cells where the whole of it is shown."""
    if grid.place.id != grid.reporter.pk:
        return []
    reporter = grid.place.id
    return [short(grid.spot(reporter, each), hints.usual.get((reporter, *each.pair))) for each in grid.own_pairs]


def warnings(grid: Grid, hints: Hints, categories: dict[int, int]) -> dict[str, Any]:
    """Return what cautions need beside the cells: both levels by pair, what a total holds, and reasons given."""
    named = {place.id: place.code for place in (grid.place, *grid.villages)}
    cells = {
        (place.id, *asked.pair): cell_name(place, asked) for place, asked in (grid.shown() if hints.explained else ())
    }
    cells |= {(pk, 0, 0): f"{code}||" for pk, code in named.items()}
    return {
        "counted": [number for pk, number in categories.items() if pk in grid.counted],
        "above": [grid.held.own.get(each.pair, 0) for each in grid.pairs],
        "below": [hints.below.get(each.pair, 0) for each in grid.own_pairs],
        "unasked": {named[pk]: heads for pk, heads in hints.unasked.items()},
        "explained": {cells[key]: rules for key, rules in hints.explained.items() if key in cells},
    }


def offered(grid: Grid, hints: Hints, categories: dict[int, int]) -> list[list[Any]]:
    """Return [code, category, speaker, heads, source] of each number that a village or BPJS states."""
    named = {place.id: place.code for place in grid.villages}
    return [
        [named[one.region_id], categories[one.category_id], one.stated_by, one.heads, one.source[:LONGEST_SOURCE]]
        for one in hints.offered
        if one.category_id in categories
    ]


def remarked(grid: Grid) -> list[str]:
    """Return the names of the shown cells with an unanswered question."""
    return [
        cell_name(place, asked)
        for place, asked in (grid.shown() if grid.remarked else ())
        if (place.id, asked.category.pk, asked.payer.pk) in grid.remarked
    ]


def unlocked(grid: Grid) -> list[str] | None:
    """Return the names of the cells that a correction names; None where all can be written."""
    if grid.unlocked is None:
        return None
    return [cell_name(place, asked) for place, asked in grid.shown() if not grid.is_locked(place.id, asked)]


def cell_name(place: Place, asked: Asked) -> str:
    """Return how form and script name a cell: "64.01.01.2001|petani|apbd_kab"."""
    return f"{place.code}|{asked.category.code}|{asked.payer.code}"
