"""Three districts leave Paser for a new regency on 1 January 2027: December stays what it was, January follows them."""

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from accounts.actions.register import load_register
from accounts.errors import RightMissing
from coverage.actions.figures import save_figures
from coverage.enums import Via
from coverage.models import Figure, LiveTotal, Release, ReleasedTotal, Report
from coverage.queries.drifts import drifts
from regions.models import Placement, Region
from tests.coverage.factories import a_cell, a_published_month, a_target, entered, published, reopened, staff_of
from tests.coverage.oracles import live_sums, released_sums, stored
from tests.factories import plant_region

DECEMBER, JANUARY = 202612, 202701
IN_DECEMBER, IN_JANUARY = datetime(2027, 1, 4, 2, 0, tzinfo=UTC), datetime(2027, 2, 4, 2, 0, tzinfo=UTC)
THE_DAY = date(2027, 1, 1)
MOVED = {"64.01.01": "64.12.01", "64.01.02": "64.12.02", "64.01.05": "64.12.03"}
STAYING, MOVING = "64.01.04.2002", ("64.01.01.2001", "64.01.02.2001", "64.01.05.2001")
ADDRESSES = [
    f"/wilayah/{code}.{ending}?periode=2026-12"
    for code in ("64.01", "64", "ID", "64.08", "64.01.01")
    for ending in ("json", "csv")
]


def register_after(folder) -> Path:
    """Write the register of 2027: the districts have new codes below the new regency, and so have their villages."""
    path = folder / "register-2027.csv"
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["code", "name", "previous_code"])
        rows.writerow(["64.12", "Kabupaten Paser Selatan", ""])
        for code, name in Placement.objects.filter(level__gt=0).values_list("code", "name").order_by("code"):
            new = MOVED.get(code[:8])
            rows.writerow([new + code[8:], name, code] if new else [code, name, ""])
    return path


@pytest.fixture
def december(places):
    """December 2026 of Paser, with figures in districts that will leave and one that stays; Kutai Timur beside it."""
    for code, name in (("64.01.05", "Kuaro"), ("64.01.05.2001", "Janju Utara")):
        places[code] = plant_region(code, name)
    paser = places["64.01"]
    a_target(paser, 2000, 2026)
    cells = {(places[code], "petani", "apbd_kab"): heads for code, heads in zip(MOVING, (100, 60, 40), strict=True)}
    cells |= {(places[STAYING], "nelayan", "csr"): 300, (paser, "pu", "pemberi_kerja"): 900}
    a_published_month(paser, cells, DECEMBER, IN_DECEMBER)
    a_published_month(places["64.08"], {(places["64.08"], "pu", "pemberi_kerja"): 500}, DECEMBER, IN_DECEMBER)
    return places


@pytest.fixture
def split(december, admin, tmp_path):
    """The places after the register of 2027 was loaded, by the codes that they had before; and the new regency."""
    load_register(path=register_after(tmp_path), on=THE_DAY, source="Permendagri 2027", by=admin, at=IN_JANUARY)
    return december | {"64.12": Region.objects.get(code="64.12")}


def contents() -> list[tuple]:
    return list(Release.objects.filter(month=DECEMBER).order_by("pk").values())


def january(places) -> None:
    """Fill and publish January 2027 of the old regency and the new one."""
    a_published_month(places["64.01"], {(places[STAYING], "nelayan", "csr"): 310}, JANUARY, IN_JANUARY)
    cells = {(places[code], "petani", "apbd_kab"): heads for code, heads in zip(MOVING, (110, 70, 50), strict=True)}
    a_published_month(places["64.12"], cells, JANUARY, IN_JANUARY)


def heads(model, code: str, month: int) -> int | None:
    return stored(model, month).get((code, "ucj", "total", ""), (None,))[0]


