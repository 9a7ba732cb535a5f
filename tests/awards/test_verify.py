"""`python -m awards.verify`: nothing but Python, from any folder; hostile bundles are refused soon, in little room."""

import hashlib
import json
import os
import resource
import subprocess
import sys
import zipfile
from decimal import Decimal

import pytest

from awards.bundles.archives import packed
from awards.bundles.bundle import with_manifest, written
from awards.bundles.canonical import canonical
from awards.verify import shown
from tests.awards.bundling import a_bundle, parts_in, rewritten, zipped
from tests.awards.contests import a_contest, a_scheme, judged
from tests.house import ROOT

ROOM, SECONDS = 1 << 30, 60
"""Bytes of memory and seconds in which any bundle is answered; the machine may be busy."""


def run(folder, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run it in another folder, without installed packages, without settings, in little memory."""
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-S", "-m", "awards.verify", *arguments], cwd=folder, env=bare, capture_output=True,
        text=True, encoding="utf-8", check=False, timeout=SECONDS,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM)),
    )  # fmt: skip


def answered(folder, content: bytes, *arguments: str) -> tuple[int, dict]:
    """Return how it ended for a bundle and what it told as JSON."""
    (folder / "paket.zip").write_bytes(content)
    ended = run(folder, "paket.zip", "--json", *arguments)
    assert ended.stderr == ""
    return ended.returncode, json.loads(ended.stdout)


def named(entry: str, name: str) -> bytes:
    """Return a sound bundle in which an entry has a name of someone's choice."""
    contest = a_contest(a_scheme(judged()), {("64.01", "inovasi"): [80]})
    return written(a_bundle(contests={"kabkota": contest}, names={entry: name}, conflicts=()))


def test_it_needs_neither_packages_nor_settings_nor_its_own_folder(tmp_path):
    (tmp_path / "paket.zip").write_bytes(written(a_bundle()))

    ended = run(tmp_path, "paket.zip")

    assert (ended.returncode, ended.stderr) == (0, "")
    assert "  1. Paser (64.01): 84,10" in ended.stdout
    assert "  tidak diperingkat: Mahakam Ulu (64.10)\n" in ended.stdout
    assert ended.stdout.endswith("Hasil hitung ulang sama.\n")


def test_the_published_digest_is_compared_however_it_was_copied(tmp_path):
    content = written(a_bundle())
    digest = hashlib.sha256(content).hexdigest()

    assert answered(tmp_path, content, "--sha256", f" {digest.upper()}\n")[0] == 0
    status, document = answered(tmp_path, content, "--sha256", "0" * 64)
    assert (status, document["sound"]) == (1, False)
    assert document["findings"][0]["code"] == "digest_differs"
    assert digest in document["findings"][0]["message"]


def test_a_digest_that_is_none_and_a_file_that_is_not_there_are_told(tmp_path):
    ended = run(tmp_path, "paket.zip", "--sha256", "abc")
    missing = run(tmp_path, "paket.zip")

    assert (ended.returncode, "64 angka" in ended.stderr) == (2, True)
    assert (missing.returncode, missing.stdout) == (1, "")
    assert "paket.zip tidak dapat dibuka" in missing.stderr


@pytest.mark.parametrize("sign", ["\x1b", "\r", "\n", "\x7f", "\x9b", "\N{RIGHT-TO-LEFT OVERRIDE}", "\0"])
def test_no_name_moves_the_cursor_or_turns_the_line(tmp_path, sign):
    content = named("64.01", f"Paser{sign}[2J")

    _, document = answered(tmp_path, content)
    ended = run(tmp_path, "paket.zip")

    assert sign not in ended.stdout.replace("\n", "" if sign == "\n" else "\n")
    assert sum(line.startswith("  ") for line in ended.stdout.splitlines()) == 1
    assert document["rankings"]["kabkota"][0]["name"] == f"Paser{sign}[2J"
    assert ended.returncode == 0


def test_a_text_as_long_as_the_file_is_cut():
    assert shown("a" * 5_000, 10) == "aaaaaaaaaa…"
    assert shown("PT Dua “é” – Kaltim") == "PT Dua “é” – Kaltim"


def bomb() -> bytes:
    return zipped(("marks.json", b"0" * 50_000_000), compression=zipfile.ZIP_DEFLATED)


def changed(part: str, was: bytes, now: bytes) -> bytes:
    return rewritten(written(a_bundle()), part, lambda content: content.replace(was, now, 1))


def crowd(entries: int, jurors: int = 1, criteria: int = 1) -> bytes:
    """Return a bundle of few bytes that asks for entries × criteria × jurors."""
    scheme = a_scheme(*(judged(f"k{number}", str(Decimal(100) / criteria)) for number in range(criteria)))
    parts = {
        **parts_in(written(a_bundle())),
        "scheme.json": canonical({"k": scheme}),
        "entries.json": canonical(
            {
                "about": {},
                "categories": {"k": {"entries": dict.fromkeys(map(str, range(entries)), ""), "nominees": None}},
            }
        ),
        "marks.json": canonical(
            {"k": {"jurors": [f"J{number:02}" for number in range(jurors)], "left": [], "marks": {}}}
        ),
        "inputs.json": canonical({"k": {}}),
        "conflicts.json": canonical([]),
    }
    del parts["manifest.json"]
    return packed(with_manifest(parts))


HOSTILE = {
    "a bomb": (bomb, "part_compressed"),
    "a weight of a thousand million": (
        lambda: changed("scheme.json", b'"weight":"40"', b'"weight":"1000000000"'), "unsound",
    ),
    "a weight of a million digits": (
        lambda: changed("scheme.json", b'"weight":"40"', b'"weight":"' + b"9" * 1_000_000 + b'"'), "part_unreadable",
    ),
    "a whole number of a million digits": (
        lambda: changed("scheme.json", b'"trimmed":0', b'"trimmed":' + b"9" * 1_000_000), "part_unreadable",
    ),
    "a whole number of four thousand digits": (
        lambda: changed("scheme.json", b'"trimmed":0', b'"trimmed":' + b"9" * 4_000), "part_unreadable",
    ),
    "deep JSON": (lambda: changed("inputs.json", b"{", b"[" * 2_000_000 + b"{"), "part_unreadable"),
    "wide JSON": (lambda: changed("inputs.json", b"{", b"[" + b"{}," * 4_000_000 + b"{"), "part_unreadable"),
    "no number": (lambda: changed("scheme.json", b'"version":1', b'"version":NaN'), "part_unreadable"),
    "a key that stands twice": (
        lambda: changed("scheme.json", b'"version":1', b'"version":2,"version":1'), "part_unreadable",
    ),
    "a million entries": (lambda: crowd(1_000_000), "part_unreadable"),
    "half a million entries": (lambda: crowd(500_000), "too_many"),
    "a thousand million marks": (lambda: crowd(19_000, 999, 80), "too_many"),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_bundle_is_refused_in_bounded_time_and_memory(tmp_path, what):
    made, code = HOSTILE[what]

    status, document = answered(tmp_path, made())

    assert status == 1
    assert code in {finding["code"] for finding in document["findings"]}
    assert sum(len(finding["message"]) for finding in document["findings"]) < 20_000
    assert document["rankings"] == {}
