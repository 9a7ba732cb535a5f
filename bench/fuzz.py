"""Read spoiled spreadsheets by the thousand: each must be read or refused, in time and in bounds, and nothing else.

`python -m bench.fuzz 100000 [SEED]` prints how often each outcome came, and ends with 1 if any was another. Spoiled are
bytes of the file, bytes and words of the XML inside, and the order of its pieces. Each lot runs in a process confined
as the one that reads uploads; a process that dies is an outcome of its own, told with the seed that killed it.
"""

import io
import os
import random
import re
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

from coverage.workbooks.cells import are_rows, unpacked
from coverage.workbooks.child import messages
from coverage.workbooks.limits import Limits
from coverage.workbooks.serving import answers, confine

ROOT = Path(__file__).resolve().parent.parent
LOT = 500
SLOWEST, LARGEST = 10.0, 300  # seconds of one file, megabytes more
MOST_BYTES = 64 << 20
NUMBERS = (b"0", b"-1", b"1048577", b"99999999999", b"1e309", b"NaN", b"4294967296", b"XFD1048576", b"A0", b"")
WORDS = (b"<!DOCTYPE a>", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"&a;", b"<row>", b"</row>", b"<c/>", b'r="A1"', b'"')
FIELD = re.compile(rb'"[^"<>]*"|>[^<>]+<')
Sample = tuple[str, bytes]


def spoiled(sample: Sample, chance: random.Random) -> Sample:
    """Return the sample with one to five things wrong, outside or inside its zip."""
    name, content = sample
    if name.endswith(".csv") or chance.random() < 0.3:
        return name, damaged(content, chance)
    archive = zipfile.ZipFile(io.BytesIO(content))
    parts = {part: archive.read(part) for part in archive.namelist()}
    for _ in range(chance.randint(1, 5)):
        part = chance.choice([*parts])
        parts[part] = chance.choice((damaged, reworded, shuffled))(parts[part], chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as rebuilt:
        for part, inside in parts.items():
            rebuilt.writestr(part, inside)
    return name, out.getvalue()


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Return bytes of which some are flipped, cut out or doubled."""
    spoilt = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        if not spoilt:
            break
        at, kind = chance.randrange(len(spoilt)), chance.random()
        if kind < 0.7:
            spoilt[at] = chance.choice((chance.randrange(256), spoilt[at] ^ 1 << chance.randrange(8), 0, 255))
        elif kind < 0.85:
            del spoilt[at : at + chance.randint(1, 40)]
        else:
            spoilt[at:at] = spoilt[at : at + chance.randint(1, 200)]
    return bytes(spoilt)


def reworded(content: bytes, chance: random.Random) -> bytes:
    """Return XML of which one value is another, or that has a word it should not have."""
    fields = [*FIELD.finditer(content)]
    if not fields or chance.random() < 0.3:
        at = chance.randrange(len(content) + 1)
        return content[:at] + chance.choice(WORDS) + content[at:]
    field = chance.choice(fields)
    value = chance.choice((*NUMBERS, chance.choice(fields)[0][1:-1]))
    return content[: field.start() + 1] + value + content[field.end() - 1 :]


def shuffled(content: bytes, chance: random.Random) -> bytes:
    """Return XML of which two elements have changed places, or one stands many times."""
    pieces = re.split(rb"(?=<)", content)
    one, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
    if chance.random() < 0.5:
        pieces[one], pieces[other] = pieces[other], pieces[one]
    else:
        times = chance.choice((0, 2, 3, 2000))
        pieces[one] *= times if len(pieces[one]) * times < MOST_BYTES else 2  # a file in a zip may be one piece
    return b"".join(pieces)


def outcome(sample: Sample) -> str:
    """Return "read", or "refused: " and why, or what else came of it, which begins with "broken"."""
    started, before = time.monotonic(), getrusage(RUSAGE_SELF).ru_maxrss
    told = "broken: no end"
    try:
        for message in map(unpacked, answers(messages(io.BytesIO(sample[1]), Path(sample[0]).suffix, Limits()))):
            if "refused" in message:
                told = f"refused: {message['refused']}"
            elif message.get("ended"):
                told = "read"
            elif "rows" in message and not are_rows(message["numbers"], message["rows"], Limits().columns):
                return "broken: not rows"
    except Exception as error:
        return f"broken: {type(error).__name__}: {error}"
    if time.monotonic() - started > SLOWEST:
        return f"broken: {time.monotonic() - started:.0f} s"
    more = (getrusage(RUSAGE_SELF).ru_maxrss - before) // 1024
    return told if more <= LARGEST else f"broken: {more} MB"


def run_lot(samples: list[Sample], first: int, after: int) -> None:
    """Print seed and outcome of each spoiled file of a lot; this process gives up all else first."""
    confine(Limits(processor=3600))
    sys.stdout.flush()
    for seed in range(first, after):
        chance = random.Random(seed)
        print(seed, outcome(spoiled(chance.choice(samples), chance)), flush=True)


def outcomes(command: list[str], first: int, after: int) -> Iterator[tuple[int, str]]:
    """Yield seed and outcome for all seeds, in lots; a lot whose process dies goes on after the deadly seed."""
    while first < after:
        last = min(first + LOT, after)
        environment = {"PATH": os.environ.get("PATH", "")}
        process = subprocess.run(
            [*command, str(first), str(last)], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        for line in process.stdout.splitlines():
            seed, _, told = line.partition(" ")
            yield int(seed), told
            first = int(seed) + 1
        if process.returncode:
            if process.returncode > 0:
                raise RuntimeError(process.stderr)
            yield first, f"died: signal {-process.returncode}"
            first += 1


def main(many: int, start: int) -> int:
    """Fuzz with `many` seeds from `start` on; print the outcomes and return 1 if any is neither read nor refused."""
    counted: Counter[str] = Counter()
    odd = []
    for seed, told in outcomes([sys.executable, "-m", "tests.coverage.workbooks.fuzzing"], start, start + many):
        counted[told.split(": ")[0] if told.startswith("broken") else told] += 1
        if not told.startswith(("read", "refused: ")):
            odd.append(f"seed {seed}: {told}")
    for told, times in counted.most_common():
        print(f"{times:8d}  {told}")
    print("\n".join(odd) or "Nothing but read and refused.")
    return 1 if odd else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
