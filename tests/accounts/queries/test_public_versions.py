import pytest
from django.db import transaction

from accounts.actions import audit
from accounts.enums import Act
from accounts.queries.public_versions import version_of


def acted(act: Act, code: str, at) -> int:
    with transaction.atomic():
        return audit.record(by=None, act=act, at=at, region_code=code).sequence


def test_without_any_act_all_is_as_of_none(db):
    assert [version_of(code) for code in ("", "64", "64.01")] == [0, 0, 0]


def test_an_act_is_seen_within_its_region_and_above_and_not_beside_it(db, at):
    number = acted(Act.REPORT_PUBLISHED, "64.08", at)

    seen = {code: version_of(code) for code in ("", "64", "64.08", "64.08.01", "64.01", "63", "63.08")}

    assert seen == {"": number, "64": number, "64.08": number, "64.08.01": number, "64.01": 0, "63": 0, "63.08": 0}


@pytest.mark.parametrize(("code", "where"), [("", "ID"), ("64", "64"), ("64.01", "64.01.02.2001")])
def test_an_act_above_is_seen_below(db, at, code, where):
    number = acted(Act.DENOMINATOR_APPROVED, code, at)

    assert version_of(where) == version_of("64.01") == number


def test_what_the_public_does_not_read_is_not_seen(db, at):
    acted(Act.FIGURES_SAVED, "64.01", at)

    assert version_of("64.01") == 0


def test_an_act_that_is_taken_back_was_never_seen(db, at):
    first = acted(Act.REPORT_PUBLISHED, "64.01", at)
    with transaction.atomic():
        audit.record(by=None, act=Act.REPORT_PUBLISHED, at=at, region_code="64.01")
        transaction.set_rollback(True)

    assert version_of("64.01") == first


def test_the_newest_act_counts(db, at):
    acted(Act.REPORT_PUBLISHED, "64.01", at)
    newest = acted(Act.REPORT_PUBLISHED, "64.01", at)
    beside = acted(Act.REPORT_PUBLISHED, "64.08", at)

    assert (version_of("64.01"), version_of("64")) == (newest, beside)
