"""What the award costs: the live ranking, saving marks under twenty jurors at once, closing the nation, verifying it.

The rounds of `bench.award_rounds` are laid beside the demonstration, which is served by gunicorn as in earnest.
`python -m bench.awards DATABASE_URL` measures these rows alone on an empty database.
"""

import json
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from bench.entering import FLOOR_MS, PASSWORD, Official, p95, served, timed, token_of
from bench.measure import Row, row_of
from bench.servers import HELLO, ROOT, environment

CRITERIA, JURORS, MARKING = 12, 10, 20
RANKED, MARKED, CLOSED = 120, 60, 514
SECRETARY, JUROR = "bench.sekretaris", "bench.juri{:02}"
RANKING = "/penghargaan/putaran/{}/peringkat/"
SHEET = "/penghargaan/putaran/{}/nilai/{}/"
MOST_RANKING, MOST_QUERIES, MOST_SAVE, MOST_SECONDS, MOST_ANALYSIS = 20.0, 6, 40.0, 5.0, 2.0
RUNS = 15
SAVES = 15
"""Of each juror."""


def award_rows(database: str, database_url: str) -> list[Row]:
    """Return what the award costs on an empty database at `database_url`."""
    with served(database_url) as port, tempfile.TemporaryDirectory() as folder:
        around = environment(database_url) | {"VAR_DIR": folder}
        laid = json.loads(told_by(around, "-m", "bench.award_rounds"))
        secretary = signed_in(port, SECRETARY)
        rows = [*ranking_rows(database, secretary, laid), *saving_rows(database, port, laid)]
        bundle = Path(folder) / "paket.zip"
        told = json.loads(
            told_by(around, "-m", "bench.award_closing", *map(str, (laid["ranking"], laid["closing"], bundle)))
        )
        return [*rows, *closing_rows(database, told), verifying_row(database, bundle)]


def told_by(around: dict[str, str], *command: str) -> str:
    """Run Python in a process of its own and return what it printed."""
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=around, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def signed_in(port: int, username: str) -> Official:
    official = Official(port, username)
    official.token = token_of(official.ask("GET", "/masuk/")[1])
    form = urlencode({"login": username, "password": PASSWORD, "csrfmiddlewaretoken": official.token})
    status, _ = official.ask("POST", "/masuk/", form, "application/x-www-form-urlencoded")
    if status != 302:
        raise RuntimeError(f"{username} could not sign in: {status}")
    return official


def ranking_rows(database: str, secretary: Official, laid: dict[str, int]) -> list[Row]:
    """Return how long a look at a ranking takes against a hello-world page, taking turns, and at what lies behind."""
    path = RANKING.format(laid["ranking"])
    status, page = secretary.ask("GET", path)
    if status != 200 or page.count(b'<tr id="peserta-') != RANKED:
        raise RuntimeError(f"{path} answered {status} without its {RANKED} entries.")
    ratios, both = [], []
    for _ in range(RUNS):
        ours, hello = timed(secretary, path), median(timed(secretary, HELLO) for _ in range(5))
        ratios.append(ours * 1000 / max(hello * 1000, FLOOR_MS))
        both.append((ours * 1000, hello * 1000))
    size = f"{RANKED} × {CRITERIA} × {JURORS}"
    analysis = RANKING.format(laid["closing"]) + "analisis/"
    seconds = [timed(secretary, analysis) for _ in range(5)]
    return [
        row_of(
            database, f"live ranking of {size}", "× hello", ratios, at_most=MOST_RANKING,
            ours=median(ours for ours, _ in both), baseline=median(hello for _, hello in both),
            against=f"one request at a time; hello counts as {FLOOR_MS:g} ms at least",
        ),
        row_of(database, f"analysis of {CLOSED} × {CRITERIA} × {JURORS}", "s", seconds, at_most=MOST_ANALYSIS),
    ]  # fmt: skip


