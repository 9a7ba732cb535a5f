"""Acts on many cells of the grid as one ordinary form: last month copied into the blanks, blanks filled with 0."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from accounts.models import User
from coverage.models import Report
from coverage.numbers import grouped
from coverage.queries.entry_zeros import zeros_of
from coverage.queries.grid import Grid
from coverage.queries.spots import Spot
from coverage.views.entry_form import Cell, Sheet, Typed
from coverage.views.entry_json import cell_name
from paritrana import formatting

WHOLE, SHOWN = "semua", "tampil"


@dataclass(frozen=True)
class Scope:
    """Cells that one act can mean: how the form names them, how the page calls them, and how many are blank."""

    name: str
    label: str
    cells: frozenset[str]
    blanks: int

    @property
    def told(self) -> str:
        return _("%(label)s: %(count)s isian kosong") % {"label": self.label, "count": formatting.number(self.blanks)}


def scopes(grid: Grid, shown: Iterable[Sheet]) -> dict[str, Scope]:
    """Return by name what can be filled at once: all of the place, what is shown, one category of it, one village.

    Blank is what is stored as blank, whatever stands in the fields; what a correction leaves as it is does not count.
    """
    every = {
        cell_name(place, asked): grid.spot(place.id, asked)
        for place, asked in grid.shown()
        if not grid.is_locked(place.id, asked)
    }
    blank = {name for name, spot in every.items() if is_blank(spot)}
    all_names = frozenset(every)
    names = [cell.id for cell in fields(shown) if cell.id in all_names]
    found = [(WHOLE, _("Seluruh %(place)s") % {"place": grid.place.full}, all_names)]
    if 0 < len(names) < len(all_names):
        found.append((SHOWN, _("Semua yang tampil di halaman ini"), frozenset(names)))
    categories = {each.category.code: each.category.name for each in (*grid.own_pairs, *grid.pairs)}
    for position, start, labels in ((1, "jenis", categories), (0, "desa", villages_of(grid))):
        of_code = defaultdict(list)
        for name in names:
            of_code[name.split("|")[position]].append(name)
        found += [(f"{start}:{code}", label, frozenset(of_code[code])) for code, label in labels.items()]
    return {name: Scope(name, label, cells, len(cells & blank)) for name, label, cells in found if cells}


def is_blank(spot: Spot) -> bool:
    return spot.heads is None and not spot.not_applicable


def villages_of(grid: Grid) -> dict[str, str]:
    """Return the villages to choose from; one alone is the whole place."""
    return {place.code: place.full for place in grid.villages} if len(grid.villages) > 1 else {}


def with_copies(shown: Iterable[Sheet], typed: Typed) -> Typed:
    """Return what is typed, and in fields that are still blank the number of the month before, marked as a copy."""
    copied = {cell.id: grouped(cell.before) for cell in fields(shown) if is_to_copy(cell) and cell.before is not None}
    return replace(typed, texts={**typed.texts, **copied}, copied={**typed.copied, **copied})


def is_to_copy(cell: Cell) -> bool:
    return not cell.text.strip() and not cell.is_locked


def fields(shown: Iterable[Sheet]) -> list[Cell]:
    return [cell for sheet in shown for row in sheet.rows for cell in row.cells]


def token_of(key: str, names: Collection[str]) -> str:
    """Return what one filling is called in addresses: the same press has the same, another choice another one."""
    return hashlib.sha256("\n".join((key, *sorted(names))).encode()).hexdigest()[:32]


def filling_key(report: Report, token: str) -> str:
    """Return the key under which a filling is kept; that of one month means nothing in another."""
    return f"nol-{report.pk}-{token}"


def standing_zeros(grid: Grid, user: User, token: str) -> int:
    """Return how many cells of a filling still hold the 0 that it wrote."""
    if not (grid.report and grid.is_open and token.isascii() and token.isalnum() and len(token) == 32):
        return 0
    versions = {cell_name(place, asked): grid.spot(place.id, asked).version for place, asked in grid.shown()}
    zeros: Mapping[str, int] = zeros_of(user, filling_key(grid.report, token))
    return sum(versions.get(name) == version for name, version in zeros.items())
