"""Nominees as anyone reads them: nothing before their stage is over, copies from the announcement on, in every form."""

import csv
import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards.enums import RoundStage
from tests.awards.evidence_rows import a_proof, with_copy
from tests.awards.rows import a_category, a_firm, a_round, an_entry, moved_to

FORMS = ("/", ".json", ".csv", ".xlsx")


@pytest.fixture
def named(edition, places, citra, at_that_moment):
    """A round in which Paser is a nominee, and Kutai Timur and a firm are not."""
    round_ = a_round(edition, places["64"], citra, RoundStage.INTERVIEW)
    category = a_category(edition)
    paser = an_entry(round_, category, places["64.01"], citra, state="nominee")
    an_entry(round_, category, places["64.08"], citra)
    firm = a_firm(places["64.74"])
    an_entry(round_, a_category(edition, "usaha", kind="firm"), firm.region, citra, firm=firm, state="withdrawn")
    return round_, paser


def way(round_, form: str) -> str:
    return f"/penghargaan/putaran/{round_.pk}/nomine{form}"


def told(client, round_) -> str:
    """Return all that the four forms of the list say, as one text."""
    page, document, lines, book = (client.get(way(round_, form)) for form in FORMS)
    cells = openpyxl.load_workbook(io.BytesIO(book.content))["Data"].iter_rows(values_only=True)
    return " ".join([page.content.decode(), document.content.decode(), b"".join(lines).decode(), str(list(cells))])


@pytest.mark.parametrize("stage", [RoundStage.NOMINATION, RoundStage.VERIFICATION, RoundStage.NOMINEES])
def test_before_the_stage_is_over_no_form_names_anybody(client, named, stage):
    round_, _paser = named
    moved_to(round_, stage)

    assert "Paser" not in told(client, round_)
    assert client.get(way(round_, ".json")).json()["is_told"] is False
    assert "belum diumumkan" in client.get(way(round_, "/")).content.decode()


def test_then_each_form_names_the_nominees_and_nobody_else(client, named):
    round_, _paser = named

    rows = client.get(way(round_, ".json")).json()["rows"]
    lines = list(csv.reader(io.StringIO(b"".join(client.get(way(round_, ".csv"))).decode("utf-8-sig"))))

    assert [(row["name"], row["region_code"], row["is_firm"]) for row in rows] == [("Kabupaten Paser", "64.01", False)]
    assert [line[1] for line in lines[1:]] == ["Kabupaten Paser"]
    assert "Kutai Timur" not in told(client, round_)
    assert "PT Contoh" not in told(client, round_)


def test_copies_are_listed_from_the_announcement_on_and_each_opens(client, named, citra):
    round_, paser = named
    with_copy(a_proof(paser, citra, title="Perbup lama", version=1), citra)
    newest = with_copy(a_proof(paser, citra, title="Perbup baru", version=2), citra)
    a_proof(paser, citra, title="RAHASIA", criterion="inovasi")
    assert "Perbup" not in client.get(way(round_, "/")).content.decode()
    moved_to(round_, RoundStage.ANNOUNCEMENT)

    page = client.get(way(round_, "/")).content.decode()

    address = f"/penghargaan/peserta/{paser.pk}/bukti/{newest.pk}/publik/"
    assert address in page
    assert client.get(address).status_code == 200
    assert ("Perbup lama" in page, "RAHASIA" in page) == (False, False)
    assert client.get(way(round_, ".json")).json()["rows"][0]["public_copies"] == 1


def test_a_newer_proof_without_a_copy_takes_the_old_copy_off_the_list(client, named, citra):
    round_, paser = named
    with_copy(a_proof(paser, citra, title="Perbup lama", version=1), citra)
    a_proof(paser, citra, title="Perbup baru", version=2)
    moved_to(round_, RoundStage.ANNOUNCEMENT)

    assert "Perbup" not in client.get(way(round_, "/")).content.decode()


def test_the_list_asks_as_often_for_many_as_for_one(client, named, places, citra):
    round_, paser = named
    moved_to(round_, RoundStage.ANNOUNCEMENT)
    with CaptureQueriesContext(connection) as one:
        client.get(way(round_, "/"))
    for code in ("64.02", "64.74"):
        entry = an_entry(round_, paser.category, places[code], citra, state="nominee")
        with_copy(a_proof(entry, citra), citra)

    with CaptureQueriesContext(connection) as many:
        client.get(way(round_, "/"))

    assert len(many) == len(one) <= 6
