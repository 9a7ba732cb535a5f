"""Publishing: the acceptance facts of Paser and Kutai Timur, corrections, small cells, parents, months and trees."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from coverage.actions.publication import publish_report
from coverage.errors import StepRefused
from coverage.models import LiveTotal, Release, ReleasedTotal, Report
from coverage.queries.recount import recounted_released
from tests.coverage.factories import (
    JULY,
    a_cell,
    a_published_month,
    a_target,
    an_open_report,
    entered,
    published,
    reopened,
    signed,
    staff_of,
)

DECEMBER_2023 = 202312


@pytest.fixture
def paser(places):
    """Paser's published month of December 2023, with its target of 90,052 workers."""
    a_target(places["64.01"], 90_052, 2023)
    return a_published_month(
        places["64.01"],
        {
            (places["64.01"], "tak_terinci_formal", "tak_terinci"): 37_521,
            (places["64.01"], "tak_terinci_informal", "tak_terinci"): 43_915,
        },
        DECEMBER_2023,
    )


def newest(code: str, month: int = JULY) -> Release:
    return Release.objects.filter(region__code=code, month=month).order_by("-version")[0]


def released(month: int) -> dict:
    return {
        (row.region_id, row.scheme_id, row.axis, row.member): (row.level, row.enrolled, row.filled)
        for row in ReleasedTotal.objects.filter(month=month, filled__gt=0)
    }


def test_paser_in_december_2023_is_90_43_percent_with_8616_workers_to_go(paser):
    content = paser[0].content

    assert paser[0].figure_id == "64.01_2023-12_ucj_1"
    assert (content["enrolled"], content["target"], content["percent"], content["gap"]) == (
        81_436,
        90_052,
        "90.43",
        8616,
    )
    assert [(row["code"], row["enrolled"], row["target"]) for row in content["segments"]] == [
        ("formal", 37_521, None),
        ("informal", 43_915, None),
    ]
    assert (content["own"], content["unsplit"], content["flags"], content["hidden"]) == (81_436, 0, [], [])
    assert content["target_denominators"][0]["legal_basis"] == "Keputusan Bupati 1/2025"


def test_kutai_timur_in_december_2024_passes_100_percent_and_is_flagged_not_clamped(places):
    kutim = places["64.08"]
    a_target(kutim, 79_691, 2024, segment="formal")
    a_target(kutim, 51_086, 2024, segment="informal")

    content = a_published_month(
        kutim,
        {(kutim, "tak_terinci_formal", "tak_terinci"): 69_528, (kutim, "tak_terinci_informal", "tak_terinci"): 77_074},
        202412,
    )[0].content

    assert [row["percent"] for row in content["segments"]] == ["87.25", "150.87"]
    assert (content["enrolled"], content["target"], content["percent"], content["gap"]) == (
        146_602, 130_777, "112.10", -15_825,
    )  # fmt: skip
    assert content["flags"] == [
        {"code": "above_100", "path": "percent"},
        {"code": "above_100", "path": "segments.informal.percent"},
    ]


def test_province_and_nation_are_released_as_incomplete_without_adding_their_regencies_targets(paser):
    province, nation = newest("64", DECEMBER_2023), newest("ID", DECEMBER_2023)

    assert (province.enrolled, province.target, province.content["percent"]) == (81_436, None, None)
    assert province.content["reporting"] == {"reported": 1, "expected": 4}
    assert nation.content["reporting"] == {"reported": 1, "expected": 6}
    assert [flag["code"] for flag in nation.content["flags"]] == ["incomplete"]
    assert [part["figure_id"] for part in province.content["parts"]] == ["64.01_2023-12_ucj_1"]
    assert [part["figure_id"] for part in nation.content["parts"]] == ["64_2023-12_ucj_1"]


