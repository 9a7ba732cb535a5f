"""Nothing leaks of marks that a person may not see: pages, counts, progress, files, errors, JSON, sizes.

Each channel is asked twice, before and after another juror has given marks with words and points found nowhere else;
what is answered must be the same, byte by byte.
"""

import csv
import io
import re
from decimal import Decimal

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEntry
from awards.enums import RoundStage
from awards.models import Conflict, Entry, MarkSheet
from awards.queries.jury.judged import Given
from tests.accounts.people import PASSWORD, code_of, give_second_factor, signed_in, with_password
from tests.awards.desks import a_desk, finished, saved
from tests.awards.rows import moved_to
from tests.factories import A_MOMENT

CANARY = "burung kenari kuning"
HIDDEN = (Given("inovasi", Decimal(40), CANARY), Given("regulasi", Decimal("37.125"), CANARY))
TRACES = (CANARY, "37,125", "37.125", "J02")
WHY = "Penilai salah membaca bukti"


@pytest.fixture
def desk(edition, places, citra, ayu, bayu, time_machine):
    time_machine.move_to(A_MOMENT, tick=False)
    return a_desk(edition, places, citra, (ayu, bayu))


def addresses(desk):
    round_, entry = f"/penghargaan/putaran/{desk.round.pk}", desk.paser.pk
    return [
        f"{round_}/tim/", f"{round_}/benturan/", f"{round_}/nilai/", f"{round_}/nilai/?tahap=wawancara",
        f"{round_}/nilai/semua/", f"{round_}/nilai/{entry}/", f"{round_}/nilai/{entry}/semua/",
        f"{round_}/nilai/{entry}/wawancara/", f"{round_}/nilai.csv", f"{round_}/nilai.xlsx", f"{round_}/wawancara/",
    ]  # fmt: skip


def sent(desk):
    """What is posted: a stale save, one off the scale, one by the script."""
    address = f"/penghargaan/putaran/{desk.round.pk}/nilai/{desk.paser.pk}/"
    stale, bad = {"versi": "9", "nilai-inovasi": "0"}, {"versi": "0", "angka-regulasi": "101"}
    return [(address, stale, {}), (address, bad, {}), (address, stale, {"HTTP_ACCEPT": "application/json"})]


def plain(answer) -> object:
    """Return what an answer says, without what differs from one request to the next."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer["Content-Type"].startswith("application/vnd"):
        sheet = openpyxl.load_workbook(io.BytesIO(body)).active
        return [[cell.value for cell in row] for row in sheet.rows]
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", body.decode())
    return re.sub(r"[0-9a-f]{32}", "", text)


def asked(client, desk):
    """Return what each channel answers, with its status."""
    found = {}
    for address in addresses(desk):
        answer = client.get(address)
        found[address] = (answer.status_code, plain(answer))
    for number, (address, told, headers) in enumerate(sent(desk)):
        answer = client.post(address, told, **headers)
        found[f"{address} {number}"] = (answer.status_code, plain(answer))
    return found


@pytest.mark.parametrize("stage", [RoundStage.VERIFICATION, RoundStage.NOMINEES])
@pytest.mark.parametrize("state", ["draft", "final"])
@pytest.mark.parametrize("who", ["ayu", "sari", "wati", "stranger", "dewi"])
def test_no_channel_tells_of_marks_that_are_hidden(desk, who, state, stage, request):
    moved_to(desk.round, stage)
    client = signed_in(request.getfixturevalue(who))
    before = asked(client, desk)

    (finished if state == "final" else saved)(desk.other, desk.paser, *HIDDEN)

    after = asked(client, desk)
    assert after == before
    assert [trace for trace in TRACES if trace in str(after)] == []


@pytest.mark.parametrize("state", ["draft", "final"])
def test_the_secretariat_is_told_who_is_done_and_no_points(desk, citra, state):
    client = signed_in(citra)
    progress = f"/penghargaan/putaran/{desk.round.pk}/nilai/"
    before = asked(client, desk)

    (finished if state == "final" else saved)(desk.other, desk.paser, *HIDDEN)

    after = asked(client, desk)
    assert [trace for trace in TRACES if trace in str(after)] == []
    assert {address for address in after if after[address] != before[address]} == (
        {progress} if state == "final" else set()
    )


def test_an_anonymous_reader_is_sent_to_sign_in_by_all(desk):
    saved(desk.other, desk.paser, *HIDDEN)

    assert {Client().get(address).status_code for address in addresses(desk)} == {302}


def test_as_many_questions_are_asked_of_the_database_whatever_others_have_marked(desk, ayu):
    client = signed_in(ayu)
    client.get(addresses(desk)[0])  # notes that the session lives
    before = [questions_of(client, address) for address in addresses(desk)]

    for entry in (desk.paser, desk.kutim):
        finished(desk.other, entry, *HIDDEN)

    assert [questions_of(client, address) for address in addresses(desk)] == before


def questions_of(client, address):
    """Return how often the database is asked for an answer that is not refused; a refusal is noted in the trail."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    return (answer.status_code, len(asked))


def rows_of(client, desk):
    body = b"".join(client.get(f"/penghargaan/putaran/{desk.round.pk}/nilai.csv").streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(body)))


