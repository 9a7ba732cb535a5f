"""Two people at the same moment: an entrant stands once, a version is one file, a day's amount is not passed twice.

With the lock taken away the database refuses the second (an entrant, a version), or lets it pass (the amount of a day,
on PostgreSQL). On SQLite a second writer begins after the first, whatever is locked.
"""

import tempfile

import pytest
from django.db import IntegrityError, connection

from accounts.models import User
from awards.actions.entrants import entries, evidence, promotion
from awards.actions.entrants.entries import propose_entry
from awards.entry_errors import EntryRefused
from awards.enums import EntryOrigin, EntryState
from awards.evidence_errors import EvidenceRefused
from awards.models import Entry, Evidence, Round
from awards.queries.entrants.eligibility import Candidate
from tests.awards.entrants import DECREE, a_criteria_set, a_pdf
from tests.awards.promotions import a_final_round
from tests.awards.rows import a_category, a_round, an_entry, judged_at
from tests.factories import A_MOMENT
from tests.threads import at_once, let_two_meet, take_lock_away

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def kaltim(edition, places, citra):
    return a_round(edition, places["64"], citra)


@pytest.fixture
def paser(kaltim, edition, places, citra):
    regencies = a_category(edition)
    a_criteria_set(regencies, citra)
    return an_entry(kaltim, regencies, places["64.01"], citra, state=EntryState.PROPOSED)


def filing(entry, by, content):
    def file():
        with tempfile.TemporaryFile() as sent:
            sent.write(content)
            return evidence.file_evidence(entry=entry, told=DECREE, file=sent, name="a.pdf", by=by, at=A_MOMENT)

    return file


@pytest.mark.parametrize("is_locked", [True, False])
def test_of_two_proposals_one_stands(kaltim, edition, places, hana, citra, monkeypatch, is_locked):
    if not is_locked:
        take_lock_away(monkeypatch, Round)
    let_two_meet(monkeypatch, (entries, "refuse_ineligible"))
    candidate = Candidate(judged_at(kaltim, a_category(edition)), places["64.01"])
    told = [(EntryOrigin.REGION, hana), (EntryOrigin.SECRETARIAT, citra)]

    results = at_once(
        [
            lambda origin=origin, by=by: propose_entry(
                round_=kaltim, candidate=candidate, origin=origin, by=by, at=A_MOMENT
            )
            for origin, by in told
        ]
    )

    assert Entry.objects.count() == 1, results
    kind = EntryRefused if is_locked or connection.vendor == "sqlite" else IntegrityError
    assert [type(one) for one in results if isinstance(one, Exception)] == [kind]


@pytest.mark.parametrize("is_locked", [True, False])
def test_of_two_files_for_a_proof_each_is_a_version_of_its_own(paser, sari, hana, monkeypatch, is_locked):
    if not is_locked:
        take_lock_away(monkeypatch, Entry)
    let_two_meet(monkeypatch, (evidence, "place_of"))

    results = at_once([filing(paser, sari, a_pdf()), filing(paser, hana, a_pdf(b"\n"))])

    stored = 2 if is_locked or connection.vendor == "sqlite" else 1
    assert list(Evidence.objects.order_by("version").values_list("version", flat=True)) == [1, 2][:stored], results
    assert sum(isinstance(one, IntegrityError) for one in results) == 2 - stored


@pytest.mark.parametrize("is_locked", [True, False])
def test_of_two_files_of_one_person_both_are_counted(
    paser, kaltim, places, sari, citra, settings, monkeypatch, is_locked
):
    if not is_locked:
        take_lock_away(monkeypatch, User)
    settings.UPLOADS_PER_DAY = len(a_pdf()) + 10
    let_two_meet(monkeypatch, (evidence, "place_of"))
    other = an_entry(kaltim, paser.category, places["64.01.01.2001"], citra, state=EntryState.PROPOSED)

    results = at_once([filing(paser, sari, a_pdf()), filing(other, sari, a_pdf(b"\n"))])

    stored = 1 if is_locked or connection.vendor == "sqlite" else 2
    assert Evidence.objects.count() == stored, results
    assert sum(isinstance(one, EvidenceRefused) for one in results) == 2 - stored


@pytest.mark.parametrize("is_locked", [True, False])
def test_of_two_who_bring_a_winner_at_once_one_does(
    edition, places, admin, citra, eko, ayu, bayu, monkeypatch, is_locked
):
    ready = a_final_round(edition, places, admin, citra, eko, [ayu, bayu])
    if not is_locked:
        monkeypatch.setattr(promotion, "lock", lambda round_: None)
    let_two_meet(monkeypatch, (promotion, "promotions"))

    results = at_once([lambda: promotion.promote_winners(round_=ready.national, by=eko, at=A_MOMENT)] * 2)

    assert Entry.objects.filter(round=ready.national).count() == 1, results
    failed = [type(one) for one in results if isinstance(one, Exception)]
    assert failed == ([] if is_locked or connection.vendor == "sqlite" else [IntegrityError])