def test_a_month_with_villages_releases_each_region_that_holds_a_number_and_no_other(places):
    village = places["64.01.01.2001"]

    releases = a_published_month(
        places["64.01"], {(village, "petani", "apbd_kab"): 120, (places["64.01"], "pu", "pemberi_kerja"): 900}
    )

    assert [release.region.code for release in releases] == ["64.01", "64.01.01", "64.01.01.2001", "64", "ID"]
    regency, district, leaf = releases[:3]
    assert regency.content["own"] == 900
    assert [part["figure_id"] for part in regency.content["parts"]] == ["64.01.01_2025-07_ucj_1"]
    assert district.content["parts"][0]["enrolled"] == 120
    assert leaf.content["categories"] == []
    assert regency.content["villages"] == {"total": 7, "desa": 6, "adopted": 1}
    assert newest("64").content["villages"] == {"total": 10, "desa": 8, "adopted": 1}
    assert newest("ID").content["villages"]["adopted"] == 1
    assert released(JULY) == {tuple(key): tuple(sums) for key, sums in recounted_released(JULY).items()}


def test_publishing_the_second_regency_adds_to_the_province_and_keeps_its_first_version(places):
    a_published_month(places["64.01"], {(places["64.01"], "pu", "pemberi_kerja"): 1000})

    a_published_month(places["64.08"], {(places["64.08"], "pu", "pemberi_kerja"): 500})

    assert list(Release.objects.filter(region__code="64").order_by("version").values_list("version", "enrolled")) == [
        (1, 1000),
        (2, 1500),
    ]
    assert newest("64").content["reporting"] == {"reported": 2, "expected": 4}
    assert newest("ID").content["reporting"] == {"reported": 2, "expected": 6}
    assert released(JULY) == {tuple(key): tuple(sums) for key, sums in recounted_released(JULY).items()}


def test_a_correction_makes_a_new_version_of_what_changed_and_leaves_the_old_for_ever(places, at):
    first, second = places["64.01.01.2001"], places["64.01.02.2001"]
    a_published_month(places["64.01"], {(first, "petani", "csr"): 100, (second, "petani", "csr"): 200})
    report = reopened(Report.objects.get(), [a_cell(first, 0, "petani", "csr")], at, "Salah ketik di Busui")
    before = newest("64.01").content
    entered(report, [a_cell(first, 110, "petani", "csr")])
    assert (newest("64.01").content, report.is_correcting) == (before, True)

    releases = published(report, at + timedelta(days=1))

    assert [(release.figure_id, release.enrolled, release.cause) for release in releases] == [
        ("64.01_2025-07_ucj_2", 310, "correction"),
        ("64.01.01_2025-07_ucj_2", 110, "correction"),
        ("64.01.01.2001_2025-07_ucj_2", 110, "correction"),
        ("64_2025-07_ucj_2", 310, "below"),
        ("ID_2025-07_ucj_2", 310, "below"),
    ]
    assert releases[0].content["reason"] == "Salah ketik di Busui"
    assert Release.objects.get(figure_id="64.01_2025-07_ucj_1").enrolled == 300
    assert newest("64.01.02").version == 1
    assert released(JULY) == {tuple(key): tuple(sums) for key, sums in recounted_released(JULY).items()}


def test_released_totals_equal_a_recount_while_a_correction_is_being_written(places, at):
    village = places["64.01.01.2001"]
    a_published_month(places["64.01"], {(village, "petani", "csr"): 100})
    cells = [a_cell(village, 900, "petani", "csr")]
    report = reopened(Report.objects.get(), cells, at)

    entered(report, cells)

    assert LiveTotal.objects.get(region=village, axis=0).enrolled == 900
    assert released(JULY) == {tuple(key): tuple(sums) for key, sums in recounted_released(JULY).items()}


def test_a_village_that_a_correction_empties_says_so_in_a_new_version(places, at):
    first, second = places["64.01.01.2001"], places["64.01.01.2002"]
    a_published_month(places["64.01"], {(first, "petani", "csr"): 100, (second, "petani", "csr"): 70})
    cells = [a_cell(first, None, "petani", "csr")]
    report = reopened(Report.objects.get(), cells, at)
    entered(report, cells)

    published(report, at + timedelta(days=1))

    assert newest("64.01.01.2001").content["enrolled"] is None
    assert newest("64.01").enrolled == 70
    assert released(JULY) == {tuple(key): tuple(sums) for key, sums in recounted_released(JULY).items()}


