"""A closed result as its page and its tables show it: places, points per criterion, versions, what changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from awards.arithmetic.schemes import Criterion, Phase, Scheme, listed
from awards.arithmetic.scoring import Score, printed
from awards.models import Objection, Publication, Result, ResultRow
from awards.queries.results.content import Kept, kept, scheme_of, text
from awards.queries.results.published import publication_of, withdrawn_after
from awards.queries.rounds.stages import objections_until
from awards.queries.settings.schemes import read


@dataclass(frozen=True)
class Place:
    """One entry in a result, with what is kept of it; `scores` by leaf, in the order of the scheme."""

    row: ResultRow
    kept: Kept
    scores: tuple[tuple[Criterion, Score], ...]


@dataclass(frozen=True)
class Change:
    """An entry whose place or total is not what it was in the version before; `was` is None for a new entry."""

    row: ResultRow
    was: ResultRow | None


@dataclass(frozen=True)
class ResultPage:
    """One version of a result, with those before and after it that may be read, and its changes on the one before.

    `withdrawn` are the later versions that were public and were taken back, so that this one holds again.
    """

    result: Result
    publication: Publication | None
    scheme: Scheme
    is_example: bool
    places: tuple[Place, ...]
    versions: tuple[Result, ...]
    changes: tuple[Change, ...]
    objections: tuple[Objection, ...]
    objections_until: datetime | None
    withdrawn: tuple[Publication, ...]

    @property
    def leaves(self) -> tuple[Criterion, ...]:
        return listed(self.scheme)

    @property
    def phases(self) -> tuple[tuple[Phase, Decimal, tuple[Criterion, ...]], ...]:
        """Each phase that is judged, its percent of the total, and its criteria."""
        return tuple(
            (phase, share, tuple(leaf for leaf in self.leaves if leaf.phase == phase))
            for phase, share in self.scheme.shares.items()
            if share
        )

    @property
    def winners(self) -> tuple[Place, ...]:
        return tuple(place for place in self.places if place.row.is_winner)

    @property
    def waived(self) -> tuple[tuple[str, str, str], ...]:
        """What did not apply to whom, and why: name of the entry, name of the criterion, reason."""
        return tuple(
            (place.row.name, leaf.name, place.kept.sources[leaf.code].words)
            for place in self.places
            for leaf, score in place.scores
            if not score.applies
        )

    @property
    def criteria(self) -> dict[str, Criterion]:
        return {criterion.code: criterion for criterion in self.scheme.criteria}

    @property
    def names(self) -> dict[str, str]:
        return {place.kept.standing.entry: place.row.name for place in self.places}


def result_page(result: Result, versions: tuple[Result, ...], at: datetime) -> ResultPage:
    """Return the page of a result; `versions` are those that the reader may open."""
    scheme = scheme_of(result)
    rows = rows_of(result)
    lowest = listed(scheme)
    numbers = Objection.objects.filter(round=result.round_id, entry__category=result.category_id)
    return ResultPage(
        result=result,
        publication=publication_of(result),
        scheme=read(result.criteria_set).scheme,
        is_example=result.criteria_set.is_example,
        places=tuple(place_of(row, lowest) for row in rows),
        versions=versions,
        changes=changes_of(result, rows, versions),
        objections=tuple(numbers.only("number", "is_granted").order_by("number")),
        objections_until=objections_until(result.round),
        withdrawn=withdrawn_after(result, at),
    )


def rows_of(result: Result) -> list[ResultRow]:
    """Return the rows of a result in their order."""
    rows = ResultRow.objects.filter(result=result).select_related("entry__region", "entry__firm")
    return list(rows.order_by("position"))


def place_of(row: ResultRow, lowest: tuple[Criterion, ...]) -> Place:
    found = kept(row)
    return Place(row, found, tuple((leaf, found.standing.scores[leaf.code]) for leaf in lowest))


def changes_of(result: Result, rows: list[ResultRow], versions: tuple[Result, ...]) -> tuple[Change, ...]:
    """Return what is not as in the version before, among those that the reader may open; nothing for the first."""
    before = max((one for one in versions if one.version < result.version), key=lambda one: one.version, default=None)
    then = {row.entry_id: row for row in rows_of(before)} if before is not None else {}
    if not then:
        return ()
    found = [Change(row, then.get(row.entry_id)) for row in rows]
    return tuple(
        one for one in found if one.was is None or (one.was.rank, one.was.total) != (one.row.rank, one.row.total)
    )


HEADER = ("kode", "nama", "peringkat", "nilai_akhir", "juara", "tidak_berlaku")


def table_of(page: ResultPage) -> tuple[tuple[str, ...], Iterator[Sequence[object]]]:
    """Return header and rows of the table of a result; points with ten places, as they were ranked."""
    header = (*HEADER, *(f"nilai_{leaf.code}" for leaf in page.leaves))
    rows = (
        [
            place.kept.standing.entry, place.row.name, place.row.rank, place.row.total, place.row.is_winner,
            " ".join(leaf.code for leaf, score in place.scores if not score.applies),
            *(score.points for _leaf, score in place.scores),
        ]
        for place in page.places
    )  # fmt: skip
    return header, rows


def moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def document_of(page: ResultPage) -> dict[str, object]:
    """Return a result as JSON carries it: numbers as text, exact and as printed."""
    result, round_ = page.result, page.result.round
    publication = page.publication
    return {
        "programme": round_.edition.programme.name,
        "data_year": round_.edition.data_year,
        "region": {"code": round_.region.code, "name": round_.region.name},
        "is_sample": round_.is_sample,
        "category": {"code": result.category.code, "name": result.category.name},
        "version": result.version,
        "cause": result.cause,
        "reason": result.reason,
        "closed_at": result.closed_at.isoformat(),
        "formula": result.formula,
        "criteria_version": result.criteria_set.version,
        "bundle_sha256": result.digest,
        "decree": {"number": publication.sk_number, "date": publication.sk_on.isoformat()} if publication else None,
        "withdrawn": [
            {"version": one.result.version, "at": moment(one.withdrawn_at), "reason": one.withdraw_why}
            for one in page.withdrawn
        ],
        "entries": [
            {
                "code": place.kept.standing.entry,
                "name": place.row.name,
                "rank": place.row.rank,
                "total": text(place.row.total),
                "printed": printed(place.row.total),
                "winner": place.row.is_winner,
                "criteria": {leaf.code: text(score.points) for leaf, score in place.scores},
                "not_applicable": [leaf.code for leaf, score in place.scores if not score.applies],
            }
            for place in page.places
        ],
    }
