"""Copies of proofs that the public may see, before and after it sees them."""

import tempfile

import pytest

from accounts.errors import ReasonMissing, RightMissing
from accounts.models import AuditEntry
from awards.actions.entrants.evidence import file_redacted, take_down_copy, withdraw_evidence
from awards.enums import EntryState, RoundStage
from awards.evidence_errors import EvidenceRefused
from awards.models import Evidence
from awards.queries.entrants.evidence import public_copies
from tests.awards.entrants import WHY, a_criteria_set, a_pdf, a_png, a_stream
from tests.awards.evidence_rows import a_proof, with_copy
from tests.awards.rows import a_category, a_round, an_entry, moved_to
from tests.factories import A_MOMENT

ANOTHER_PDF = a_pdf(a_stream(b"BT (Perubahan) Tj ET"))


@pytest.fixture
def kaltim(edition, places, citra):
    return a_round(edition, places["64"], citra)


@pytest.fixture
def paser(kaltim, edition, places, hana, citra):
    regencies = a_category(edition)
    a_criteria_set(regencies, citra)
    return an_entry(kaltim, regencies, places["64.01"], hana, state=EntryState.PROPOSED)


@pytest.fixture
def announced(kaltim, paser, sari) -> Evidence:
    """A proof of a nominee whose copy the public sees."""
    moved_to(kaltim, RoundStage.ANNOUNCEMENT)
    paser.state = EntryState.NOMINEE
    paser.save()
    return with_copy(a_proof(paser, sari), sari)


def redacted(row, by, content=None, reason="") -> Evidence:
    with tempfile.TemporaryFile() as file:
        file.write(a_png() if content is None else content)
        return file_redacted(evidence=row, file=file, by=by, at=A_MOMENT, reason=reason)


def code_of(act) -> str:
    with pytest.raises(EvidenceRefused) as refused:
        act()
    assert refused.value.message
    return refused.value.code


def test_the_copy_for_the_public_stands_beside_and_may_be_replaced(paser, sari, budi):
    row = a_proof(paser, sari)

    redacted(row, sari)
    again = redacted(row, sari, ANOTHER_PDF)

    assert (bytes(again.redacted), again.redacted_type) == (ANOTHER_PDF, "application/pdf")
    assert bytes(Evidence.objects.get().content) == a_pdf()
    assert AuditEntry.objects.latest("sequence").new["was"] != ""
    with pytest.raises(RightMissing):
        redacted(row, budi)
    assert code_of(lambda: redacted(row, sari, b"MZ")) == "unknown"


def test_of_a_withdrawn_proof_no_copy_is_taken(paser, sari):
    row = a_proof(paser, sari)
    withdraw_evidence(evidence=row, reason=WHY, by=sari, at=A_MOMENT)

    assert code_of(lambda: redacted(row, sari)) == "withdrawn"


def test_what_the_public_sees_only_the_secretariat_replaces_with_a_reason(announced, sari, hana, citra):
    old = announced.redacted_digest
    for other in (sari, hana):
        with pytest.raises(RightMissing):
            redacted(announced, other, reason=WHY)
        with pytest.raises(RightMissing):
            take_down_copy(evidence=announced, reason=WHY, by=other, at=A_MOMENT)
    with pytest.raises(ReasonMissing):
        redacted(announced, citra)
    assert Evidence.objects.get().redacted_digest == old

    row = redacted(announced, citra, ANOTHER_PDF, WHY)

    assert (row.copy_why, row.copy_changed_at, row.copy_changed_by) == (WHY, A_MOMENT, citra)
    told = AuditEntry.objects.latest("sequence")
    assert (told.act, told.new["was"], told.new["redacted"], told.reason) == (
        "copy_filed", old, row.redacted_digest, WHY
    )  # fmt: skip


def test_a_copy_that_is_taken_down_is_gone_and_its_digest_stays_in_the_trail(announced, paser, citra):
    old = announced.redacted_digest
    with pytest.raises(ReasonMissing):
        take_down_copy(evidence=announced, reason="", by=citra, at=A_MOMENT)

    take_down_copy(evidence=announced, reason=WHY, by=citra, at=A_MOMENT)

    row = Evidence.objects.get()
    assert (row.redacted, row.redacted_digest, row.redacted_size, row.copy_why) == (None, "", 0, WHY)
    assert public_copies(paser, A_MOMENT) == []
    told = AuditEntry.objects.latest("sequence")
    assert (told.act, told.new["was"], told.reason) == ("copy_taken_down", old, WHY)
    assert code_of(lambda: take_down_copy(evidence=row, reason=WHY, by=citra, at=A_MOMENT)) == "no_copy"


def test_before_the_public_sees_it_who_filed_it_may_take_it_down(paser, sari):
    row = with_copy(a_proof(paser, sari), sari)

    take_down_copy(evidence=row, reason=WHY, by=sari, at=A_MOMENT)

    assert (Evidence.objects.get().redacted_digest, Evidence.objects.get().copy_changed_at) == ("", None)
