import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEntry
from regions.enums import Kind, Level
from regions.models import Placement, ProvinceDefaults, Region, RegionAlias, RegisterVersion
from regions.queries import tree
from regions.queries.lookup import region_of
from regions.queries.search import regions_matching
from tests.conftest import NO_REFERENCE
from tests.regions.registers import PASER, PASER_SPLIT, register_file

TODAY = date(2025, 8, 4)
ROOT = Path(__file__).resolve().parents[4]
REFERENCE = ROOT.parent / "shared" / "data" / "regions.csv.gz"


def printed(*arguments: str) -> str:
    out = StringIO()
    call_command("load_regions", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def first_load(django_db_setup: None, django_db_blocker) -> Iterator[str]:
    """Load the shipped register once for all tests of this module that only read it; give what was printed."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield printed()
        transaction.set_rollback(True)


# Tests that ask for `db` run before those that do not (pytest-django sorts them), so they never see the whole register.


@pytest.mark.slow
def test_the_shipped_register_holds_all_regions_of_indonesia(first_load):
    levels = Counter(Placement.objects.on(TODAY).values_list("level", flat=True))

    assert first_load.splitlines()[:2] == [
        "Wilayah: 38 provinsi, 514 kabupaten/kota, 7.285 kecamatan, 83.762 desa/kelurahan.",
        "Perubahan: 91.599 (91.599 baru, 0 berubah, 0 berakhir, 0 tetap).",
    ]
    assert levels == {0: 1, 1: 38, 2: 514, 3: 7_285, 4: 83_762}
    assert RegisterVersion.objects.get().region_count == 91_599


@pytest.mark.slow
def test_after_the_load_places_around_a_district_are_found_without_reading_the_whole_register(first_load):
    standing = Placement.objects.on(TODAY)
    regency = standing.filter(region=Region.objects.get(code="64.01.01")).values("regency")
    around = standing.filter(regency__in=regency).order_by("code", "pk").values_list("regency", "region")

    plans = around.explain() + standing.filter(level__lte=Level.PROVINCE).order_by("level", "name").explain()

    assert re.findall("Seq Scan on regions_placement|SCAN regions_placement", plans) == []


@pytest.mark.slow
def test_paser_and_kalimantan_timur_have_the_counts_of_the_decree(first_load):
    paser = tree.counts(Region.objects.get(code="64.01"), TODAY)
    kaltim = tree.counts(Region.objects.get(code="64"), TODAY)
    nation = tree.counts(Region.objects.get(code="ID"), TODAY)

    assert (paser.districts, paser.desa, paser.kelurahan) == (10, 139, 5)
    assert (kaltim.regencies + kaltim.cities, kaltim.districts, kaltim.desa, kaltim.kelurahan) == (10, 105, 841, 197)
    assert (nation.regencies, nation.cities, nation.desa, nation.kelurahan) == (416, 98, 75_266, 8_496)


@pytest.mark.slow
def test_a_second_load_changes_nothing_and_writes_nothing(first_load):
    versions, entries = RegisterVersion.objects.count(), AuditEntry.objects.count()

    with CaptureQueriesContext(connection) as queries:
        told = json.loads(printed("--json"))

    changes = ("new", "changed", "ended", "aliases_new", "aliases_withdrawn", "provinces_changed")
    assert {name: told[name] for name in (*changes, "same")} == dict.fromkeys(changes, 0) | {"same": 91_599}
    assert told["counts"] == {"province": 38, "regency": 514, "district": 7285, "village": 83762}
    assert [each["sql"] for each in queries if each["sql"].startswith(("INSERT", "UPDATE", "DELETE"))] == []
    assert (RegisterVersion.objects.count(), AuditEntry.objects.count()) == (versions, entries)


@pytest.mark.slow
def test_names_are_clean_and_each_region_lies_below_its_parent(first_load):
    names = dict(
        Placement.objects.filter(code__in=["35.29.22", "95.04.12", "12.77.01.1012"]).values_list("code", "name")
    )
    rows = Placement.objects.filter(level__gt=Level.PROVINCE).values_list("code", "parent__code")

    assert names == {"35.29.22": "Ra'as", "95.04.12": "Konda/Kondaga", "12.77.01.1012": "Losung Batu"}
    assert [code for code, parent in rows.iterator() if code.rpartition(".")[0] != parent] == []
    assert Placement.objects.filter(kind=Kind.CUSTOMARY_VILLAGE).count() == 14


@pytest.mark.slow
def test_every_province_has_its_clock_and_all_other_codes_find_their_region(first_load):
    shipped = sorted((ROOT / "fixtures").glob("region_aliases_*.csv"))
    rows = [row for path in shipped for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())]
    zones = Counter(ProvinceDefaults.objects.values_list("time_zone", flat=True))

    assert RegionAlias.objects.count() == len(rows)
    assert zones == {"Asia/Jakarta": 18, "Asia/Makassar": 12, "Asia/Jayapura": 8}
    for text, code in (("Kab. Paser", "64.01"), ("KAB PASER", "64.01"), ("Penajam", "64.09"), ("91.01", "93.01")):
        assert region_of(text, TODAY).place.code == code
    assert region_of("6402", TODAY, system="bps").place.code == "64.07"


@pytest.mark.slow
def test_a_search_among_all_regions_reads_by_index_only(first_load):
    with CaptureQueriesContext(connection) as queries:
        hits = regions_matching("paser", TODAY)

    explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    with connection.cursor() as cursor:
        plans = []
        for each in list(queries):
            cursor.execute(explain + each["sql"].replace("%", "%%") if "%%" in each["sql"] else explain + each["sql"])
            plans += [str(row) for row in cursor.fetchall()]
    assert [hit.place.short for hit in hits][:2] == ["Kab. Paser", "Kec. Paser Belengkong"]
    assert [plan for plan in plans if "SCAN regions_" in plan or "Seq Scan on regions_placement" in plan] == []


@pytest.mark.slow
def test_the_register_agrees_with_the_other_list(first_load):
    if not REFERENCE.exists():
        pytest.skip(NO_REFERENCE)
    with gzip.open(REFERENCE, "rt", encoding="utf-8", newline="") as file:
        other = {row["code"]: row for row in csv.DictReader(file)}
    ours = {row["code"]: row for row in Placement.objects.exclude(level=0).values("code", "name", "level", "kind")}

    differing = {code for code, row in ours.items() if row["name"] != other[code]["name"]}
    assert ours.keys() == other.keys()
    assert [code for code, row in ours.items() if row["level"] != int(other[code]["level"])] == []
    assert differing == {
        *("11.07.06.2022", "12.01.14.2005", "12.02.08.2004", "12.12.03.2004"),
        *("72.06.08.2001", "82.01.09.2009", "82.03.09.2011"),
    }
    assert {code for code in differing if squeezed(ours[code]["name"]) != squeezed(other[code]["name"])} == set()


def squeezed(name: str) -> str:
    return name.replace(" ", "")


@pytest.mark.django_db
def test_a_later_register_is_loaded_from_its_day(tmp_path):
    printed("--file", str(register_file(tmp_path, PASER)))

    out = printed("--file", str(register_file(tmp_path, PASER_SPLIT, "2027.csv")), "--on", "2027-01-01")

    assert "Perubahan: 8 (1 baru, 7 berubah, 0 berakhir, 8 tetap)." in out
    assert Placement.objects.filter(valid_from=date(2027, 1, 1)).count() == 8
    assert RegisterVersion.objects.order_by("-valid_from").first().source == "2027.csv"


@pytest.mark.django_db
def test_a_damaged_file_is_refused_with_status_4_and_nothing_stored(tmp_path):
    path = register_file(tmp_path, PASER.replace("64.01.05,Kuaro", "64.01.05,"))

    with pytest.raises(CommandError) as caught:
        printed("--file", str(path))

    assert caught.value.returncode == 4
    assert str(caught.value).startswith("daftar.csv, baris 7: Nama wilayah 64.01.05 kosong.")
    assert not Region.objects.exists()


@pytest.mark.django_db
def test_a_file_that_is_not_there_is_a_matter_of_usage(tmp_path):
    with pytest.raises(CommandError) as caught:
        printed("--file", str(tmp_path / "tidak-ada.csv"))

    assert caught.value.returncode == 2
