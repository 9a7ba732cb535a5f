import pytest
from django.db import transaction

from awards.actions.entrants import evidence_quota
from awards.actions.entrants.evidence_quota import refuse_beyond_day, refuse_beyond_entry
from awards.evidence_errors import EvidenceRefused
from tests.awards.evidence_rows import a_proof
from tests.awards.rows import a_category, a_round, an_entry
from tests.coverage.uploads import a_row, a_template, sent
from tests.factories import A_MOMENT


@pytest.fixture
def paser(edition, places, citra):
    return an_entry(a_round(edition, places["64"], citra), a_category(edition), places["64.01"], citra)


def refused(act) -> EvidenceRefused:
    with pytest.raises(EvidenceRefused) as error, transaction.atomic():
        act()
    return error.value


def test_uploads_of_the_day_count_too(paser, sari, settings):
    size = sent(a_template(a_row("64.01.01.2001", 12)), sari).size
    settings.UPLOADS_PER_DAY = size + 100

    with transaction.atomic():
        refuse_beyond_day(100, sari, A_MOMENT)
    told = refused(lambda: refuse_beyond_day(101, sari, A_MOMENT))

    assert "Unggah lagi sesudah 5 Agustus 2025 pukul 00.00 WITA." in told.message


def test_all_versions_and_copies_count_for_an_entry(paser, sari, monkeypatch):
    monkeypatch.setattr(evidence_quota, "MOST_OF_AN_ENTRY", 3000)
    a_proof(paser, sari, size=1000)
    a_proof(paser, sari, version=2, size=1000, redacted=b"x", redacted_size=500, redacted_by=sari, redacted_at=A_MOMENT)

    refuse_beyond_entry(500, paser)

    assert refused(lambda: refuse_beyond_entry(501, paser)).code == "entry_full"
