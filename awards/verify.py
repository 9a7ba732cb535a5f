"""Recompute a result from its bundle alone: `python -m awards.verify PAKET.zip`.

It needs Python and a copy of this repository, and neither Django, a database, a network nor any setting; the management
command `verify_award` is the same. It ends with 1 where anything differs. docs/award_bundle.md tells what it looks at.
"""

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

from awards.arithmetic.schemes import Fault
from awards.arithmetic.scoring import printed
from awards.bundle_errors import part_of, sentence_of
from awards.bundles.archives import LARGEST
from awards.bundles.bundle import Verification, verified
from paritrana import formatting

HELP = "Menghitung ulang hasil penghargaan dari paketnya saja. Keluar dengan 1 bila ada yang berbeda."
LONGEST = 300
"""Signs of a text that a bundle may put on the screen."""


class Output(Protocol):
    """Where the answer is written: a stream, or Django's wrapper of one."""

    def write(self, text: str, /) -> object: ...


class Unopened(Exception):
    """A bundle that could not be read from the disk, told in a sentence."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Let a parser know what may be asked."""
    parser.add_argument("bundle", type=Path, help="paket hasil yang diunduh (.zip)")
    parser.add_argument("--sha256", type=digest_typed, help="SHA-256 yang tercetak di halaman hasil atau berita acara")
    parser.add_argument("--json", action="store_true", help="cetak satu objek JSON")


def digest_typed(text: str) -> str:
    """Return a digest as it is written here, however it was copied; refuse what is none."""
    told = re.sub(r"\s", "", text).lower()
    if not re.fullmatch(r"[0-9a-f]{64}", told, re.ASCII):
        raise argparse.ArgumentTypeError("SHA-256 terdiri atas 64 angka 0–9 dan huruf a–f.")
    return told


def verify(path: Path, expected: str | None, *, as_json: bool, out: Output) -> bool:
    """Print what comes of a bundle and tell whether all of it holds; raise `Unopened`."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as missing:
        raise Unopened(shown(f"{path} tidak dapat dibuka: {missing.strerror}.")) from missing
    checked = verified(content)
    digest = hashlib.sha256(content).hexdigest()
    findings = list(checked.findings)
    if expected is not None and expected != digest:
        findings.insert(0, Fault("digest_differs", {"stated": expected, "computed": digest}))
    told = document_of(checked, findings, digest)
    if change := getattr(out, "reconfigure", None):
        change(errors="backslashreplace")  # a terminal of few letters still gets the ranking
    # in JSON all but plain letters is escaped, so that no name of a bundle reaches a terminal as it is
    out.write(f"{json.dumps(told)}\n" if as_json else "".join(f"{line}\n" for line in lines_of(told)))
    return not findings


def document_of(checked: Verification, findings: Sequence[Fault], digest: str) -> dict[str, Any]:
    """Return what came of the verification: findings in words, and the recomputed order of each category."""
    names = checked.bundle.names if checked.bundle else {}
    return {
        "sound": not findings,
        "sha256": digest,
        "whole": checked.whole,
        "about": dict(checked.bundle.about) if checked.bundle else {},
        "findings": [
            {"code": fault.code, "part": part_of(fault), "message": shown(sentence_of(fault), 3 * LONGEST)}
            for fault in findings
        ],
        "rankings": {
            category: [
                {"rank": one.rank, "entry": one.entry, "name": names.get(one.entry, ""), "total": printed(one.total)}
                for one in ranking
            ]
            for category, ranking in checked.rankings.items()
        },
    }


def lines_of(told: dict[str, Any]) -> list[str]:
    """Return the same as lines to read, with numbers as the portal prints them."""
    about = told["about"]
    found = [f"SHA-256 {told['sha256']}"]
    heads = ("programme", "data_year", "region_name", "category", "result")
    if head := " · ".join(shown(about[head]) for head in heads if about.get(head)):
        found.insert(0, head)
    for category, ranking in told["rankings"].items():
        found.append(f"{shown(category)}:")
        found += map(placed, ranking)
    found += [f"BERBEDA: {finding['message']}" for finding in told["findings"]]
    found.append("Hasil hitung ulang sama." if told["sound"] else "Hasil hitung ulang TIDAK sama.")
    return found


def placed(one: dict[str, Any]) -> str:
    """Return an entry in its place, or that it has none since it has no total."""
    who = f"{shown(one['name'])} ({shown(one['entry'])})"
    if one["total"] is None:
        return f"  tidak diperingkat: {who}"
    return f"  {one['rank']}. {who}: {formatting.decimal(Decimal(one['total']))}"


def shown(text: str, most: int = LONGEST) -> str:
    """Return a text of a bundle so that it can neither move the cursor nor turn the line around, however it is written.

    What is not printable (escapes, line ends, marks of direction) is told by its number.
    """
    cut = text if len(text) <= most else f"{text[:most]}…"
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in cut)


def main(arguments: Sequence[str]) -> int:
    """Verify as asked on the command line; return 0 where all holds, 1 where not."""
    parser = argparse.ArgumentParser("python -m awards.verify", description=HELP)
    add_arguments(parser)
    asked = parser.parse_args(arguments)
    try:
        return 0 if verify(asked.bundle, asked.sha256, as_json=asked.json, out=sys.stdout) else 1
    except Unopened as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
