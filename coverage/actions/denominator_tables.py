"""Take a table of denominators, one row a region and year, as a new version of each that differs."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TextIO

from django.db import transaction

from accounts.models import User
from coverage.actions.denominators import Proposal, accept_statistics, propose_denominators
from coverage.enums import DenominatorKind
from coverage.models import Denominator, Scheme, Segment
from coverage.models.figure import LARGEST_COUNT
from coverage.table_errors import TableRefused
from regions.models import Region

COUNT_COLUMNS = ("employed", "persons", "target", "potential")


@dataclass(frozen=True)
class TableDefaults:
    """What the whole table rests on, where its rows do not say it themselves."""

    issuer: str
    method: str
    legal_basis: str = ""
    document: str = ""
    as_of: str = ""  # "08-31": month and day of each row's year; or a whole date


@dataclass(frozen=True)
class LoadedTable:
    """How many rows were read, became a new version, or stand already."""

    read: int
    new: int
    unchanged: int


@transaction.atomic
def load_denominator_table(
    *, file: TextIO, name: str, kind: DenominatorKind, defaults: TableDefaults, by: User, at: datetime
) -> LoadedTable:
    """Load a CSV of `year, code, employed|persons|target|potential`, optionally `segment` and the fields of `defaults`.

    Potentials are statistics of another office and count at once; targets are only proposed, for those who approve and
    accept them. Rows that equal the newest version change nothing. Raises TableRefused with the line: all or nothing.
    """
    proposals = list(rows_of(file, name, kind, defaults))
    newest = newest_versions(kind)
    new = [proposal for proposal in proposals if newest.get(place_of(proposal)) != said_of(proposal)]
    if new:
        stored = propose_denominators(proposals=new, by=by, at=at)
        if kind == DenominatorKind.POTENTIAL:
            accept_statistics(denominators=stored, by=by, at=at)
    return LoadedTable(len(proposals), len(new), len(proposals) - len(new))


Place = tuple[int, int, int | None]


def place_of(proposal: Proposal) -> Place:
    return (proposal.region.pk, proposal.year, proposal.segment.pk if proposal.segment else None)


def said_of(proposal: Proposal) -> tuple[object, ...]:
    return (proposal.persons, proposal.issuer, proposal.method, proposal.legal_basis, proposal.document, proposal.as_of)


def newest_versions(kind: DenominatorKind) -> dict[Place, tuple[object, ...]]:
    """Return what the newest version of each denominator of the kind says."""
    rows = Denominator.objects.filter(kind=kind, scheme__code="ucj").order_by("version", "pk")
    return {
        (row.region_id, row.year, row.segment_id): (
            row.persons, row.issuer, row.method, row.legal_basis, row.document, row.as_of,
        )
        for row in rows.iterator()
    }  # fmt: skip


def rows_of(file: TextIO, name: str, kind: DenominatorKind, defaults: TableDefaults) -> list[Proposal]:
    """Return the proposals of a table; raise TableRefused for the first line that cannot be taken."""
    reader = csv.DictReader(file)
    header = reader.fieldnames or []
    counts = [column for column in COUNT_COLUMNS if column in header]
    if not {"year", "code"} <= set(header) or len(counts) != 1:
        raise TableRefused("columns", name, 1)
    scheme = Scheme.objects.get(code="ucj")
    regions = {region.code: region for region in Region.objects.filter(level__lte=2)}
    segments: dict[str | None, Segment | None] = {row.code: row for row in scheme.segments.all()}
    segments |= {"": None, None: None}
    seen: set[Place] = set()
    proposals = []
    for line, row in enumerate(reader, 2):
        if row["code"] not in regions:
            raise TableRefused("region", name, line, row["code"])
        if row.get("segment") not in segments:
            raise TableRefused("segment", name, line, row["segment"])
        year = whole_number(row["year"], name, line, 2000, 2100)
        proposal = Proposal(
            region=regions[row["code"]],
            year=year,
            scheme=scheme,
            kind=kind,
            segment=segments[row.get("segment")],
            persons=whole_number(row[counts[0]], name, line, 0, LARGEST_COUNT),
            issuer=told(row, "issuer", defaults.issuer, name, line),
            method=told(row, "method", defaults.method, name, line),
            legal_basis=row.get("legal_basis") or defaults.legal_basis,
            document=row.get("document") or defaults.document,
            as_of=day_of(row.get("as_of") or defaults.as_of or "12-31", year, name, line),
        )
        if place_of(proposal) in seen:
            raise TableRefused("twice", name, line, row["code"], year)
        seen.add(place_of(proposal))
        proposals.append(proposal)
    if not proposals:
        raise TableRefused("no_rows", name, 1)
    return proposals


def whole_number(text: str | None, name: str, line: int, least: int, most: int) -> int:
    """Return a machine-written whole number; a table of denominators has no thousands separators."""
    found = text or ""
    if not (found.isascii() and found.isdigit() and len(found) <= 10 and least <= int(found) <= most):
        raise TableRefused("number" if found else "blank", name, line, found)
    return int(found)


def told(row: Mapping[str, str | None], column: str, otherwise: str, name: str, line: int) -> str:
    """Return what a row says in a column, or what holds for the whole table; one of them must say it."""
    found = row.get(column) or otherwise
    if not found:
        raise TableRefused(column, name, line)
    return found


def day_of(text: str, year: int, name: str, line: int) -> date:
    """Return the day of "2023-08-31", or of "08-31" in the row's year."""
    try:
        return date.fromisoformat(text if len(text) > 5 else f"{year}-{text}")
    except ValueError as error:
        raise TableRefused("day", name, line, text) from error
