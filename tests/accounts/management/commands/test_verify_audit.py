"""The command tells what a person or a machine needs, and its exit says whether the trail is whole."""

import json

import pytest
from django.core.management import CommandError, call_command

from accounts.queries.audit import stored_head
from tests.accounts.trail import tamper


def test_the_command_says_that_the_trail_is_intact_and_prints_its_head(chain, capsys):
    call_command("verify_audit")

    assert capsys.readouterr().out == f"Riwayat utuh: 10 catatan.\nhead {stored_head()}\n"


def test_the_command_names_the_first_bad_entry_and_exits_1(chain, capsys):
    tamper("UPDATE accounts_auditentry SET subject = 'lain' WHERE sequence = 4")

    with pytest.raises(SystemExit) as ended:
        call_command("verify_audit", "--json")

    assert ended.value.code == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["intact"], told["entries"], told["first_bad"]) == (False, 3, {"sequence": 4, "fault": "altered"})


def test_the_command_compares_with_a_head_kept_elsewhere(chain, capsys):
    call_command("verify_audit", "--head", str(stored_head()))
    with pytest.raises(SystemExit):
        call_command("verify_audit", "--head", f"9:{'0' * 64}")
    with pytest.raises(CommandError):
        call_command("verify_audit", "--head", "sembilan")

    assert "catatan 9 tidak sama dengan kepala rantai" in capsys.readouterr().out
