"""The auditor's export: for who runs the round, whole, without jurors' names, harmless in a spreadsheet, and noted."""

import io
import zipfile

import openpyxl
import pytest

from accounts.enums import Act
from accounts.models import AuditEntry
from awards.actions.results.closing import close_round
from regions.models import Region
from tests.accounts.people import give_second_factor, signed_in
from tests.awards.closings import a_judged_round
from tests.awards.rows import a_seat

TABLES = ["ringkasan", "kriteria", "masukan", "nilai", "benturan", "total", "nilai_seri", "versi"]


@pytest.fixture
def judged(edition, places, citra, ayu, bayu, at, time_machine):
    time_machine.move_to(at, tick=False)
    return a_judged_round(edition, places, citra, [ayu, bayu])


@pytest.fixture
def result(judged, citra, at):
    return close_round(round_=judged.round, category=judged.category, by=citra, at=at)


def sheet(answer, name: str) -> list[tuple]:
    return list(openpyxl.load_workbook(io.BytesIO(answer.content))[name].iter_rows(min_row=2, values_only=True))


def test_the_workbook_holds_all_that_the_result_rests_on(client, result, citra):
    client.force_login(citra)

    answer = client.get(f"/penghargaan/hasil/{result.pk}/audit.xlsx")

    assert openpyxl.load_workbook(io.BytesIO(answer.content)).sheetnames == TABLES
    marks = {(row[0], row[3]): row[4] for row in sheet(answer, "nilai")}
    assert sorted(mark for (entry, _juror), mark in marks.items() if entry == "64.01") == [70, 90]
    assert ("bundle_sha256", result.digest) in [row[:2] for row in sheet(answer, "ringkasan")]
    totals = [(row[2], row[4]) for row in sheet(answer, "total") if row[4] is not None]
    assert totals == [("64.01", 92), ("64.08", 70), ("64.74", 48)]
    assert [row[0] for row in sheet(answer, "versi")] == [1]


def test_the_archive_holds_the_same_tables_and_nobody_is_named(client, result, citra, ayu, bayu):
    client.force_login(citra)

    answer = client.get(f"/penghargaan/hasil/{result.pk}/audit.zip")

    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        texts = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    assert list(texts) == [f"{name}.csv" for name in TABLES]
    assert len(texts["nilai.csv"].splitlines()) == 1 + 3 * 2
    whole = "".join(texts.values())
    for person in (ayu, bayu):
        assert str(person) not in whole
        assert person.username not in whole


def test_each_download_is_noted_and_looking_at_the_head_is_none(client, result, citra):
    client.force_login(citra)
    client.head(f"/penghargaan/hasil/{result.pk}/audit.xlsx")
    client.get(f"/penghargaan/hasil/{result.pk}/audit.xlsx")
    client.get(f"/penghargaan/hasil/{result.pk}/audit.zip")

    noted = AuditEntry.objects.filter(act=Act.RESULT_EXPORTED).order_by("pk")

    assert [(one.user_name, one.new["form"]) for one in noted] == [(str(citra), "xlsx"), (str(citra), "zip")]
    assert noted[0].new["digest"] == result.digest


@pytest.mark.parametrize(("who", "status"), [("hana", 404), ("ayu", 403), ("eko", 403)])
def test_only_the_secretariat_of_the_round_gets_it(request, client, result, who, status):
    client.force_login(request.getfixturevalue(who))

    assert client.get(f"/penghargaan/hasil/{result.pk}/audit.xlsx").status_code == status
    assert client.get(f"/penghargaan/hasil/{result.pk}/audit.zip").status_code == status


def test_an_administrator_with_a_second_factor_gets_it(result, admin):
    give_second_factor(admin)

    assert signed_in(admin).get(f"/penghargaan/hasil/{result.pk}/audit.zip").status_code == 200


def test_a_secretary_who_also_judges_does_not_get_it(client, judged, result, citra, admin):
    a_seat(judged.round, citra, admin)
    client.force_login(citra)

    assert client.get(f"/penghargaan/hasil/{result.pk}/audit.zip").status_code == 404


def test_a_name_that_would_be_a_formula_is_a_text(client, judged, citra, at):
    Region.objects.filter(code="64.74").update(name="=HYPERLINK(A1)")
    judged.entries[2].refresh_from_db()
    made = close_round(round_=judged.round, category=judged.category, by=citra, at=at)
    client.force_login(citra)

    book = client.get(f"/penghargaan/hasil/{made.pk}/audit.xlsx")
    with zipfile.ZipFile(io.BytesIO(client.get(f"/penghargaan/hasil/{made.pk}/audit.zip").content)) as archive:
        lines = archive.read("total.csv").decode("utf-8-sig")

    assert openpyxl.load_workbook(io.BytesIO(book.content))["total"].cell(row=8, column=4).data_type != "f"
    assert ",=HYPERLINK" not in lines
    assert "'=HYPERLINK(A1)" in lines