def test_one_to_four_persons_are_withheld_and_the_next_smallest_with_them(places):
    villages = [places[code] for code in ("64.01.01.2001", "64.01.01.2002", "64.01.01.2003")]
    counts = dict(zip(villages, (3, 50, 900), strict=True))

    a_published_month(places["64.01"], {(village, "petani", "csr"): heads for village, heads in counts.items()})

    assert [newest(village.code).content["enrolled"] for village in villages] == [None, None, 900]
    assert newest(villages[0].code).content["small"] == ["enrolled", "own"]
    assert (newest(villages[1].code).content["small"], newest(villages[1].code).content["hidden"]) == (
        [],
        ["enrolled", "own"],
    )
    assert [part["enrolled"] for part in newest("64.01.01").content["parts"]] == [None, None, 900]
    assert [newest(village.code).enrolled for village in villages] == [3, 50, 900]
    assert [row.is_hidden for row in ReleasedTotal.objects.filter(level=4).order_by("region__code")] == [
        True,
        True,
        False,
    ]


def test_a_small_category_is_not_given_away_by_its_segment_nor_by_the_province(places):
    paser, kutim = places["64.01"], places["64.08"]
    a_published_month(
        kutim, {(kutim, "nelayan", "csr"): 400, (kutim, "petani", "csr"): 600, (kutim, "umkm", "csr"): 70}
    )

    a_published_month(paser, {(paser, "nelayan", "csr"): 3, (paser, "petani", "csr"): 800, (paser, "umkm", "csr"): 90})

    shown = {row["code"]: row["enrolled"] for row in newest("64.01").content["categories"]}
    above = {row["code"]: row["enrolled"] for row in newest("64").content["categories"]}
    assert shown == {"petani": 800, "nelayan": None, "umkm": None}
    assert (above["nelayan"], above["petani"]) == (None, 1400)
    assert "categories.nelayan.enrolled" in newest("64").content["hidden"]


def test_only_a_signed_report_is_published_and_only_once(places, at):
    report = an_open_report(places["64.01"])
    entered(report, [a_cell(places["64.01"], 10, "pu")])
    by = staff_of(places["64.01"])["publishes"]
    with pytest.raises(StepRefused, match="berstatus sedang diisi"):
        publish_report(report=report, by=by, at=at)

    publish_report(report=signed(report), by=by, at=at)

    with pytest.raises(StepRefused, match="berstatus terbit"):
        publish_report(report=report, by=by, at=at)
    assert Release.objects.filter(region=places["64.01"]).count() == 1


@pytest.mark.parametrize("statement", ["UPDATE coverage_release SET enrolled = 1", "DELETE FROM coverage_release"])
def test_the_database_refuses_to_change_a_release(paser, statement):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert paser[0].enrolled == 81_436


def test_two_schemes_of_one_report_are_released_apart_and_never_added(places):
    regency = places["64.01"]

    a_published_month(
        regency, {(regency, "pu", "pemberi_kerja"): 1000, (regency, "uhc_penduduk", "tak_terinci"): 290_000}
    )

    assert list(Release.objects.filter(region=regency).order_by("figure_id").values_list("figure_id", "enrolled")) == [
        ("64.01_2025-07_ucj_1", 1000),
        ("64.01_2025-07_uhc_1", 290_000),
    ]


def test_a_new_target_makes_a_new_version_from_its_effective_month_and_edits_no_release(places):
    regency = places["64.01"]
    a_target(regency, 2000)
    for month in (202505, 202506):
        a_published_month(regency, {(regency, "pu", "pemberi_kerja"): 1000}, month)

    a_target(regency, 2500, effective_month=202506)

    told = Release.objects.filter(region=regency).order_by("month", "version")
    assert [(release.month, release.version, release.content["percent"], release.cause) for release in told] == [
        (202505, 1, "50.00", "publication"),
        (202506, 1, "50.00", "publication"),
        (202506, 2, "40.00", "denominator"),
    ]
    assert ReleasedTotal.objects.get(region=regency, month=202506, axis=0).target == 2500
