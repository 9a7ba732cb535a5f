"""All that a closed result rests on, as tables for an auditor: from its bundle, its rows and its versions.

Jurors are pseudonyms here as in the bundle; nothing in these tables sets a name beside one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from awards.arithmetic.contests import Contest, each_mark
from awards.bundles.parts import Bundle
from awards.models import Publication, Result, ResultRow
from awards.queries.results.calibration import bundled
from awards.queries.results.content import kept

Rows = Iterable[Sequence[object]]


@dataclass(frozen=True)
class Table:
    """One table of the export: its name (ASCII; that of a sheet and of a file), its header and rows."""

    name: str
    header: tuple[str, ...]
    rows: Rows


def tables_of(result: Result) -> list[Table]:
    """Return the tables of a result; four queries."""
    bundle = bundled(result)
    contest = bundle.contests[result.category.code]
    rows = list(ResultRow.objects.filter(result=result).select_related("entry").order_by("position"))
    return [
        Table("ringkasan", ("about", "content"), summary(result, bundle)),
        Table("kriteria", CRITERIA, criteria(contest)),
        Table("masukan", ("entry", "name", "criterion", "raw", "level", "waiver"), inputs(contest, bundle)),
        Table("nilai", ("entry", "name", "criterion", "juror", "mark"), marks(contest, bundle)),
        Table("benturan", ("juror", "entry", "name", "is_recused"), conflicts(bundle)),
        Table("total", TOTALS, totals(rows)),
        Table("nilai_seri", ("entry", "name", "step", "against", "own", "other"), traces(rows)),
        Table("versi", VERSIONS, versions(result)),
    ]


def summary(result: Result, bundle: Bundle) -> Iterator[list[object]]:
    """Yield what the bundle says about itself, and the digest by which it is known."""
    for key, text in bundle.about.items():
        yield [key, text]
    yield ["software", bundle.software]
    yield ["formula", result.formula]
    yield ["bundle_sha256", result.digest]


CRITERIA = ("phase", "code", "name", "part_of", "weight", "kind", "measure", "direction", "normalisation", "cap")


def criteria(contest: Contest) -> Iterator[list[object]]:
    for one in contest.scheme.criteria:
        told = (one.phase, one.kind, one.measure, one.direction, one.normalisation)
        phase, kind, measure, direction, normalisation = (str(each) if each else "" for each in told)
        yield [phase, one.code, one.name, one.parent, one.weight, kind, measure, direction, normalisation, one.cap]


def inputs(contest: Contest, bundle: Bundle) -> Iterator[list[object]]:
    for one in sorted(contest.inputs, key=lambda each: (each.entry, each.criterion)):
        yield [one.entry, bundle.names[one.entry], one.criterion, one.raw, one.level, one.waiver]


def marks(contest: Contest, bundle: Bundle) -> Iterator[list[object]]:
    for one in each_mark(contest):
        yield [one.entry, bundle.names[one.entry], one.criterion, one.juror, one.points]


def conflicts(bundle: Bundle) -> Iterator[list[object]]:
    for one in bundle.conflicts:
        yield [one.juror, one.entry, bundle.names[one.entry], one.is_recused]


TOTALS = ("position", "rank", "entry", "name", "total", "is_winner", "criterion", "points", "weighted")


def totals(rows: Sequence[ResultRow]) -> Iterator[list[object]]:
    """Yield each entry's total, and below it its points per criterion."""
    for row in rows:
        standing = kept(row).standing
        whole = [row.position, row.rank, standing.entry, row.name]
        yield [*whole, row.total, row.is_winner, None, None, None]
        for code, score in standing.scores.items():
            yield [*whole, None, None, code, score.points, score.weighted]


def traces(rows: Sequence[ResultRow]) -> Iterator[list[object]]:
    for row in rows:
        found = kept(row)
        for rung in found.trace:
            yield [found.standing.entry, row.name, rung.step, rung.against, rung.own, rung.other]


VERSIONS = (
    "version", "closed_at", "cause", "reason", "criteria_version", "bundle_sha256", "decree", "decree_date",
    "asked_at", "approved_at", "embargo_until", "withdrawn_at",
)  # fmt: skip


def versions(result: Result) -> list[list[object]]:
    """Return all versions of the category's result, each with every request to publish it."""
    rows = Result.objects.filter(round=result.round_id, category=result.category_id).defer("bundle")
    closed = list(rows.select_related("criteria_set").order_by("version"))
    asked: dict[int, list[Publication]] = {}
    for one in Publication.objects.filter(result__in=closed).order_by("pk"):
        asked.setdefault(one.result_id, []).append(one)
    return [
        [
            row.version, row.closed_at.isoformat(), row.cause, row.reason, row.criteria_set.version, row.digest,
            *(publication_cells(one) if one else [None] * 6),
        ]
        for row in closed
        for one in asked.get(row.pk, [None])
    ]  # fmt: skip


def publication_cells(one: Publication) -> list[object]:
    moments = (one.asked_at, one.approved_at, one.embargo_until, one.withdrawn_at)
    return [one.sk_number, one.sk_on.isoformat(), *(at.isoformat() if at else None for at in moments)]
