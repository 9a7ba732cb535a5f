import io
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounts.errors import IdentityTyped, ReasonMissing, RightMissing
from accounts.models import AuditEntry
from awards.actions.entrants.evidence import (
    file_evidence,
    file_redacted,
    note_reading,
    take_down_copy,
    withdraw_evidence,
)
from awards.actions.entrants.evidence_checks import LARGEST
from awards.entry_errors import EntryRefused
from awards.enums import EntryState, RoundStage
from awards.evidence_errors import EvidenceRefused
from awards.models import Evidence
from awards.queries.entrants.evidence import public_copies
from tests.awards.entrants import DECREE, WHY, a_criteria_set, a_pdf, a_png, a_stream
from tests.awards.evidence_rows import a_proof, with_copy
from tests.awards.rows import a_category, a_firm, a_round, an_entry, moved_to
from tests.factories import A_MOMENT

OTHER = replace(DECREE, criterion="", proof="lain")
ANOTHER_PDF = a_pdf(a_stream(b"BT (Perubahan) Tj ET"))


@pytest.fixture
def kaltim(edition, places, citra):
    return a_round(edition, places["64"], citra)


@pytest.fixture
def paser(kaltim, edition, places, hana, citra):
    regencies = a_category(edition)
    a_criteria_set(regencies, citra)
    return an_entry(kaltim, regencies, places["64.01"], hana, state=EntryState.PROPOSED)


def filed(entry, by, content=None, told=DECREE, name="perbup.pdf", at=A_MOMENT) -> Evidence:
    with tempfile.TemporaryFile() as file:
        file.write(a_pdf() if content is None else content)
        return file_evidence(entry=entry, told=told, file=file, name=name, by=by, at=at)


class Unread(io.BytesIO):
    """A file of so many bytes that fails the test when it is read."""

    def __init__(self, size: int) -> None:
        super().__init__(b"0" * size)

    def read(self, size: int | None = -1) -> bytes:
        raise AssertionError("read before it was known to have a place")


def code_of(act, kind=EvidenceRefused) -> str:
    with pytest.raises(kind) as refused:
        act()
    assert refused.value.message
    return refused.value.code


def test_an_enterer_the_head_and_the_secretariat_hand_in_proofs(paser, sari, hana, citra, budi, wati):
    versions = [filed(paser, by, a_pdf(b"%d\n" % number)).version for number, by in enumerate((sari, hana, citra))]

    assert versions == [1, 2, 3]
    for other in (budi, wati):
        with pytest.raises(RightMissing):
            filed(paser, other)


def test_a_proof_is_kept_whole_with_its_entry_in_the_trail(paser, sari):
    row = filed(paser, sari, name="C:\\Perbup 12.pdf")

    assert (bytes(row.content), row.size, row.file_name) == (a_pdf(), len(a_pdf()), "Perbup 12.pdf")
    told = AuditEntry.objects.latest("sequence")
    assert (told.act, told.subject) == ("evidence_filed", f"entry:{paser.pk}/evidence:{row.pk}")
    assert told.new == {"proof": "regulasi:perda", "version": 1, "digest": row.digest, "size": row.size}


def test_replacing_makes_the_next_version_and_keeps_the_old(paser, sari):
    first = filed(paser, sari)

    second = filed(paser, sari, ANOTHER_PDF)

    assert (first.version, second.version, Evidence.objects.count()) == (1, 2, 2)
    assert bytes(Evidence.objects.get(pk=first.pk).content) == a_pdf()


def test_the_same_file_twice_is_kept_once(paser, sari):
    filed(paser, sari)

    assert code_of(lambda: filed(paser, sari)) == "same"
    assert Evidence.objects.count() == 1


def test_what_no_criterion_asks_for_is_kept_beside_each_by_itself(paser, sari):
    one, two = filed(paser, sari, told=OTHER), filed(paser, sari, ANOTHER_PDF, told=OTHER)
    next_of_one = filed(paser, sari, ANOTHER_PDF, told=replace(OTHER, proof="lain_1"))

    assert [(row.proof, row.version) for row in (one, two, next_of_one)] == [
        ("lain_1", 1),
        ("lain_2", 1),
        ("lain_1", 2),
    ]


@pytest.mark.parametrize(
    ("changed", "code"),
    [({"title": " "}, "title"), ({"title": "x" * 201}, "title"), ({"issuer": ""}, "issuer"),
     ({"valid_until": date(2023, 2, 28)}, "dates"), ({"issued_on": date(2025, 8, 5)}, "future"),
     ({"amount": Decimal(-1)}, "amount"), ({"proof": "lain_1"}, "proof"), ({"criterion": "inovasi"}, "proof")],
)  # fmt: skip
def test_what_is_said_of_a_proof_must_be_possible(paser, sari, changed, code):
    assert code_of(lambda: filed(paser, sari, told=replace(DECREE, **changed))) == code
    assert Evidence.objects.count() == 0


@pytest.mark.parametrize("field", ["title", "issuer"])
def test_no_number_of_a_person_is_kept_beside_a_file(paser, sari, field):
    with pytest.raises(IdentityTyped):
        filed(paser, sari, told=replace(DECREE, **{field: "Surat 6401991501900001"}))


