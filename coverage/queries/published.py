"""What a release says, as typed values: the frozen content of one published number, read back for pages.

The content was written once, small cells already withheld; nothing here recomputes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self

from coverage.enums import DenominatorKind
from coverage.models import Release
from coverage.queries.remarks import Dispute, Reason, disputes_told, reasons_told


class Shown(StrEnum):
    """Whether a count may be seen, and if not, why."""

    YES = "yes"
    NONE = "none"  # nobody filled it in
    SMALL = "small"  # 1 to 4 persons: printed as "<5"
    WITHHELD = "withheld"  # hidden so that a small sibling cannot be computed


@dataclass(frozen=True)
class Veil:
    """Which paths of a release are hidden; `small` are those hidden for their own size."""

    hidden: frozenset[str]
    small: frozenset[str]

    def over(self, path: str, count: int | None) -> Shown:
        """Return how the count at `path` ("segments.formal.enrolled", or its parent "segments.formal") shows."""
        if count is not None:
            return Shown.YES
        ways = {path, path.rpartition(".")[0]} - {""}
        if ways & self.small:
            return Shown.SMALL
        return Shown.WITHHELD if ways & self.hidden else Shown.NONE


@dataclass(frozen=True)
class Split:
    """One segment, category or payer: heads in workers, and a percentage where it has a target of its own."""

    code: str
    name: str
    segment: str
    enrolled: int | None
    target: int | None
    percent: Decimal | None
    shown: Shown


@dataclass(frozen=True)
class NamedDenominator:
    """The denominator of a percentage, as its release names it: persons, by whom, by what law, counted how, when."""

    kind: DenominatorKind
    segment: str
    segment_name: str
    persons: int
    issuer: str
    legal_basis: str
    method: str
    document: str
    as_of: str
    version: int
    is_sample: bool


@dataclass(frozen=True)
class Part:
    """A release of a child that went into this one."""

    figure_id: str
    code: str
    name: str
    enrolled: int | None


@dataclass(frozen=True)
class Signature:
    """A step of the sign-off: the office that took it and when; never the name of a person."""

    step: str
    role: str
    at: datetime


@dataclass(frozen=True)
class Entry:
    """An act by which figures of the number came in: on which way ("impor berkas"), when, and with which note."""

    via: str
    at: datetime
    note: str


@dataclass(frozen=True)
class Flag:
    """A remark on a number: what it is about (`path`) and of what kind (`code`)."""

    code: str
    path: str


@dataclass(frozen=True)
class Published:
    """One release as the public sees it. Counts are workers; percentages carry two decimals as printed."""

    figure_id: str
    version: int
    cause: str
    released_at: datetime
    month: int
    code: str
    name: str
    enrolled: int | None
    target: int | None
    percent: Decimal | None
    potential: int | None
    potential_percent: Decimal | None
    gap: int | None
    unsplit: int | None
    own: int | None
    shown: Shown
    own_shown: Shown
    unsplit_shown: Shown
    segments: tuple[Split, ...]
    categories: tuple[Split, ...]
    payers: tuple[Split, ...]
    reported: int
    expected: int
    flags: tuple[Flag, ...]
    targets: tuple[NamedDenominator, ...]
    potentials: tuple[NamedDenominator, ...]
    parts: tuple[Part, ...]
    signatures: tuple[Signature, ...]
    entries: tuple[Entry, ...]
    formula: str
    reason: str
    disputes: tuple[Dispute, ...]
    explanations: tuple[Reason, ...]
    is_sample: bool
    veil: Veil
    content: Mapping[str, Any]

    @property
    def is_measured_by_segment(self) -> bool:
        """Whether any segment has a target of its own."""
        return any(split.target for split in self.segments)

    @property
    def bases(self) -> tuple[NamedDenominator, ...]:
        """Targets, then potentials."""
        return self.targets + self.potentials

    @property
    def is_complete(self) -> bool:
        """Whether all regencies that were expected to report are in the sum."""
        return self.reported >= self.expected

    @classmethod
    def of(cls, release: Release) -> Self:
        """Return what `release` says."""
        content: dict[str, Any] = release.content
        veil = Veil(frozenset(content.get("hidden", ())), frozenset(content.get("small", ())))
        reporting = content.get("reporting") or {}
        return cls(
            figure_id=release.figure_id,
            version=release.version,
            cause=release.cause,
            released_at=release.released_at,
            month=release.month,
            code=content["code"],
            name=content["name"],
            **{count: content.get(count) for count in ("enrolled", "target", "potential", "gap", "unsplit", "own")},
            percent=exact(content.get("percent")),
            potential_percent=exact(content.get("potential_percent")),
            shown=veil.over("enrolled", content.get("enrolled")),
            own_shown=veil.over("own", content.get("own")),
            unsplit_shown=veil.over("unsplit", content.get("unsplit")),
            segments=splits(content, "segments", veil),
            categories=splits(content, "categories", veil),
            payers=splits(content, "payers", veil),
            reported=reporting.get("reported", 0),
            expected=reporting.get("expected", 0),
            flags=flags(content),
            targets=bases(content, DenominatorKind.TARGET),
            potentials=bases(content, DenominatorKind.POTENTIAL),
            parts=parts(content),
            signatures=signatures(content),
            entries=entries(content),
            formula=content.get("formula", release.formula),
            reason=content.get("reason", ""),
            disputes=disputes_told(content),
            explanations=reasons_told(content),
            is_sample=bool(content.get("is_sample")),
            veil=veil,
            content=content,
        )


def exact(printed: str | None) -> Decimal | None:
    """Return the percentage that a release carries as text, without a detour through floating point."""
    return None if printed is None else Decimal(printed)


def flags(content: Mapping[str, Any]) -> tuple[Flag, ...]:
    return tuple(Flag(row["code"], row.get("path", "")) for row in content.get("flags", ()))


def parts(content: Mapping[str, Any]) -> tuple[Part, ...]:
    rows = content.get("parts", ())
    return tuple(Part(row["figure_id"], row["code"], row["name"], row["enrolled"]) for row in rows)


def signatures(content: Mapping[str, Any]) -> tuple[Signature, ...]:
    rows = content.get("signatures", ())
    return tuple(Signature(row["step"], row["role"], datetime.fromisoformat(row["at"])) for row in rows)


def entries(content: Mapping[str, Any]) -> tuple[Entry, ...]:
    rows = content.get("entries", ())
    return tuple(Entry(row["via"], datetime.fromisoformat(row["at"]), row["note"]) for row in rows)


def splits(content: Mapping[str, Any], axis: str, veil: Veil) -> tuple[Split, ...]:
    """Return the rows of one axis of a release; each with the reason where its count is withheld."""
    return tuple(
        Split(
            code=row["code"],
            name=row.get("name", row["code"]),
            segment=row.get("segment") or "",
            enrolled=row.get("enrolled"),
            target=row.get("target"),
            percent=exact(row.get("percent")),
            shown=veil.over(f"{axis}.{row['code']}.enrolled", row.get("enrolled")),
        )
        for row in content.get(axis, ())
    )


def bases(content: Mapping[str, Any], kind: DenominatorKind) -> tuple[NamedDenominator, ...]:
    """Return the denominators of one kind that a release names, in its order."""
    names = {row["code"]: row.get("name", row["code"]) for row in content.get("segments", ())}
    return tuple(
        NamedDenominator(
            kind=kind,
            segment=row.get("segment") or "",
            segment_name=names.get(row.get("segment"), ""),
            persons=row["persons"],
            issuer=row.get("issuer", ""),
            legal_basis=row.get("legal_basis", ""),
            method=row.get("method", ""),
            document=row.get("document", ""),
            as_of=row.get("as_of", ""),
            version=row.get("version", 1),
            is_sample=bool(row.get("is_sample")),
        )
        for row in content.get(f"{kind.value}_denominators") or ()
    )
