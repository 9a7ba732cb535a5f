"""A PostgreSQL of our own starts, answers, and leaves nothing behind."""

import tempfile
from pathlib import Path

import psycopg
import pytest

from tests.servers import answers, binaries, own_cluster, postgres


def test_nothing_answers_where_no_server_is():
    assert answers("postgres://postgres@127.0.0.1:1") is False


def test_a_given_server_is_taken_as_it_is(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TEST_DATABASE_URL", "postgres://someone@db.example/tests")

    with postgres() as url:
        assert url == "postgres://someone@db.example/tests"


def test_a_cluster_of_our_own_serves_and_is_gone_afterwards():
    programs = binaries()
    if programs is None:
        pytest.skip("no initdb was found")
    before = set(Path(tempfile.gettempdir()).glob("paritrana-postgres-*"))

    with own_cluster(programs) as url:
        with psycopg.connect(f"{url}/postgres") as connection:
            row = connection.execute("select current_setting('fsync')").fetchone()
        during = set(Path(tempfile.gettempdir()).glob("paritrana-postgres-*")) - before

    assert row == ("off",)
    assert len(during) == 1
    assert answers(url) is False
    assert [folder for folder in during if folder.exists()] == []
