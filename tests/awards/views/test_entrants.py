"""What the offices of entrants read while nominees are named: the same, whoever is chosen and whoever is not."""

import re

import pytest
from django.db import transaction

from accounts.abilities import Role
from awards.actions.entrants.verification import name_nominees
from awards.enums import RoundStage
from awards.models import Entry
from tests.accounts.people import give_second_factor, signed_in
from tests.awards.entrants import WHY
from tests.awards.rows import a_category, a_round, a_seat, an_entry, judged_at, moved_to
from tests.factories import A_MOMENT, a_person

pytestmark = pytest.mark.usefixtures("at_that_moment")

REASON = "Enam berkas terbaik menurut penilai"


@pytest.fixture
def kaltim(edition, places, citra):
    return a_round(edition, places["64"], citra, RoundStage.NOMINEES)


@pytest.fixture
def entries(kaltim, edition, places, citra):
    regencies = judged_at(kaltim, a_category(edition))
    return [an_entry(kaltim, regencies, places[code], citra) for code in ("64.01", "64.08")]


@pytest.fixture
def addresses(kaltim, entries):
    paser, here = f"/penghargaan/peserta/{entries[0].pk}", f"/penghargaan/putaran/{kaltim.pk}"
    return (
        f"{paser}/", f"{paser}/bukti/", f"{paser}/bukti-publik/", f"{here}/", f"{here}/usul/", f"{here}/peserta/",
        f"{here}/peserta.csv", f"{here}/peserta.xlsx", f"{here}/wawancara/", f"{here}/nomine/", f"{here}/nomine.json",
        f"{here}/nomine.csv", "/penghargaan/", "/kerja/",
    )  # fmt: skip


def named(entry: Entry, by) -> None:
    entry.refresh_from_db()
    name_nominees(
        round_=entry.round, category=entry.category, chosen={entry.pk: entry.version}, reason=REASON, by=by,
        at=A_MOMENT,
    )  # fmt: skip


def read_by(client, addresses) -> dict[str, tuple[int, str]]:
    """Return what a person reads, without what each answer draws anew, and of a refusal that it is one."""
    found = {}
    for address in addresses:
        answer = client.get(address)
        text = b"".join(answer).decode() if answer.streaming else answer.content.decode()
        text = text if answer.status_code == 200 else ""
        found[address] = answer.status_code, re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]*"', "", text)
    return found


@pytest.mark.parametrize(
    ("role", "code"),
    [(Role.HEAD, "64.01"), (Role.ENTERER, "64.01"), (Role.CHECKER, "64.01"), (Role.PROVINCE, "64"),
     (Role.HEAD, "64"), (Role.IMPORTER, "64.01"), (Role.HEAD, "64.08")],
)  # fmt: skip
def test_no_office_of_an_entrant_reads_who_was_chosen(entries, addresses, places, citra, role, code):
    client, read = signed_in(a_person("kantor", role, places[code])), []
    for chosen in entries:
        with transaction.atomic():
            named(chosen, citra)
            read.append(read_by(client, addresses))
            transaction.set_rollback(True)

    assert read[0] == read[1]
    assert not any(REASON in text for _status, text in read[0].values())


def test_once_the_stage_is_over_the_offices_read_it_with_the_reason(kaltim, entries, addresses, citra, hana):
    named(entries[0], citra)
    moved_to(kaltim, RoundStage.INTERVIEW)
    client = signed_in(hana)

    for address in (addresses[0], f"/penghargaan/putaran/{kaltim.pk}/usul/"):
        page = client.get(address).content.decode()
        assert (REASON in page, "nomine</span>" in page) == (True, True)


def test_who_names_or_judges_reads_it_at_once(kaltim, entries, addresses, citra, ayu, eko, admin):
    named(entries[0], citra)
    a_seat(kaltim, ayu, citra)
    give_second_factor(admin)

    for user in (citra, ayu, eko, admin):
        assert "nomine</span>" in signed_in(user).get(addresses[0]).content.decode()


def test_a_head_who_withdraws_is_not_told_by_the_refusal_either(entries, addresses, citra, hana):
    client, told = signed_in(hana), []
    for chosen in entries:
        with transaction.atomic():
            named(chosen, citra)
            refused = [client.post(f"{addresses[0]}tarik/", {"seen": seen, "reason": WHY}) for seen in (1, 3)]
            told.append([re.findall(r'role="alert">([^<]+)', answer.content.decode()) for answer in refused])
            transaction.set_rollback(True)

    assert told[0] == told[1]
    assert all("berubah setelah Anda membuka" in alerts[0] for alerts in told[0])
