"""The command that compares all sums with a plain recount: what it prints, its exit code, its repair."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from accounts.enums import Act
from accounts.models import AuditEntry
from coverage.models import LiveTotal, ReleasedTotal
from tests.coverage.factories import a_published_month


@pytest.fixture
def paser(places):
    a_published_month(places["64.01"], {(places["64.01.01.2001"], "petani", "csr"): 90})
    return places["64.01"]


def run(*options: str) -> tuple[int, str]:
    """Return the exit code of the command and what it printed."""
    told = StringIO()
    try:
        call_command("recount", *options, stdout=told)
    except SystemExit as ended:
        return int(ended.code or 0), told.getvalue()
    return 0, told.getvalue()


def test_sums_that_are_right_end_with_0(paser):
    assert run() == (0, "1 bulan dihitung ulang, 0 perbedaan.\n")
    assert run("--json") == (0, '{"months": 1, "differences": []}\n')


def test_a_sum_that_is_wrong_ends_with_1_and_is_named(paser):
    LiveTotal.objects.filter(region=paser, axis=0).update(enrolled=91)

    code, text = run()
    json_code, told = run("--json")

    assert code == json_code == 1
    assert "jumlah sementara 64.01 2025-07 jumlah: tersimpan 91 dari 1 isian, hitung ulang 90 dari 1 isian" in text
    [one] = json.loads(told)["differences"]
    assert (one["region"], one["stored"], one["recounted"]) == ("64.01", "91 dari 1 isian", "90 dari 1 isian")


def test_a_repair_sets_live_totals_right_and_leaves_an_entry(paser):
    LiveTotal.objects.filter(region=paser, axis=0).update(enrolled=91)

    assert run("--repair")[0] == 1

    assert run()[0] == 0
    assert AuditEntry.objects.get(act=Act.TOTALS_REBUILT).new == {"months": [202507]}


def test_a_repair_never_touches_what_was_released(paser):
    ReleasedTotal.objects.filter(region=paser, axis=0).update(enrolled=91)

    run("--repair")

    assert ReleasedTotal.objects.get(region=paser, axis=0).enrolled == 91
    assert run()[0] == 1


def test_a_repair_of_what_is_right_does_nothing(paser):
    assert run("--repair")[0] == 0
    assert not AuditEntry.objects.filter(act=Act.TOTALS_REBUILT).exists()
