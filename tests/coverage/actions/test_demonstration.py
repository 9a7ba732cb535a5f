"""The whole demonstration on the shipped register: what a first start shows, and that it adds up."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.test import Client

from accounts.actions.aliases import load_aliases
from accounts.actions.demonstration import PASSWORD, cast
from accounts.actions.register import load_register
from accounts.models import AuditEntry, User
from accounts.queries.demonstration import demonstration_stands
from coverage.actions.demonstration import in_five_days, load_demonstration
from coverage.models import Figure, Observation, Release, Report
from coverage.queries.plan import Completeness, completeness_of
from coverage.queries.quality import unsettled_of
from regions.models import Region

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demonstration"), pytest.mark.django_db]

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
STARTED = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker) -> Iterator[list[str]]:
    """The shipped register and the demonstration, loaded once for this module; what it told, line by line."""
    told: list[str] = []
    with django_db_blocker.unblock(), transaction.atomic():
        load_register(path=FIXTURES / "regions.csv.gz", on=None, source="shipped", by=None, at=STARTED)
        load_aliases(aliases=[], provinces=FIXTURES / "provinces.csv", by=None, at=STARTED)  # the clocks
        load_demonstration(folder=FIXTURES, at=STARTED, tell=told.append)
        yield told
        transaction.set_rollback(True)


def page(address: str) -> dict:
    answer = Client().get(address)
    assert answer.status_code == 200, answer.content[:400]
    return json.loads(answer.content)


def test_paser_shows_90_43_percent_for_december_2023(demonstration):
    told = page("/wilayah/64.01.json?periode=2023-12")

    assert (told["enrolled"], told["target"], told["percent"], told["gap"]) == (81_436, 90_052, "90.43", 8616)
    assert [(row["code"], row["enrolled"]) for row in told["segments"]] == [("formal", 37_521), ("informal", 43_915)]
    assert (told["state"], told["rank"], told["is_sample"]) == ("published", 1, False)
    assert "sorotonline.com" in told["observations"][0]["source"]


def test_kutai_timur_shows_112_10_percent_for_december_2024_with_two_flags(demonstration):
    told = page("/wilayah/64.08.json?periode=2024-12")

    assert (told["enrolled"], told["target"], told["percent"]) == (146_602, 130_777, "112.10")
    assert [row["percent"] for row in told["segments"]] == ["87.25", "150.87"]
    assert [flag["path"] for flag in told["flags"] if flag["code"] == "above_100"] == [
        "percent",
        "segments.informal.percent",
    ]


def test_indonesia_shows_what_bpjs_stated_of_2023(demonstration):
    told = page("/wilayah/ID.json?periode=2023-12")

    [stated] = [row for row in told["observations"] if row["stated_by"] == "bpjs" and not row["segment"]]
    assert (stated["enrolled"], stated["potential"], stated["potential_percent"]) == (41_560_938, 139_852_377, "29.72")
    assert told["reporting"] == {"reported": 10, "expected": 514}
    assert "29,72" in Client().get("/").content.decode()


def test_bali_printed_50_88_and_computes_to_49_90(demonstration):
    told = page("/wilayah/51.json?periode=2025-12")

    [stated] = [row for row in told["observations"] if row["printed_percent"] == "50.88"]
    assert (told["state"], told["rank"], stated["potential_percent"], stated["differs"]) == (
        "observed", None, "49.90", True,
    )  # fmt: skip


def test_bontang_has_fifteen_kelurahan_and_no_desa(demonstration):
    assert page("/wilayah/64.74.json?periode=2025-06")["villages"]["total"] == 15
    assert page("/wilayah/64.74.json?periode=2025-06")["villages"]["desa"] == 0


def test_every_published_row_stands_as_an_observation(demonstration):
    assert Observation.objects.exclude(stated_by="bpjs").count() == 65
    assert Observation.objects.filter(stated_by="bpjs", segment=None).count() == 35


def test_invented_numbers_are_marked_and_stand_nowhere_where_a_published_figure_does(demonstration):
    official = Release.objects.filter(is_sample=False, region__level=2)

    assert sorted(official.values_list("figure_id", flat=True)) == ["64.01_2023-12_ucj_1", "64.08_2024-12_ucj_1"]
    for address in ("/wilayah/64/?periode=2023-12", "/wilayah/64.01/?periode=2025-06", "/peringkat/?induk=64"):
        assert "Data contoh, bukan data resmi" in Client().get(address).content.decode()
    assert not page("/wilayah/64.01.json?periode=2023-12")["is_sample"]
    assert page("/wilayah/64.01.json?periode=2025-06")["is_sample"]


def test_all_villages_of_paser_have_june_2025_and_two_reports_wait_for_july(demonstration):
    assert Figure.objects.filter(month=202506, region__code__startswith="64.01.", region__level=4).count() == 144 * 6
    waiting = Report.objects.filter(month=202507).order_by("region__code")
    assert [(report.region.code, report.state) for report in waiting] == [("64.01", "open"), ("64.08", "open")]
    assert waiting[0].due_at == datetime(2026, 11, 27, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (datetime(2026, 11, 22, 9, tzinfo=UTC), datetime(2026, 11, 27, 8, tzinfo=UTC)),  # a Friday, 16.00 WITA
        (datetime(2026, 11, 23, 9, tzinfo=UTC), datetime(2026, 11, 30, 8, tzinfo=UTC)),  # Saturday to Monday
        (datetime(2026, 12, 20, 9, tzinfo=UTC), datetime(2026, 12, 28, 8, tzinfo=UTC)),  # Christmas to Monday
        (datetime(2026, 11, 22, 17, tzinfo=UTC), datetime(2026, 11, 30, 8, tzinfo=UTC)),  # Monday has begun there
    ],
)
def test_what_is_due_in_five_days_is_due_on_a_day_of_work(demonstration, on, due):
    assert in_five_days(Region.objects.get(code="64"), on) == due


def test_the_ten_regencies_of_december_2023_are_ranked_with_paser_first(demonstration):
    told = page("/peringkat.json?induk=64&periode=2023-12")

    assert told["rows"][0]["code"] == "64.01"
    assert [row["rank"] for row in told["rows"]] == list(range(1, 11))


def test_a_recount_confirms_every_total_and_the_trail_is_whole(demonstration):
    told = StringIO()

    call_command("recount", stdout=told)
    call_command("verify_audit", stdout=told)

    assert "0 perbedaan" in told.getvalue()


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ("coverage_livetotal", "jumlah sementara 64.01 2025-06"),
        ("coverage_releasedtotal", "jumlah terbit"),
        ("coverage_figure", "isian 64.01"),
    ],
)
def test_a_corrupted_row_is_found_and_named_by_the_recount(demonstration, table, named):
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET enrolled = enrolled + 16 WHERE month = 202506"
            f" AND region_id = (SELECT id FROM regions_region WHERE code = '64.01')"
        )
    told = StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("recount", stdout=told)

    assert ended.value.code == 1
    assert named in told.getvalue()


def test_the_demonstration_may_run_again_and_changes_nothing(demonstration):
    entries = AuditEntry.objects.count()

    load_demonstration(folder=FIXTURES, at=STARTED, tell=lambda line: None)

    assert list(AuditEntry.objects.filter(sequence__gt=entries).values_list("act", "new")) == []
    assert demonstration_stands()


def test_the_cast_signs_in_with_the_printed_password_and_the_extras_cannot(demonstration):
    signing_in = {actor.username: actor.signs_in for actor in cast()}

    assert {"petugas.paser", "kepala.paser", "provinsi2.kaltim", "juri9.kaltim", "juri5.nasional"} <= set(signing_in)
    assert User.objects.get(username="petugas.paser").check_password(PASSWORD)
    assert [signing_in["petugas.berau"], User.objects.get(username="petugas.berau").has_usable_password()] == [
        False, False,
    ]  # fmt: skip


def test_the_command_is_refused_where_debug_is_off(demonstration, settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="DEBUG"):
        call_command("demo")


def test_denominators_of_a_folder_load_once_and_a_foreign_table_is_refused_with_its_line(demonstration, tmp_path):
    table = tmp_path / "potensi.csv"
    table.write_text("year,code,employed\n2024,64.01,143200\n2024,64.08,210500\n", encoding="utf-8")
    told, refused = StringIO(), StringIO()

    call_command("load_denominators", str(table), stdout=told)
    call_command("load_denominators", str(table), "--json", stdout=told)
    table.write_text("year,code,employed\n2024,64.01,143200\n2024,64.99,12\n", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        call_command("load_denominators", str(table), stderr=refused)

    assert "2 baris dibaca: 2 baru, 0 tetap." in told.getvalue()
    assert json.loads(told.getvalue().splitlines()[1]) == {"outcome": "applied", "read": 2, "new": 0, "unchanged": 2}
    assert (ended.value.code, "baris 3: kode wilayah 64.99 tidak dikenal" in refused.getvalue()) == (4, True)
    assert page("/wilayah/64.08.json?periode=2024-12")["potential"] == 210_500


def test_paser_is_asked_872_cells_a_month_and_kutai_timur_14(demonstration):
    reports = {(report.region.code, report.month): report for report in Report.objects.select_related("region")}
    of_2025 = [report for (code, month), report in reports.items() if code in ("64.01", "64.08") and month >= 202501]

    found = completeness_of(of_2025)

    assert found[reports["64.01", 202507].pk] == Completeness(0, 144 * 6 + 8)
    assert found[reports["64.08", 202507].pk] == Completeness(0, 14)
    assert [report.month for report in of_2025 if report.month < 202507 and not found[report.pk].is_whole] == []


def test_each_published_month_of_the_demonstration_has_its_reasons(demonstration):
    reports = Report.objects.select_related("region").filter(region__code__in=["64.01", "64.08"])

    assert len(reports) == 17
    assert [one.sentence for report in reports for one in unsettled_of(report)] == []
