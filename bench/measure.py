"""Take times side by side, and say what they mean: a median, its spread, and whether a bound is kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median
from time import perf_counter
from typing import Any

from django.db import connection

RUNS = 7
Statement = tuple[str, Any]


@dataclass(frozen=True)
class Row:
    """One line of the table: `figure` is the median over `runs`, in `unit`; `ours` and `baseline` are milliseconds."""

    database: str
    name: str
    unit: str
    figure: float
    least: float
    most: float
    runs: int
    at_least: float | None = None
    at_most: float | None = None
    ours: float | None = None
    baseline: float | None = None
    against: str = ""

    @property
    def is_kept(self) -> bool:
        over = self.at_most is not None and self.figure > self.at_most
        under = self.at_least is not None and self.figure < self.at_least
        return not (over or under)


def row_of(database: str, name: str, unit: str, samples: Sequence[float], **more: Any) -> Row:
    """Return the row of `samples`: their median, least and most."""
    return Row(database, name, unit, median(samples), min(samples), max(samples), len(samples), **more)


def seconds_of(call: Callable[[], object], times: int = 1) -> float:
    """Return the seconds that one call takes, as the mean of `times` calls in a row."""
    started = perf_counter()
    for _ in range(times):
        call()
    return (perf_counter() - started) / times


def faster(name: str, ours: Callable[[], object], baseline: Callable[[], object], against: str, floor: float) -> Row:
    """Return how many times faster `ours` is, the two taking turns; both are called once before, to warm up."""
    ours(), baseline()
    pairs = [(seconds_of(ours, 20), seconds_of(baseline)) for _ in range(RUNS)]
    return row_of(
        connection.vendor, name, "× faster", [slow / fast for fast, slow in pairs], at_least=floor,
        ours=median(fast for fast, _ in pairs) * 1000, baseline=median(slow for _, slow in pairs) * 1000,
        against=against,
    )  # fmt: skip


def statements_of(call: Callable[[], object]) -> list[Statement]:
    """Return the statements that `call` sends to the database, with their parameters."""
    sent: list[Statement] = []

    def keep(execute: Callable[..., Any], sql: str, parameters: Any, many: bool, context: Any) -> Any:
        sent.append((sql, parameters))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(keep):
        call()
    return sent


def replay(statements: Sequence[Statement]) -> None:
    """Send statements once more and fetch all their rows: what a page waits for, without what it makes of them."""
    with connection.cursor() as cursor:
        for sql, parameters in statements:
            cursor.execute(sql, parameters)
            cursor.fetchall()


def asking(statement: str) -> Callable[[], None]:
    """Return a call that asks the driver itself, since some answers take less time than the way through Django."""

    def call() -> None:
        cursor = connection.connection.cursor()
        cursor.execute(statement)
        cursor.fetchall()
        cursor.close()

    return call


def trip() -> None:
    """Ask the database for nothing: the least that any question costs."""
    replay([("SELECT 1", None)])


def best_of(call: Callable[[], object], times: int) -> float:
    """Return the seconds of the fastest of `times` calls: what it costs where nothing else asks for the processor."""
    return min(seconds_of(call) for _ in range(times))


def inside(statement: Statement) -> float:
    """Return the seconds that PostgreSQL says it takes to plan and run a statement, of the fastest of 20 runs."""
    sql, parameters = statement
    with connection.cursor() as cursor:
        told = []
        for _ in range(20):
            cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {sql}", parameters)
            [[plan]] = cursor.fetchone()
            told.append(plan["Planning Time"] + plan["Execution Time"])
    return min(told) / 1000


def waits(name: str, call: Callable[[], object], ceiling: float) -> Row:
    """Return how many milliseconds the database works for `call`, in all of its queries together.

    SQLite works within our process, so the rows that it hands over are part of it. Of PostgreSQL it is what the server
    plans and runs; the way there and back, on which a page waits too, is told beside.
    """
    statements = statements_of(call)
    asked = [partial(replay, [statement]) for statement in statements]
    waited = [sum(best_of(one, 20) for one in asked) for _ in range(RUNS)]
    worked = waited
    against = f"{len(statements)} queries"
    if connection.vendor == "postgresql":
        worked = [sum(map(inside, statements)) for _ in range(RUNS)]
        against += f"; {median(waited) * 1000:.2f} ms with the way there and back and the reading of rows"
    return row_of(
        connection.vendor, name, "ms", [seconds * 1000 for seconds in worked], at_most=ceiling,
        ours=median(worked) * 1000, baseline=best_of(trip, 20) * 1000, against=against,
    )  # fmt: skip