def test_december_is_the_same_to_the_byte_after_the_districts_left(december, admin, client, tmp_path):
    answers = [client.get(address).getvalue() for address in ADDRESSES]
    before = contents()

    load_register(path=register_after(tmp_path), on=THE_DAY, source="Permendagri 2027", by=admin, at=IN_JANUARY)

    assert contents() == before
    assert [client.get(address).getvalue() for address in ADDRESSES] == answers
    assert b"Batu Sopang" in answers[0]
    assert [response.status_code for response in map(client.get, ADDRESSES)] == [200] * len(ADDRESSES)


def test_the_numbers_of_december_are_the_same_after_january_was_published(split, client):
    paser, before = client.get(ADDRESSES[0]).json(), contents()

    january(split)

    now = client.get(ADDRESSES[0]).json()
    assert contents() == before
    assert {key: now[key] for key in now if key != "trend"} == {key: paser[key] for key in paser if key != "trend"}
    assert (now["enrolled"], now["percent"], now["figure_id"]) == (1400, "70.00", "64.01_2026-12_ucj_1")
    assert [child["code"] for child in now["children"]] == ["64.01.01", "64.01.02", "64.01.04", "64.01.05"]


def test_january_rolls_up_under_the_new_regency_and_the_old_one_is_without_it(split, client):
    january(split)

    assert [heads(LiveTotal, code, JANUARY) for code in ("64.12", "64.12.01", "64.01")] == [230, 110, 310]
    assert [heads(ReleasedTotal, code, JANUARY) for code in ("64.12", "64.01", "64", "ID")] == [230, 310, 540, 540]
    told = client.get("/wilayah/64.12.json?periode=2027-01").json()
    assert (told["enrolled"], [child["code"] for child in told["children"]]) == (
        230, ["64.12.01", "64.12.02", "64.12.03"],
    )  # fmt: skip
    assert [child["code"] for child in client.get("/wilayah/64.01.json?periode=2027-01").json()["children"]] == [
        "64.01.04"
    ]
    newest = Release.objects.filter(region=split["64"], month=JANUARY).order_by("-version")[0]
    assert newest.content["reporting"] == {"reported": 2, "expected": 5}
    assert Release.objects.filter(figure_id="64.12.01.2001_2027-01_ucj_1").exists()


def test_both_months_are_recounted_without_a_difference(split):
    january(split)

    for month in (DECEMBER, JANUARY):
        assert list(drifts(month)) == []
        assert stored(LiveTotal, month) == live_sums(month)
        assert stored(ReleasedTotal, month) == released_sums(month)


def test_the_enterer_of_the_old_regency_writes_no_january_of_a_district_that_left(split):
    january(split)
    old, village = staff_of(split["64.01"])["enters"], split[MOVING[0]]
    report = Report.objects.get(region=split["64.12"], month=JANUARY)
    reopened(report, [a_cell(village, 999, month=JANUARY)], IN_JANUARY)

    with pytest.raises(RightMissing):
        save_figures(cells=[a_cell(village, 999, month=JANUARY)], by=old, at=IN_JANUARY, via=Via.FORM)

    assert Figure.objects.get(region=village, month=JANUARY).enrolled == 110


def test_a_late_correction_of_december_belongs_to_the_old_regency_alone(split):
    january(split)
    paser, village, later = split["64.01"], split[MOVING[0]], IN_JANUARY + timedelta(days=2)
    report = Report.objects.get(region=paser, month=DECEMBER)
    cell = a_cell(village, 110, "petani", "apbd_kab", month=DECEMBER)
    reopened(report, [cell], later)
    with pytest.raises(RightMissing):
        save_figures(cells=[cell], by=staff_of(split["64.12"])["enters"], at=later, via=Via.FORM)

    entered(report, [cell], later)
    releases = published(report, later)

    assert [release.figure_id for release in releases] == [
        "64.01_2026-12_ucj_2", "64.01.01_2026-12_ucj_2", "64.01.01.2001_2026-12_ucj_2", "64_2026-12_ucj_3",
        "ID_2026-12_ucj_3",
    ]  # fmt: skip
    assert releases[0].content["enrolled"] == 1410
    assert heads(ReleasedTotal, "64.12", JANUARY) == 230
    assert [list(drifts(month)) for month in (DECEMBER, JANUARY)] == [[], []]