def saving_rows(database: str, port: int, laid: dict[str, int]) -> list[Row]:
    """Return how long saving a sheet takes while all jurors save at once, against hello by as many at once."""
    jurors = [signed_in(port, JUROR.format(number)) for number in range(1, MARKING + 1)]
    entries = range(laid["entry"], laid["entry"] + MARKED)
    for juror in jurors:
        juror.token = token_of(juror.ask("GET", SHEET.format(laid["marking"], entries[0]))[1])
    at_once(jurors, lambda juror, turn: saved(juror, laid["marking"], entries[turn], turn), range(2))
    hello = at_once(jurors, lambda juror, turn: juror.ask("GET", HELLO)[0], range(SAVES))
    saves = at_once(jurors, lambda juror, turn: saved(juror, laid["marking"], entries[turn], turn), range(2, SAVES + 2))
    failed = [status for _, status in (*hello, *saves) if status != 200]
    took, floor = p95([ms for ms, _ in saves]), max(FLOOR_MS, p95([ms for ms, _ in hello]))
    return [
        row_of(
            database, f"saving marks, {MARKING} jurors at once, p95", "× hello", [took / floor], at_most=MOST_SAVE,
            ours=took, baseline=floor, against=f"hello by {MARKING} at once",
        ),
        row_of(
            database, f"errors in {len(saves)} savings", "errors", [len(failed)], at_most=0,
            against=", ".join(map(str, sorted(set(failed)))),
        ),
    ]  # fmt: skip


def at_once(jurors: list[Official], act, turns: range) -> list[tuple[float, int]]:
    """Let all jurors act in each turn, each as soon as his last was answered; return milliseconds and statuses."""
    done: list[tuple[float, int]] = []

    def work(juror: Official) -> None:
        for turn in turns:
            started = time.perf_counter()
            try:
                status = act(juror, turn)
            except OSError:
                status = 0
            done.append(((time.perf_counter() - started) * 1000, status))

    workers = [threading.Thread(target=work, args=[juror]) for juror in jurors]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return done


def saved(juror: Official, round_: int, entry: int, turn: int) -> int:
    """Save a whole sheet, as the page does by itself while a juror types; return the status."""
    marks = {f"nilai-k{number:02}": str(40 + (turn * 7 + number) % 50) for number in range(1, CRITERIA + 1)}
    body = urlencode({**marks, "versi": "0", "csrfmiddlewaretoken": juror.token})
    return juror.ask(
        "POST", SHEET.format(round_, entry), body, "application/x-www-form-urlencoded", "application/json"
    )[0]


def closing_rows(database: str, told: dict[str, float]) -> list[Row]:
    """Return what a process of its own told of the queries of a ranking and of closing the nation."""
    seconds = told["seconds"]
    return [
        row_of(database, "live ranking: queries of its numbers", "queries", [told["queries"]], at_most=MOST_QUERIES),
        row_of(database, f"closing {CLOSED} × {CRITERIA} × {JURORS}", "s", [seconds], at_most=MOST_SECONDS),
    ]


def verifying_row(database: str, bundle: Path) -> Row:
    """Return how long a process of its own verifies the nation's bundle, start included."""
    seconds = []
    for _ in range(3):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "awards.verify", bundle], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - started)
    against = f"{bundle.stat().st_size / 1e6:.1f} MB, the start of Python included"
    return row_of(database, "verifying its bundle", "s", seconds, at_most=MOST_SECONDS, against=against)


if __name__ == "__main__":
    for row in award_rows(sys.argv[1].partition(":")[0], sys.argv[1]):
        spread = f"{row.least:.3g} to {row.most:.3g}"
        sides = f"{row.ours:.1f} / {row.baseline:.1f} ms" if row.ours is not None else ""
        print(f"{row.name:<46} {row.figure:>8.3g} {row.unit:<8} {spread:<16} <= {row.at_most:g} {sides} {row.against}")