def test_a_hostile_file_leaves_nothing(paser, sari):
    entries = AuditEntry.objects.count()

    assert code_of(lambda: filed(paser, sari, a_pdf(b"<</S/Launch>>"))) == "active"
    assert (Evidence.objects.count(), AuditEntry.objects.count()) == (0, entries)


def test_proofs_are_taken_until_verification_closes(kaltim, paser, sari):
    moved_to(kaltim, RoundStage.VERIFICATION)
    filed(paser, sari)
    moved_to(kaltim, RoundStage.NOMINEES)

    assert code_of(lambda: filed(paser, sari, ANOTHER_PDF), EntryRefused) == "stage"
    row = Evidence.objects.get()
    assert code_of(lambda: withdraw_evidence(evidence=row, reason=WHY, by=sari, at=A_MOMENT), EntryRefused) == "stage"


def test_once_complete_proofs_change_only_while_documents_are_looked_at_and_each_change_stays_flagged(
    kaltim, paser, sari
):
    early = filed(paser, sari)
    type(paser).objects.filter(pk=paser.pk).update(state=EntryState.VERIFIED)
    assert code_of(lambda: filed(paser, sari, ANOTHER_PDF), EntryRefused) == "stage"
    moved_to(kaltim, RoundStage.VERIFICATION)

    row = filed(paser, sari, ANOTHER_PDF)
    assert AuditEntry.objects.latest("sequence").new["after_complete"] is True
    withdraw_evidence(evidence=row, reason=WHY, by=sari, at=A_MOMENT)

    assert AuditEntry.objects.latest("sequence").new == {
        "proof": "regulasi:perda", "version": 2, "after_complete": True
    }  # fmt: skip
    told = Evidence.objects.order_by("version").values_list("pk", "after_complete", "withdrawn_after_complete")
    assert list(told) == [(early.pk, False, True), (row.pk, True, True)]


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [("stage", EntryRefused), ("state", EvidenceRefused), ("day", EvidenceRefused), ("large", EvidenceRefused)],
)
def test_a_file_that_has_no_place_is_not_looked_at(kaltim, paser, sari, settings, spoil, kind):
    if spoil == "stage":
        moved_to(kaltim, RoundStage.NOMINEES)
    elif spoil == "state":
        type(paser).objects.filter(pk=paser.pk).update(state=EntryState.REFUSED)
        paser.refresh_from_db()
    elif spoil == "day":
        settings.UPLOADS_PER_DAY = 5
    file = Unread(LARGEST + 1 if spoil == "large" else 100)

    with pytest.raises(kind):
        file_evidence(entry=paser, told=DECREE, file=file, name="perbup.pdf", by=sari, at=A_MOMENT)


@pytest.mark.parametrize("state", [EntryState.WITHDRAWN, EntryState.REFUSED])
def test_who_is_out_hands_in_nothing(paser, sari, state):
    type(paser).objects.filter(pk=paser.pk).update(state=state)

    assert code_of(lambda: filed(paser, sari)) == "no_entry"


def test_officials_where_a_firm_sits_hand_in_nothing_for_it(kaltim, edition, places, sari, citra):
    firms = a_category(edition, "tambang", kind="firm", position=2)
    entry = an_entry(kaltim, firms, places["64.01"], citra, firm=a_firm(places["64.01"]), state="proposed")

    with pytest.raises(RightMissing):
        filed(entry, sari, told=OTHER)
    assert filed(entry, citra, told=OTHER).pk


def test_a_withdrawn_proof_stays_listed_with_all_its_versions(paser, sari):
    first, second = filed(paser, sari), filed(paser, sari, ANOTHER_PDF)
    with pytest.raises(ReasonMissing):
        withdraw_evidence(evidence=second, reason="", by=sari, at=A_MOMENT)

    withdraw_evidence(evidence=second, reason=WHY, by=sari, at=A_MOMENT)

    kept = Evidence.objects.filter(withdrawn_by=sari, withdrawn_why=WHY)
    assert set(kept) == {first, second}
    assert code_of(lambda: withdraw_evidence(evidence=second, reason=WHY, by=sari, at=A_MOMENT)) == "withdrawn"
    assert filed(paser, sari, ANOTHER_PDF).version == 3


def test_one_person_hands_in_so_much_a_day_and_again_on_the_next(paser, sari, hana, settings):
    settings.UPLOADS_PER_DAY = len(a_pdf()) + 10
    filed(paser, sari)

    assert code_of(lambda: filed(paser, sari, ANOTHER_PDF)) == "day_full"
    assert filed(paser, hana, a_pdf(b"\n")).version == 2
    settings.UPLOADS_PER_DAY = len(ANOTHER_PDF)
    assert filed(paser, sari, ANOTHER_PDF, at=A_MOMENT + timedelta(hours=15)).version == 3


def test_who_opens_a_proof_is_noted(paser, sari, citra):
    row = filed(paser, sari)

    note_reading(evidence=row, by=citra, at=A_MOMENT)

    told = AuditEntry.objects.latest("sequence")
    assert (told.act, told.user_id_then, told.new) == (
        "evidence_read", citra.pk, {"proof": "regulasi:perda", "version": 1}
    )  # fmt: skip


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
