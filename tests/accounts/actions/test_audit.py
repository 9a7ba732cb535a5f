"""The trail: one chain without gaps, in the transaction of the act, that can only grow."""

import threading

import pytest
from django.db import DatabaseError, connection, models, transaction
from django.db.transaction import TransactionManagementError

from accounts.actions import audit
from accounts.actions.users import end_sessions
from accounts.enums import Act
from accounts.errors import AppendOnly
from accounts.guards import APPEND_ONLY_TABLES, guard_names
from accounts.models import AuditEntry, AuditHead, Session
from accounts.origin import Origin, current_origin
from accounts.queries.audit import verdict
from tests.threads import at_once


def an_act(at, **told) -> AuditEntry:
    with transaction.atomic():
        return audit.record(by=None, act=Act.SIGNED_OUT, at=at, **told)


def test_an_entry_tells_who_when_from_where_and_what(sari, at):
    token = current_origin.set(Origin("192.0.2.1", "abc"))
    try:
        with transaction.atomic():
            audit.record(
                by=sari, act=Act.FIGURES_SAVED, at=at, region_code="64.01", role="E", subject="figure:1", old=1, new=2
            )
    finally:
        current_origin.reset(token)

    told = AuditEntry.objects.values().get()
    assert told.pop("digest") == AuditHead.objects.get().digest
    assert told == {
        "sequence": 1, "at": at, "user_id_then": sari.pk, "user_name": "Sari", "role": "E", "region_code": "64.01",
        "address": "192.0.2.1", "request_id": "abc", "act": "figures_saved", "subject": "figure:1", "old": 1, "new": 2,
        "reason": "",
    }  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused(at):
    with pytest.raises(TransactionManagementError):
        audit.record(by=None, act=Act.SIGNED_OUT, at=at)


def test_where_the_entry_fails_the_act_is_undone(sari, at, monkeypatch):
    Session.objects.create(session_key="a" * 32, session_data="", expire_date=at, user=sari)
    monkeypatch.setattr(audit, "digest_of", lambda *told: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        end_sessions(user=sari, keys=["a" * 32], by=sari, at=at)

    assert Session.objects.count() == 1


def test_what_an_entry_holds_reads_back_as_it_was_chained(db, at):
    with transaction.atomic():
        audit.record(
            by=None, act=Act.SIGNED_OUT, at=at, new={10: ("ä", None), 9: [True, {"b": 1, "a": 2}]}, subject="x\0y"
        )

    assert verdict().is_intact
    assert AuditEntry.objects.get().new == {"9": [True, {"a": 2, "b": 1}], "10": ["ä", None]}


def test_a_floating_point_number_is_refused(db, at):
    with pytest.raises(ValueError, match=r"90\.43"), transaction.atomic():
        audit.record(by=None, act=Act.SIGNED_OUT, at=at, new={"percent": 90.43})


def test_entries_are_neither_changed_nor_deleted_through_the_model(db, at):
    entry = an_act(at)
    entry.reason = "lain"
    attempts = [
        entry.save, entry.delete, AuditEntry.objects.all().delete, AuditEntry.objects.filter(pk=1).delete,
        lambda: AuditEntry.objects.update(reason="lain"), lambda: AuditEntry.objects.bulk_update([entry], ["reason"]),
    ]  # fmt: skip

    for attempt in attempts:
        with pytest.raises(AppendOnly, match="never changed or deleted"):
            attempt()

    assert AuditEntry.objects.get().reason == ""


@pytest.mark.parametrize("statement", ["UPDATE {} SET reason = 'lain'", "DELETE FROM {}"])
def test_the_database_refuses_too(db, at, statement):
    an_act(at)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format("accounts_auditentry"))

    assert AuditEntry.objects.get().reason == ""


def test_the_database_refuses_to_empty_or_replace_too(db, at):
    """TRUNCATE asks no trigger of rows, and REPLACE deletes rows without asking one unless it is told to."""
    an_act(at)
    replacing = "REPLACE INTO accounts_auditentry SELECT * FROM accounts_auditentry"
    statement = "TRUNCATE accounts_auditentry" if connection.vendor == "postgresql" else replacing

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert AuditEntry.objects.count() == 1


def test_every_append_only_table_of_a_migrated_database_has_its_guards(db):
    names = {name for table in APPEND_ONLY_TABLES for name in guard_names(table, connection.vendor)}
    catalogue = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(catalogue)
        laid = {name for (name,) in cursor.fetchall()}

    assert names - laid == set()
    assert set(APPEND_ONLY_TABLES) <= set(connection.introspection.table_names())


@pytest.mark.django_db(transaction=True)
def test_after_a_test_with_real_transactions_the_guards_stand(at):
    an_act(at)

    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_auditentry")


@pytest.mark.django_db(transaction=True)
def test_fifty_acts_at_once_leave_a_chain_without_gaps(at):
    results = at_once([lambda number=number: an_act(at, subject=f"act {number}") for number in range(50)])

    assert [one for one in results if isinstance(one, Exception)] == []
    assert (verdict().is_intact, verdict().entries) == (True, 50)
    assert set(AuditEntry.objects.values_list("subject", flat=True)) == {f"act {number}" for number in range(50)}


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_acts_at_once_would_take_the_same_number(at, monkeypatch):
    """The sensor of the test above: only the lock keeps the numbers apart."""
    monkeypatch.setattr(models.QuerySet, "select_for_update", lambda rows, **told: rows)
    if connection.vendor == "sqlite":
        monkeypatch.setitem(connection.settings_dict["OPTIONS"], "transaction_mode", "DEFERRED")
    an_act(at)
    ours, everyone = audit.digest_of, threading.Barrier(10, timeout=5)

    def after_all_have_read(*told) -> str:
        everyone.wait()
        return ours(*told)

    monkeypatch.setattr(audit, "digest_of", after_all_have_read)

    results = at_once([lambda: an_act(at)] * 10)

    assert len([one for one in results if isinstance(one, Exception)]) > 0


def test_an_act_of_a_command_has_no_person_and_no_address(db, at):
    an_act(at)

    assert list(AuditEntry.objects.values_list("user_id_then", "user_name", "address")) == [(None, "", "")]
