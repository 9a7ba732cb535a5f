"""All sides of the import rows, in a process with a database: `python -m bench.importing WHAT FOLDER`.

Ours is what the page does: receive, read, stage, apply. The floor reads with calamine alone, checks the rows in plain
dicts, and writes them with one COPY or executemany. Each file is of another month, so that all its rows are new.
"""

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import django
from django.conf import settings

django.setup()
settings.DEBUG = False  # while it is on, Django keeps the text of every query
settings.UPLOADS_PER_DAY = 1 << 30  # all files of a run are sent by one person on one day

from django.db import connection, transaction  # noqa: E402 - models can be imported only after the setup
from django.db.models import QuerySet  # noqa: E402
from python_calamine import CalamineWorkbook  # noqa: E402

from accounts.abilities import Role  # noqa: E402
from accounts.models import Assignment, User  # noqa: E402
from bench import import_files  # noqa: E402
from bench.loading import run, settle  # noqa: E402
from bench.memory import watched  # noqa: E402
from bench.statements import WRONG_TOTALS  # noqa: E402
from bench.stock import stock  # noqa: E402
from coverage import months  # noqa: E402
from coverage.actions.uploads.applying import apply_upload  # noqa: E402
from coverage.actions.uploads.reading import read_upload  # noqa: E402
from coverage.actions.uploads.receiving import Sending, receive_upload  # noqa: E402
from coverage.enums import ReportState, UploadState, Via  # noqa: E402
from coverage.models import Payer, Report, Upload, WorkerCategory  # noqa: E402
from regions.enums import Level  # noqa: E402
from regions.models import Placement, Region  # noqa: E402

AT = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
IMPORTER, PROVINCE = "bench.importir.provinsi", "33"
SMALL, LARGE, SAMPLE, TINY = 100_000, 1_000_000, 1_000, 100
ROUNDS = 3
MONTHS = [f"2025-{month:02d}" for month in range(1, 12)]  # December of a year is confirmed by two
STANDING = date(2025, 11, 30)
COLUMNS = "month, region_id, category_id, payer_id, enrolled, not_applicable, version"


def prepared() -> User:
    """Return someone who may import for a province, all of whose reports of the year are open."""
    province = Region.objects.get(code=PROVINCE)
    by, is_new = User.objects.get_or_create(username=IMPORTER, defaults={"name": "Importir"})
    if is_new:
        Assignment.objects.create(user=by, role=Role.IMPORTER, region=province, since=date(2020, 1, 1), granted_at=AT)
        reporting = Placement.objects.on(STANDING).filter(province=province, level=Level.REGENCY)
        Report.objects.bulk_create(
            Report(region_id=region, month=month_of(text), due_at=AT, state=ReportState.OPEN)
            for region in reporting.values_list("region", flat=True)
            for text in MONTHS
        )
    return by


def month_of(text: str) -> int:
    return int(text[:4]) * 100 + int(text[5:])


def write_files(folder: Path) -> None:
    """Write all files: counts of a province in several sizes, and a list of a million persons."""
    villages = Placement.objects.on(STANDING).filter(province__code=PROVINCE, level=Level.VILLAGE).order_by("code")
    named = list(villages.values_list("code", "name"))
    categories = codes_of(WorkerCategory.objects.filter(scheme__code="ucj"))
    pairs = [(payer, category) for payer in codes_of(Payer.objects.all()) for category in categories]
    for name, most in (("tiny", TINY), ("sample", SAMPLE), ("small", SMALL), ("large", LARGE)):
        import_files.write(folder / f"{name}.xlsx", import_files.HEADER, import_files.counts(named, pairs, most))
    places = list(villages.values_list("name", "district__name"))
    import_files.write(folder / "persons.xlsx", import_files.PERSON_HEADER, import_files.persons(places, LARGE))


def codes_of(found: QuerySet[Any]) -> list[str]:
    return list(found.order_by("position").values_list("code", flat=True))


# Ours


def received(path: Path, by: User) -> Upload:
    with path.open("rb") as file:
        return receive_upload(file=file, name=path.name, sending=Sending(), by=by, at=AT, via=Via.IMPORT)


def previewed(path: Path, by: User) -> Upload:
    number = received(path, by).pk
    connection.close()  # what its buffers hold of the file is held by the process that received it
    waiting = Upload.objects.defer("original", "counted").select_related("by").get(pk=number)  # as a worker has it
    upload = read_upload(upload=waiting, at=AT)
    if upload.state != UploadState.STAGED:
        raise RuntimeError(f"{path} is {upload.state}: {json.dumps(upload.found)[:2000]}")
    return upload


