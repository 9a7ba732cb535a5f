"""`verify_award`: the same order from the bundle alone, in any folder, with no database; any changed byte is named."""

import json
import os
import subprocess
import sys
import zipfile
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command

from awards.actions.results.closing import close_round
from tests.awards.closings import a_judged_round
from tests.house import ROOT


@pytest.fixture
def bundle(edition, places, citra, ayu, bayu, at, tmp_path):
    judged_round = a_judged_round(edition, places, citra, [ayu, bayu])
    result = close_round(round_=judged_round.round, category=judged_round.category, by=citra, at=at)
    path = tmp_path / "paket.zip"
    path.write_bytes(bytes(result.bundle))
    return path


def changed(path, part: str, change) -> None:
    """Write a bundle anew with one part changed, or without it where `change` returns None."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            content = change(content) if name == part else content
            if content is not None:
                archive.writestr(zipfile.ZipInfo(name), content)
    path.write_bytes(written.getvalue())


def told(path) -> tuple[int, dict]:
    """Return how the command ended and what it printed as JSON."""
    out, status = StringIO(), 0
    try:
        call_command("verify_award", str(path), "--json", stdout=out)
    except SystemExit as end:
        status = int(end.code)
    return status, json.loads(out.getvalue())


def test_it_runs_outside_the_project_with_no_database_and_prints_the_same_order(bundle, tmp_path):
    nowhere = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", "DEBUG": "1", "VAR_DIR": str(tmp_path / "var")}

    run = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "verify_award", "paket.zip"],
        cwd=tmp_path, env={**os.environ, **nowhere}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (run.returncode, run.stderr) == (0, "")
    order = [line.strip() for line in run.stdout.splitlines() if line.startswith("  ")]
    assert order == [
        "1. Kabupaten Paser (64.01): 92,00",
        "2. Kabupaten Kutai Timur (64.08): 70,00",
        "3. Kota Bontang (64.74): 48,00",
    ]
    assert run.stdout.splitlines()[-1] == "Hasil hitung ulang sama."


PARTS = ("scheme.json", "entries.json", "inputs.json", "marks.json", "conflicts.json", "result.json", "software.json")


@pytest.mark.parametrize("part", PARTS)
def test_a_changed_byte_ends_with_1_and_names_its_part(bundle, part):
    changed(bundle, part, lambda content: content.replace(b'"', b"'", 1) if b'"' in content else content + b" ")

    status, document = told(bundle)

    assert status == 1
    assert not document["sound"]
    assert part in {finding["part"] for finding in document["findings"]}
    assert all(finding["message"] for finding in document["findings"])


def test_a_missing_part_is_named(bundle):
    changed(bundle, "marks.json", lambda content: None)

    status, document = told(bundle)

    assert (status, document["findings"][0]["message"]) == (1, "Bagian marks.json tidak ada dalam paket.")


def test_a_future_version_is_refused_in_words(bundle):
    changed(bundle, "manifest.json", lambda content: content.replace(b'"version":1', b'"version":2'))

    status, document = told(bundle)

    assert status == 1
    assert "lebih baru daripada yang dikenal" in document["findings"][0]["message"]


def test_what_is_no_bundle_and_what_is_not_there_are_told(tmp_path):
    other = tmp_path / "lain.zip"
    other.write_bytes(b"bukan paket")

    assert told(other)[0] == 1
    with pytest.raises(CommandError, match="tidak dapat dibuka"):
        call_command("verify_award", str(tmp_path / "tidak-ada.zip"))
