"""Whoever touches the trail without its key is found, and the first bad entry named."""

import pytest

from accounts.models import AuditEntry
from accounts.queries import audit as trail
from accounts.queries.audit import Head, stored_head, verdict
from tests.accounts.trail import tamper


def found() -> tuple[str | None, int | None, int]:
    told = verdict()
    return told.fault, told.sequence, told.entries


def test_an_untouched_chain_is_intact(chain):
    assert found() == (None, None, 10)
    assert verdict().head == stored_head() == Head(10, AuditEntry.objects.get(pk=10).digest)


def test_an_empty_trail_is_intact(db):
    assert found() == (None, None, 0)


@pytest.mark.parametrize("field", ["subject", "reason", "user_name", "address", "role", "region_code"])
def test_a_changed_entry_is_found(chain, field):
    tamper(f"UPDATE accounts_auditentry SET {field} = 'lain' WHERE sequence = 4")

    assert found() == ("altered", 4, 3)


def test_a_deleted_entry_is_found(chain):
    tamper("DELETE FROM accounts_auditentry WHERE sequence = 4")

    assert found() == ("missing", 4, 3)


def test_a_deleted_first_entry_is_found(chain):
    tamper("DELETE FROM accounts_auditentry WHERE sequence = 1")

    assert found() == ("missing", 1, 0)


def test_two_swapped_entries_are_found(chain):
    tamper(
        "UPDATE accounts_auditentry SET sequence = 99 WHERE sequence = 4",
        "UPDATE accounts_auditentry SET sequence = 4 WHERE sequence = 5",
        "UPDATE accounts_auditentry SET sequence = 5 WHERE sequence = 99",
    )

    assert found() == ("altered", 4, 3)


def test_an_inserted_entry_is_found(chain):
    columns = "at, user_name, role, region_code, address, request_id, act, subject, reason, digest"
    shift = "UPDATE accounts_auditentry SET sequence = {} WHERE sequence = {}"
    tamper(
        *(shift.format(number + 1, number) for number in range(10, 3, -1)),
        f"INSERT INTO accounts_auditentry (sequence, {columns}) SELECT 4, {columns} FROM accounts_auditentry"
        " WHERE sequence = 3",
    )  # fmt: skip

    assert found() == ("altered", 4, 3)


def test_an_entry_added_at_the_end_is_found(chain):
    columns = "at, user_name, role, region_code, address, request_id, act, subject, reason, digest"
    tamper(f"INSERT INTO accounts_auditentry (sequence, {columns}) SELECT 11, {columns} FROM accounts_auditentry"
           " WHERE sequence = 10")  # fmt: skip

    assert found() == ("altered", 11, 10)


def test_entries_cut_off_at_the_end_are_found(chain):
    tamper("DELETE FROM accounts_auditentry WHERE sequence > 8")

    assert found() == ("cut_off", 9, 8)


def test_a_head_set_back_together_with_its_entries_is_found_by_a_head_kept_elsewhere(chain):
    kept = stored_head()
    digest = AuditEntry.objects.get(pk=8).digest
    tamper(
        "DELETE FROM accounts_auditentry WHERE sequence > 8",
        f"UPDATE accounts_audithead SET sequence = 8, digest = '{digest}'",
    )

    assert verdict().is_intact
    told = verdict(kept)
    assert (told.fault, told.sequence) == ("cut_off", 9)


def test_a_head_set_back_alone_is_found(chain):
    digest = AuditEntry.objects.get(pk=8).digest
    tamper(f"UPDATE accounts_audithead SET sequence = 8, digest = '{digest}'")

    assert found() == ("beyond_head", 9, 10)


def test_a_chain_written_anew_with_another_key_is_found(chain, settings):
    settings.AUDIT_KEY = "x" * 60

    assert found() == ("altered", 1, 0)


def test_a_long_trail_is_read_in_lots(chain, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(trail, "LOT", 3)

    with django_assert_num_queries(5):  # the head, and lots of 3, 3, 3 and 1
        told = verdict()

    assert (told.is_intact, told.entries) == (True, 10)