def ours(path: Path, by: User, rows: int) -> tuple[float, float]:
    """Return the seconds until the preview stands, and until the figures stand; all rows must be new ones."""
    started = perf_counter()
    upload = previewed(path, by)
    seen = perf_counter() - started
    saved = apply_upload(upload=upload, partly=False, by=by, at=AT)
    whole = perf_counter() - started
    if saved.new != rows:
        raise RuntimeError(f"{saved.new} of {rows} rows were new.")
    return seen, whole


# The floor


def checked(path: Path) -> list[tuple[Any, ...]]:
    """Return the cells of a file, read and checked as plainly as it can be done."""
    regions = dict(Placement.objects.filter(level=Level.VILLAGE).values_list("code", "region"))
    categories = dict(WorkerCategory.objects.values_list("code", "pk"))
    payers = dict(Payer.objects.values_list("code", "pk"))
    found, seen = [], set()
    with path.open("rb") as file:
        rows: Any = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).iter_rows()
        next(rows)
        for code, _, period, category, payer, heads, *_ in rows:
            month = month_of(period)
            key = (month, regions[code], categories[category], payers[payer])
            if key in seen or heads < 0 or not heads.is_integer() or months.parse(period) != month:
                raise RuntimeError(f"A row of {path} is wrong: {key}")
            seen.add(key)
            found.append((*key, int(heads), False, 1))
    return found


def floor(path: Path) -> tuple[float, float]:
    """Return the seconds of reading and checking alone, and with one COPY or executemany of the rows."""
    started = perf_counter()
    rows = checked(path)
    seen = perf_counter() - started
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY coverage_figure ({COLUMNS}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.connection.executemany(f"INSERT INTO coverage_figure ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    return seen, perf_counter() - started


# What is measured


class Months:
    """Gives each file a month of its own, so that all its rows are new ones."""

    def __init__(self, folder: Path, names: list[str]) -> None:
        self.folder, self.names = folder, iter(names)

    def file(self, name: str) -> tuple[Path, int]:
        """Return a file of the next month, and that month; the one before it goes."""
        month, path = next(self.names), self.folder / f"{name}-month.xlsx"
        import_files.in_month(self.folder / f"{name}.xlsx", path, month)
        return path, month_of(month)


def small_sizes(folder: Path, by: User) -> dict[str, Any]:
    """Return the seconds of both sides, the three taking turns, after a small file of ours that warms up."""
    months_left = Months(folder, MONTHS[1:])  # the first is the stock importer's
    ours(months_left.file("tiny")[0], by, TINY)
    told: dict[str, Any] = {"ours": [], "floor": [], "stock": [], "wrong": 0}
    for _ in range(ROUNDS):
        settle()
        path, month = months_left.file("small")
        told["ours"].append(ours(path, by, SMALL))
        told["wrong"] += wrong_totals(month)
        settle()
        path, month = months_left.file("small")
        told["floor"].append(floor(path))
        emptied(month)
        path, month = folder / "sample.xlsx", month_of(import_files.MONTH)
        preview = stock(path, SAMPLE, dry=True)
        told["stock"].append((preview, stock(path, SAMPLE, dry=False)))
        emptied(month)
    return told


def large_size(folder: Path, by: User) -> dict[str, Any]:
    """Return the seconds of a million rows, and the most megabytes of this process and its children together."""
    path, month = Months(folder, MONTHS[-1:]).file("large")
    with watched() as memory:
        seen, whole = ours(path, by, LARGE)
    path.unlink()
    return {"seconds": whole, "preview": seen, "megabytes": memory.peak, "wrong": wrong_totals(month)}


def persons(folder: Path, by: User) -> dict[str, Any]:
    """Return the seconds until a list of persons is counted and kept as counts; all doubles must be found."""
    started = perf_counter()
    upload = received(folder / "persons.xlsx", by)
    seconds = perf_counter() - started
    left = sum(one["count"] for one in (upload.counted or {})["left"])
    if left != LARGE // import_files.TWICE:
        raise RuntimeError(f"{left} doubles were found.")
    return {"seconds": seconds}


def emptied(month: int) -> None:
    """Take away the figures that were written past the gate."""
    run("DELETE FROM coverage_figure WHERE month = %s", [month])


def wrong_totals(month: int) -> int:
    """Return how many live totals of a month differ from a recount of its cells, at all levels."""
    [(count,)] = run(WRONG_TOTALS.format(month=month, day=months.last_day(month).isoformat()))
    return int(count)


WHAT = {"small": small_sizes, "large": large_size, "persons": persons}


def main(what: str, folder: Path) -> int:
    by = prepared()
    if what == "files":
        write_files(folder)
        return 0
    print(json.dumps(WHAT[what](folder, by)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
