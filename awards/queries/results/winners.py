"""The winners (juara) of a round as its page of results lists them; as many queries for one category as for ten."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from awards.models import Publication, Result, ResultRow


class Winner(NamedTuple):
    """A winner in the form of a place of a result page."""

    row: ResultRow


@dataclass(frozen=True)
class WinnersPage:
    """The winners of one category, with the decree that names them; `withdrawn` are later versions taken back."""

    result: Result
    publication: Publication | None
    winners: tuple[Winner, ...]
    withdrawn: tuple[Publication, ...] = ()


def winners_of(results: Sequence[Result], withdrawn: Sequence[Publication] = ()) -> list[WinnersPage]:
    """Return the winners of these results, in their order, each with what was `withdrawn` after it. Two queries."""
    decrees = Publication.objects.filter(result__in=results, dropped_at=None, withdrawn_at=None)
    by_result = {one.result_id: one for one in decrees}
    rows: dict[int, list[Winner]] = defaultdict(list)
    won = ResultRow.objects.filter(result__in=results, is_winner=True).defer("content")
    for row in won.select_related("entry__region").order_by("position"):
        rows[row.result_id].append(Winner(row))
    return [
        WinnersPage(one, by_result.get(one.pk), tuple(rows[one.pk]), tuple(taken_back_after(one, withdrawn)))
        for one in results
    ]


def taken_back_after(result: Result, withdrawn: Iterable[Publication]) -> Iterator[Publication]:
    """Yield the later versions of a result among those that were taken back: by them it holds again."""
    for one in withdrawn:
        later = one.result
        if (later.round_id, later.category_id) == (
            result.round_id,
            result.category_id,
        ) and later.version > result.version:
            yield one


WINNERS_HEADER = (
    "category_code", "category", "place", "name", "region_code", "total", "result", "version", "bundle_sha256",
    "decree", "decree_date",
)  # fmt: skip


def winner_rows(pages: Sequence[WinnersPage]) -> Iterator[list[object]]:
    """Yield winners as rows of a table, by WINNERS_HEADER; totals with all their places, as they were ranked."""
    for page in pages:
        result, decree = page.result, page.publication
        for winner in page.winners:
            row = winner.row
            yield [
                result.category.code, result.category.name, row.rank, row.name, row.entry.region.code, row.total,
                result.pk, result.version, result.digest, decree.sk_number if decree else None,
                decree.sk_on.isoformat() if decree else None,
            ]  # fmt: skip
