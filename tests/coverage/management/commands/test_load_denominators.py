"""The command that loads a table of denominators: whose name it acts in, what it prints, its exit codes."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from coverage.models import Denominator


@pytest.fixture
def table(tmp_path) -> Path:
    path = tmp_path / "bekerja.csv"
    path.write_text("year,code,employed\n2024,64,1800000\n2024,64.01,140000\n", encoding="utf-8-sig")
    return path


def test_the_table_is_loaded_by_the_first_administrator_and_once(table, admin):
    told = StringIO()

    call_command("load_denominators", str(table), stdout=told)
    call_command("load_denominators", str(table), "--json", stdout=told)

    text, answer = told.getvalue().splitlines()
    assert text == "2 baris dibaca: 2 baru, 0 tetap."
    assert json.loads(answer) == {"outcome": "applied", "read": 2, "new": 0, "unchanged": 2}
    assert list(Denominator.objects.values_list("accepted_by__username", flat=True)) == ["admin", "admin"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"year,code,employed\n2024,99,1\n", "baris 2: kode wilayah 99"),
        (b"\xff\xfe", "tidak dapat dibaca sebagai CSV UTF-8"),
    ],
)
def test_a_table_that_cannot_be_taken_ends_with_4_and_one_sentence(table, admin, content, why):
    table.write_bytes(content)
    told = StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("load_denominators", str(table), "--json", stderr=told)

    assert ended.value.code == 4
    assert json.loads(told.getvalue())["outcome"] == "rejected"
    assert why in json.loads(told.getvalue())["message"]
    assert Denominator.objects.count() == 0


def test_a_target_of_a_region_out_of_reach_ends_with_4(table, sari):
    told = StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("load_denominators", str(table), "--kind", "target", "--user", "sari", stderr=told)

    assert ended.value.code == 4
    assert "Peran Anda tidak mencakup tindakan ini di Kalimantan Timur" in told.getvalue()


def test_without_an_administrator_nobody_loads(table, places):
    with pytest.raises(CommandError) as refusal:
        call_command("load_denominators", str(table))

    assert refusal.value.returncode == 2
