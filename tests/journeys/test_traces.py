"""A list of workers passes through the portal, on all ways and killed on the way, and leaves no person on any disk."""

import base64
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.apps import apps
from django.core import serializers
from django.db import connection

from coverage.models import Figure, Upload
from tests.coverage.factories import an_open_report
from tests.house import ROOT

HEAD = ["NIK", "Nama", "Tanggal Lahir", "Desa", "Kecamatan", "Kategori", "Sumber Dana", "Periode"]
PLANTED = [(f"640199{day:02d}0690{day:04d}", f"Siti Rahasia Nomor{day:02d}") for day in range(11, 21)]
HALF_WAY = 0.6
"""Seconds of processor after which a counting process has read a part of the list: its start takes a third of them."""

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def a_list(more: int = 0) -> bytes:
    """Return a list of the ten planted workers, and so many others below them; as text, which nothing compresses."""
    told = ["15-06-1990", "Busui", "Batu Sopang", "petani", "apbd_kab", "Juli 2025"]
    others = ((f"64019915069{number:05d}", f"Orang {number}") for number in range(more))
    return "\n".join(";".join(row) for row in (HEAD, *([*one, *told] for one in (*PLANTED, *others)))).encode()


@pytest.fixture
def folders(places, sari, tmp_path) -> tuple[Path, Path]:
    """The data folder and the folder for temporary files of a portal of its own, in whose database Sari enters."""
    an_open_report(places["64.01"])
    data, temporary = tmp_path / "var", tmp_path / "tmp"
    data.mkdir()
    temporary.mkdir()
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(data / "paritrana.sqlite3")) as copy:
            connection.connection.backup(copy)
    return data, temporary


def started(folders: tuple[Path, Path], *command: str) -> "subprocess.Popen[bytes]":
    """Start a process of the portal that keeps all it keeps in the two folders, its log too."""
    data, temporary = folders
    told = connection.settings_dict
    address = f"postgres://{told['USER']}@{told['HOST']}:{told['PORT']}/{told['NAME']}"
    if connection.vendor == "sqlite":
        address = f"sqlite:///{data / 'paritrana.sqlite3'}"
    around = {"DATABASE_URL": address, "VAR_DIR": str(data), "TMPDIR": str(temporary), "DEBUG": "1",
              "DJANGO_SETTINGS_MODULE": "paritrana.settings"}  # fmt: skip
    with (data / "log").open("ab") as log:
        return subprocess.Popen([sys.executable, *command], cwd=ROOT, env=os.environ | around, stdout=log, stderr=log)


def spellings(text: str) -> Iterator[bytes]:
    """Yield the bytes by which a text would be found, as it is, in UTF-16, and in base64 wherever it begins."""
    yield text.encode()
    yield text.encode("utf-16-le")
    for before in range(3):
        coded = base64.b64encode(b"x" * before + text.encode())
        yield coded[4:-4]


def traces(folders: tuple[Path, Path]) -> list[tuple[str, str]]:
    """Return where a planted worker is found: a file or the tables, and the number or name."""
    kept = {str(path): path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}
    if connection.vendor != "sqlite":
        models = [model for model in apps.get_models() if model._meta.managed]
        kept["tables"] = "".join(serializers.serialize("json", model.objects.all()) for model in models).encode()
    return [
        (place, told)
        for place, content in kept.items()
        for person in PLANTED
        for told in person
        if any(sign in content for sign in spellings(told))
    ]


def asked(folders: tuple[Path, Path], query: str) -> list[tuple[object, ...]]:
    """Return what the database of that portal says."""
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(query)
            return list(cursor.fetchall())
    with closing(sqlite3.connect(folders[0] / "paritrana.sqlite3")) as database:
        return database.execute(query).fetchall()


def counter_of(parent: int) -> int | None:
    """Return the process that counts persons for `parent`, once it has read some of them."""
    for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
        told, times = Path(f"/proc/{child}/cmdline").read_bytes(), Path(f"/proc/{child}/stat").read_text().split(")")[1]
        seconds = int(times.split()[11]) / os.sysconf("SC_CLK_TCK")
        if b"coverage.workbooks.census" in told and seconds > HALF_WAY:
            return int(child)
    return None


def killed_half_way(process: "subprocess.Popen[bytes]", *, itself: bool) -> bool:
    """Kill the counting process of another, or both, in the middle of the list; tell whether that came to be."""
    while process.poll() is None:
        child = counter_of(process.pid)
        if child is not None:
            if itself:
                process.kill()
            os.kill(child, signal.SIGKILL)
            return True
    return False


def test_persons_are_found_where_they_are_planted(folders):
    data, temporary = folders
    (data / "a").write_bytes(base64.b64encode(f"xy{PLANTED[0][0]}".encode()))
    (temporary / "b").write_bytes(PLANTED[1][1].encode("utf-16"))

    assert [told for _, told in traces(folders)] == [PLANTED[0][0], PLANTED[1][1]]


def test_a_list_by_page_and_worker_and_by_command_leaves_nobody(folders, tmp_path):
    file = tmp_path / "daftar.csv"
    file.write_bytes(a_list())
    sending = ["-m", "tests.journeys.sending", "sari", str(file)]

    assert started(folders, *sending).wait() == 0
    assert started(folders, "manage.py", "run_jobs", "--once").wait() == 0
    assert started(folders, "manage.py", "import_sheet", str(file), "--user", "sari").wait() == 0

    assert asked(folders, f"SELECT enrolled FROM {Figure._meta.db_table}") == [(10,)]
    assert asked(folders, f"SELECT state FROM {Upload._meta.db_table} ORDER BY id") == [("staged",), ("applied",)]
    assert traces(folders) == []
    assert list(folders[1].iterdir()) == []


@pytest.mark.parametrize("itself", [False, True], ids=["the counting process", "the web process too"])
def test_killed_in_the_middle_of_a_list_nobody_is_left_either(folders, tmp_path, itself):
    file = tmp_path / "daftar.csv"
    file.write_bytes(a_list(150_000))
    process = started(folders, "-m", "tests.journeys.sending", "sari", str(file))

    assert killed_half_way(process, itself=itself)

    assert process.wait() == (-signal.SIGKILL if itself else 1)
    assert asked(folders, f"SELECT COUNT(*) FROM {Upload._meta.db_table}") == [(0,)]
    assert traces(folders) == []
    assert list(folders[1].iterdir()) == []