def test_a_juror_whose_marks_are_final_reads_those_of_others_and_that_is_noted(desk, ayu):
    moved_to(desk.round, RoundStage.NOMINEES)
    finished(desk.one, desk.paser)
    finished(desk.other, desk.paser, *HIDDEN)
    finished(desk.other, desk.kutim, *HIDDEN)
    client = signed_in(ayu)

    page = client.get(f"/penghargaan/putaran/{desk.round.pk}/nilai/{desk.paser.pk}/semua/").content.decode()
    closed = client.get(f"/penghargaan/putaran/{desk.round.pk}/nilai/{desk.kutim.pk}/semua/")
    rows = rows_of(client, desk)

    assert ("37,125" in page, CANARY in page, "J02" in page, "Bayu" in page) == (True, True, True, False)
    assert closed.status_code == 403
    assert "belum dapat dibaca" in closed.content.decode()
    assert {(row["Peserta"], row["Penilai"]) for row in rows} == {
        ("Kabupaten Paser", "J01"), ("Kabupaten Paser", "J02"),
    }  # fmt: skip
    noted = AuditEntry.objects.filter(act="marks_read")
    assert [(one.user_name, one.new["sheets"]) for one in noted] == [("Ayu", 1), ("Ayu", 1)]


def test_a_juror_who_came_to_be_recused_reads_no_more(desk, ayu):
    moved_to(desk.round, RoundStage.NOMINEES)
    finished(desk.one, desk.paser)
    finished(desk.other, desk.paser, *HIDDEN)
    Conflict.objects.create(seat=desk.one, entry=desk.paser, kind="family", source="declared", found_at=A_MOMENT)
    client = signed_in(ayu)

    answer = client.get(f"/penghargaan/putaran/{desk.round.pk}/nilai/{desk.paser.pk}/semua/")

    assert answer.status_code == 403
    assert {row["Penilai"] for row in rows_of(client, desk)} == {"J01"}


def test_the_secretariat_reads_all_once_the_stage_is_over_by_pseudonym(desk, citra):
    finished(desk.one, desk.paser)
    saved(desk.other, desk.paser, *HIDDEN)
    Entry.objects.filter(pk=desk.kutim.pk).update(state="withdrawn")
    moved_to(desk.round, RoundStage.INTERVIEW)
    client = signed_in(citra)

    listed = client.get(f"/penghargaan/putaran/{desk.round.pk}/nilai/semua/").content.decode()
    rows = rows_of(client, desk)

    assert "Kabupaten Paser" in listed
    assert [(row["Penilai"], row["Nilai"], row["Keadaan"]) for row in rows] == [
        ("J01", "70.000", "final"), ("J01", "82.500", "final"),
        ("J02", "40.000", "belum final"), ("J02", "37.125", "belum final"),
    ]  # fmt: skip
    assert AuditEntry.objects.filter(act="marks_read", user_name="Citra").count() == 1


@pytest.fixture
def administrator(admin):
    """The administrator's browser, just signed in with the second factor."""
    secret = give_second_factor(with_password(admin))
    client = Client()
    client.post("/masuk/", {"login": "admin", "password": PASSWORD})
    client.post("/masuk/kode/", {"code": code_of(secret, A_MOMENT)})
    return client


def test_an_administrator_reads_with_an_entry_and_opens_final_marks_with_a_reason(desk, administrator):
    sheet = finished(desk.other, desk.paser, *HIDDEN)
    page = f"/penghargaan/putaran/{desk.round.pk}/nilai/{desk.paser.pk}/semua/"
    reopen = f"/penghargaan/putaran/{desk.round.pk}/nilai/buka/{sheet.pk}/"

    shown = administrator.get(page).content.decode()
    short = administrator.post(reopen, {f"buka-{sheet.pk}-reason": "keliru"})
    done = administrator.post(reopen, {f"buka-{sheet.pk}-reason": WHY})

    assert ("37,125" in shown, "Buka lagi nilai J02" in shown) == (True, True)
    assert (short.status_code, done["Location"]) == (422, page)
    assert MarkSheet.objects.get().final_at is None
    assert AuditEntry.objects.get(act="marks_reopened").reason == WHY
    assert AuditEntry.objects.filter(act="marks_read").count() == 2


def test_who_signed_in_long_ago_proves_anew_who_he_is_before_marks_are_opened(desk, administrator, time_machine):
    sheet = finished(desk.other, desk.paser)
    time_machine.shift(11 * 60)

    answer = administrator.post(
        f"/penghargaan/putaran/{desk.round.pk}/nilai/buka/{sheet.pk}/", {f"buka-{sheet.pk}-reason": WHY}
    )

    assert answer["Location"].startswith("/akun/konfirmasi/")
    assert MarkSheet.objects.get().final_at == A_MOMENT


@pytest.mark.parametrize("who", ["ayu", "citra", "wati"])
def test_nobody_else_opens_final_marks(desk, who, request):
    sheet = finished(desk.other, desk.paser)

    answer = signed_in(request.getfixturevalue(who)).post(
        f"/penghargaan/putaran/{desk.round.pk}/nilai/buka/{sheet.pk}/", {f"buka-{sheet.pk}-reason": WHY}
    )

    assert (answer.status_code, MarkSheet.objects.get().final_at) == (403, A_MOMENT)


def test_a_formula_in_a_note_is_harmless_in_both_files(desk, ayu):
    saved(desk.one, desk.paser, Given("regulasi", Decimal(50), "=HYPERLINK(1)"))
    client = signed_in(ayu)

    found = openpyxl.load_workbook(io.BytesIO(client.get(f"/penghargaan/putaran/{desk.round.pk}/nilai.xlsx").content))

    [row] = [row for row in found.active.rows if row[7].value == "=HYPERLINK(1)"]
    assert row[7].data_type == "s"
    assert [one["Catatan"] for one in rows_of(client, desk) if one["Catatan"]] == ["'=HYPERLINK(1)"]
