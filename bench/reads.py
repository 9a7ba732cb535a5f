"""What reading costs: ranking and trend from totals against figures, and how long pages wait for the database."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.test import Client

from bench.dataset import LAST, months_of
from bench.loading import run
from bench.measure import Row, Statement, asking, faster, row_of, statements_of, waits
from bench.statements import RANKING_BY_FIGURES, RANKING_BY_TOTALS, TREND_BY_FIGURES, TREND_BY_TOTALS
from coverage import months
from coverage.models import Scheme
from regions.models import Placement, Region

MOST_MS = 3.0
FLOOR = 100.0
RANKING = "/peringkat/?tingkat=kabkota&induk={code}&periode={month}"
REGION = "/wilayah/{code}/?periode={month}"
REGENCY, DISTRICT = "64.01", "64.01.04"

LARGE = ("regions_region", "regions_placement", "coverage_figure", "coverage_releasedtotal", "coverage_release")
"""Tables that no page may read through."""

PARTIAL = ("released_ranking",)
"""Indexes of a few of a table's rows; reading one through is no scan."""

MANY = 10_000  # a step of a plan that touches more rows of a large table has read through it

client = Client(SERVER_NAME="127.0.0.1")


def opened(path: str) -> Callable[[], None]:
    """Return a call that opens the page at `path` as the public does, and fails unless it is there."""

    def call() -> None:
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}.")

    return call


def read_rows(count: int) -> list[Row]:
    """Return all that is measured of reading, with `count` months of figures."""
    period = months.iso(LAST)
    ranking, regency = RANKING.format(code="ID", month=period), REGION.format(code=REGENCY, month=period)
    return [
        *from_totals(count),
        waits("page: ranking of 514 regencies", opened(ranking), MOST_MS),
        waits("page: a regency with its districts", opened(regency), MOST_MS),
        waits("page: a district with its villages", opened(REGION.format(code=DISTRICT, month=period)), MOST_MS),
        scanned("ranking", statements_of(opened(ranking))),
        scanned("regency", statements_of(opened(regency))),
        *queries_by_children(period),
    ]


def from_totals(count: int) -> Iterator[Row]:
    """Yield how much faster the totals answer than the figures, after seeing that both say the same."""
    region = Region.objects.get(code=REGENCY).pk
    asked = {
        "month": LAST,
        "year": months.year_of(LAST),
        "day": months.last_day(LAST).isoformat(),
        "region": region,
        "scheme": Scheme.objects.get(code="ucj").pk,
        "months": ", ".join(map(str, months_of(count))),
    }
    for name, quick, slow in (
        ("ranking of 514 regencies", RANKING_BY_TOTALS, RANKING_BY_FIGURES),
        (f"trend of one regency, {count} months", TREND_BY_TOTALS, TREND_BY_FIGURES),
    ):
        ours, baseline = quick.format(**asked), slow.format(**asked)
        if run(ours) != run(baseline):
            raise RuntimeError(f"Totals and figures differ in the {name}.")
        yield faster(name, asking(ours), asking(baseline), "the same rows summed from figures", FLOOR)


def scanned(name: str, statements: list[Statement]) -> Row:
    """Return how many steps in the plans of `statements` read through a large table."""
    steps = [step for statement in statements for step in scans_of(*statement)]
    return row_of(connection.vendor, f"full scans: {name}", "scans", [len(steps)], at_most=0, against="; ".join(steps))


def scans_of(sql: str, parameters: Any) -> list[str]:
    """Return the tables that the plan of one statement reads through."""
    if connection.vendor == "postgresql":
        [(plans,)] = run(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", parameters)
        return [step["Relation Name"] for step in steps_of(plans[0]["Plan"]) if touched(step) > MANY]
    named = {alias: table for table, alias in re.findall(r'"(\w+)" ([A-Z]\d+)\b', sql)}
    details = [row[-1].split() for row in run(f"EXPLAIN QUERY PLAN {sql}", parameters)]
    scans = [words for words in details if words[0] == "SCAN" and words[-1] not in PARTIAL]
    return [table for words in scans if (table := named.get(words[1], words[1])) in LARGE]


def steps_of(step: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield step
    for below in step.get("Plans", []):
        yield from steps_of(below)


def touched(step: dict[str, Any]) -> float:
    """Return the rows of a large table that a step of a plan looked at, 0 for any other step."""
    if step.get("Relation Name") not in LARGE:
        return 0
    dropped = step.get("Rows Removed by Filter", 0) + step.get("Rows Removed by Index Recheck", 0)
    return float(step["Actual Rows"] + dropped) * float(step["Actual Loops"])


def queries_by_children(period: str) -> Iterator[Row]:
    """Yield how many queries more a page asks with 500 children than with 10: none."""
    few, many = (
        (ranking_queries(period, "64"), region_queries(period, 10)),
        (
            ranking_queries(period, "ID"),
            region_queries(period, 500),
        ),
    )
    for name, ten, hundreds in zip(("ranking, 10 and 514 rows", "region, 10 and 500 children"), few, many, strict=True):
        yield row_of(
            connection.vendor, f"queries: {name}", "more queries", [hundreds - ten], at_least=0, at_most=0,
            against=f"{ten} and {hundreds} queries",
        )  # fmt: skip


def ranking_queries(period: str, parent: str) -> int:
    return len(statements_of(opened(RANKING.format(code=parent, month=period))))


def region_queries(period: str, children: int) -> int:
    """Return the queries of a district's page while just so many villages lie in it."""
    with put_back():
        district = Region.objects.get(code=DISTRICT)
        villages = Placement.objects.filter(level=4).exclude(parent=district).order_by("code")
        Placement.objects.filter(parent=district).update(parent=villages[0].parent_id)
        Placement.objects.filter(pk__in=list(villages.values_list("pk", flat=True)[:children])).update(parent=district)
        return len(statements_of(opened(REGION.format(code=DISTRICT, month=period))))


@contextmanager
def put_back() -> Iterator[None]:
    """Undo at the end what is changed within."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
