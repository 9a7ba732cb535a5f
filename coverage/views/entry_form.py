"""The entry grid as one ordinary form: tables of fields, and what a sent form says of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from coverage.actions.entry_answers import Sent
from coverage.numbers import grouped
from coverage.queries.grid import Grid
from coverage.queries.plan import Asked
from coverage.queries.spots import Spot
from coverage.views.entry_json import cell_name
from regions.enums import Level
from regions.queries.tree import Place

TEXT, BEFORE, CHOICE, THEIRS, COPIED = "isi:", "dulu:", "pilih:", "mereka:", "salinan:"
"""What the names of fields begin with: the text, what it was when shown, the choice after a conflict, their version,
and what was copied from the month before."""
NOT_APPLICABLE = "tb"
LONGEST_TEXT = 40
MINE = "saya"


@dataclass(frozen=True)
class Cell:
    """One field: its name, the text in it, what was shown at first ("version:text"), and what was answered to it."""

    id: str
    label: str
    column: str
    text: str
    shown: str
    before: int | None
    answer: Any = None
    is_locked: bool = False
    is_copied: bool = False

    @property
    def is_marked(self) -> bool:
        """Whether it says more than what is stored."""
        return self.is_copied or self.answer is not None


@dataclass(frozen=True)
class Row:
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """One table of the form."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Typed:
    """What a form says: texts by cell, as shown before, what was chosen where two had written, and copies."""

    texts: Mapping[str, str] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    theirs: Mapping[str, str] = field(default_factory=dict)
    copied: Mapping[str, str] = field(default_factory=dict)

    def unsaved(self) -> "Typed":
        """Return the fields alone whose text is no longer what was shown."""
        texts = {
            name: text
            for name, text in self.texts.items()
            if text.strip() != self.shown.get(name, ":").partition(":")[2]
        }
        return replace(self, texts=texts)

    def sent(self) -> list[Sent]:
        """Return the cells whose text is no longer what was shown; where theirs was chosen, nothing is sent."""
        found = []
        for name, text in self.texts.items():
            version, _colon, shown = self.shown.get(name, "0:").partition(":")
            choice = self.choices.get(name)
            if (text.strip() == shown and not choice) or (choice and choice != MINE):
                continue
            seen = self.theirs.get(name, version) if choice == MINE else version
            parts = name.split("|")
            if len(parts) == 3:
                found.append(Sent(parts[0], parts[1], parts[2], text, int(seen) if is_count(seen) else 0))
        return found


def is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def typed_in(form: QueryDict) -> Typed:
    """Return what a sent form says; fields of other names are not looked at, texts are cut to what a count can need."""
    found: dict[str, dict[str, str]] = {start: {} for start in (TEXT, BEFORE, CHOICE, THEIRS, COPIED)}
    for name, text in form.items():
        for start, kept in found.items():
            if name.startswith(start):
                kept[name.removeprefix(start)] = str(text)[:LONGEST_TEXT]
    return Typed(found[TEXT], found[BEFORE], found[CHOICE], found[THEIRS], found[COPIED])


def written(spot: Spot) -> str:
    """Return a cell as it stands in a field: "1.250", "tb", or nothing."""
    if spot.not_applicable:
        return NOT_APPLICABLE
    return "" if spot.heads is None else grouped(spot.heads)


@dataclass(frozen=True)
class Filling:
    """What stands in the fields: what is stored, over it what was typed, beside it what was answered."""

    grid: Grid
    typed: Typed
    answers: Mapping[str, Any]

    def cell(self, place: Place, asked: Asked, column: str) -> Cell:
        """Return the field of one cell."""
        spot, name = self.grid.spot(place.id, asked), cell_name(place, asked)
        answer, stands = self.answers.get(name), written(spot)
        text = self.typed.texts.get(name, stands)
        # A field with an unsaved text must still tell what it was typed over, so what was shown then stays.
        shown = self.typed.shown.get(name) if name in self.typed.texts else None
        return Cell(
            id=name,
            label=f"{place.short}, {asked.category.name}, {asked.payer.name}",
            column=column,
            text=text,
            shown=shown or f"{spot.version}:{stands}",
            before=spot.before,
            answer=answer,
            is_locked=self.grid.is_locked(place.id, asked),
            is_copied=text != stands and text == self.typed.copied.get(name),
        )

    def of_reporter(self) -> Sheet:
        """Return the table of the cells that are asked of the whole regency at once."""
        named = [(each, f"{each.category.name}, {each.payer.name}") for each in self.grid.own_pairs]
        cells = tuple(self.cell(self.grid.place, each, column) for each, column in named)
        title = _("Hanya di kabupaten/kota, belum dirinci per desa")
        return Sheet(title, tuple(column for _each, column in named), (Row(self.grid.place.full, cells),))

    def of_village(self) -> Sheet:
        """Return the table of one village: a row per category, a field per payer."""
        grid = self.grid
        categories = list(dict.fromkeys(each.category.name for each in grid.pairs))
        rows = tuple(
            Row(name, tuple(self.cell(grid.place, each, each.payer.name) for each in of_category(grid.pairs, name)))
            for name in categories
        )
        return Sheet(grid.place.full, (), rows)

    def of_villages(self, district: Place | None, payer: str) -> Sheet:
        """Return the table of a district's villages for one payer, or that of all villages."""
        asked = [each for each in self.grid.pairs if each.payer.code == payer]
        villages = [place for place in self.grid.villages if district is None or place.parent == district.id]
        rows = tuple(
            Row(place.short, tuple(self.cell(place, each, each.category.name) for each in asked)) for place in villages
        )
        title = district.full if district else self.grid.place.full
        return Sheet(title, tuple(each.category.name for each in asked), rows)


def sheets(filling: Filling, district: Place | None, payer: str, *, without_villages: bool = False) -> list[Sheet]:
    """Return the tables of the form: the regency's own cells, then its villages, or what the place shows of them."""
    grid = filling.grid
    found = [filling.of_reporter()] if grid.own_pairs and grid.place.id == grid.reporter.pk else []
    if grid.place.level == Level.VILLAGE and grid.pairs:
        found.append(filling.of_village())
    elif grid.pairs and not without_villages:
        found.append(filling.of_villages(district, payer))
    return found


def of_category(pairs: Iterable[Asked], name: str) -> list[Asked]:
    return [each for each in pairs if each.category.name == name]
