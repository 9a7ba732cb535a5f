from datetime import date, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actions import register
from accounts.actions.register import RegisterReport, load_register
from accounts.enums import Act
from accounts.models import AuditEntry
from regions.enums import CodeSystem
from regions.errors import RegionsError, RegisterDamaged, RegisterNeedsDate, RegisterOutdated
from regions.models import BEGINNING, FOREVER, Placement, Region, RegionAlias, RegisterVersion
from tests.factories import PLACES
from tests.regions.registers import PASER, PASER_SPLIT, register_file, widened

pytestmark = pytest.mark.django_db
NEW_YEAR = date(2027, 1, 1)
DAY_BEFORE = date(2026, 12, 31)


@pytest.fixture
def load(tmp_path: Path, at: datetime):
    """Load a register given as text."""

    def loaded(text: str, on: date | None = None, name: str = "daftar.csv") -> RegisterReport:
        path = register_file(tmp_path, text, name)
        return load_register(path=path, on=on, source="Kepmendagri contoh", by=None, at=at)

    return loaded


def tree(on: date) -> list[tuple[object, ...]]:
    """Return every place of a day, with names and codes of that day."""
    rows = Placement.objects.on(on).order_by("region")
    return list(rows.values_list("region", "code", "name", "kind", "parent", "province", "regency", "district"))


def codes_below(region: Region, on: date) -> list[str]:
    return sorted(Placement.objects.on(on).below(region).values_list("code", flat=True))


def everything() -> list[list[tuple[object, ...]]]:
    tables = (Region, Placement, RegionAlias, RegisterVersion, AuditEntry)
    return [list(table.objects.order_by("pk").values_list()) for table in tables]


def test_the_first_register_holds_since_ever_below_the_nation(load):
    report = load(PASER)

    assert (report.new, report.changed, report.ended, report.same) == (15, 0, 0, 0)
    assert report.counts == {1: 1, 2: 2, 3: 5, 4: 7}
    janju = Placement.objects.get(code="64.01.04.2002")
    above = (janju.parent.code, janju.province.code, janju.regency.code, janju.district.code)
    assert above == ("64.01.04", "64", "64.01", "64.01.04")
    assert (janju.valid_from, janju.valid_to) == (BEGINNING, FOREVER)
    assert Placement.objects.get(code="64").parent.code == "ID"
    assert Region.objects.get(code="64.01").search_name == "kabupaten paser"


def test_a_load_leaves_one_audit_entry_and_one_version(load, at):
    report = load(PASER)

    entry = AuditEntry.objects.get()
    assert (entry.act, entry.region_code, entry.at) == (Act.REGISTER_LOADED, "ID", at)
    assert entry.new == {
        "source": "Kepmendagri contoh",
        "sha256": report.sha256,
        "valid_from": "1945-08-17",
        "new": 15,
        "changed": 0,
        "ended": 0,
        "same": 0,
    }
    version = RegisterVersion.objects.get()
    assert (version.valid_from, version.sha256, version.region_count) == (BEGINNING, report.sha256, 15)


@pytest.mark.parametrize("again", [PASER, PASER + "\n", PASER.replace("\n", "\r\n")])
def test_the_same_register_again_changes_nothing_and_writes_nothing(load, again):
    load(PASER)
    before = everything()

    with CaptureQueriesContext(connection) as queries:
        report = load(again)

    assert (report.is_unchanged, report.same) == (True, 15)
    assert everything() == before
    assert [each["sql"] for each in queries if each["sql"].startswith(("INSERT", "UPDATE", "DELETE"))] == []


def test_regions_that_stand_already_are_kept(places, load):
    lines = [line.replace(" ", ",", 1) for line in PLACES.strip().splitlines() if not line.startswith("ID")]

    report = load("\n".join(["code,name", *lines, "64.01.04.2003,Tepian Batang"]))

    assert (report.new, report.changed, report.same) == (1, 0, len(lines))
    assert Region.objects.get(code="64.01").pk == places["64.01"].pk


def test_names_of_the_first_register_may_be_corrected(load):
    load(PASER)

    report = load(PASER.replace("2002,Janju", "2002,Janjuu").replace("Muara Komam", "Muara Komam Raya"))

    assert (report.new, report.changed, report.ended) == (0, 2, 0)
    assert Placement.objects.get(code="64.01.04.2002").name == "Janjuu"
    assert Region.objects.get(code="64.01.07").search_name == "muara komam raya"
    assert Placement.objects.count() == 16


@pytest.mark.parametrize(
    "text",
    [
        PASER_SPLIT,
        PASER.replace("64.01.04.2002,Janju\n", ""),
        PASER.replace("code,name\n", "code,name,parent_code\n").replace("Kuaro\n", "Kuaro,64.08\n"),
    ],
)
def test_without_a_day_nobody_moves_and_nobody_ends(load, text):
    load(PASER)
    before = everything()

    with pytest.raises(RegisterNeedsDate):
        load(widened(text))

    assert everything() == before


def test_three_districts_move_to_a_new_regency_and_their_villages_follow(load):
    load(PASER)
    before = tree(DAY_BEFORE)

    report = load(PASER_SPLIT, NEW_YEAR)

    assert (report.new, report.changed, report.ended, report.same) == (1, 7, 0, 8)
    assert tree(DAY_BEFORE) == before
    paser, south = Region.objects.get(code="64.01"), Region.objects.get(code="64.12")
    assert codes_below(paser, DAY_BEFORE) == [
        *("64.01", "64.01.04", "64.01.04.1001", "64.01.04.2002", "64.01.05", "64.01.05.2001", "64.01.05.2002"),
        *("64.01.06", "64.01.06.2001", "64.01.07", "64.01.07.2001"),
    ]
    assert codes_below(south, DAY_BEFORE) == []
    assert codes_below(paser, NEW_YEAR) == ["64.01", "64.01.04", "64.01.04.1001", "64.01.04.2002"]
    assert codes_below(south, NEW_YEAR) == [
        *("64.01.05", "64.01.05.2001", "64.01.05.2002"),
        *("64.12", "64.12.01", "64.12.01.2001", "64.12.02", "64.12.02.2001"),
    ]


def test_a_region_keeps_its_identity_under_a_new_code_and_the_old_code_is_remembered(load):
    load(PASER)
    long_ikis = Region.objects.get(code="64.01.06").pk

    load(PASER_SPLIT, NEW_YEAR)

    assert Region.objects.get(code="64.12.01").pk == long_ikis
    alias = RegionAlias.objects.get(text="64 01 06")
    assert (alias.system, alias.region_id, alias.valid_from, alias.valid_to) == (
        CodeSystem.FORMER,
        long_ikis,
        BEGINNING,
        NEW_YEAR,
    )


@pytest.mark.parametrize("again", [PASER_SPLIT, PASER_SPLIT + "\n"])
def test_a_later_register_twice_changes_nothing(load, again):
    load(PASER)
    load(PASER_SPLIT, NEW_YEAR)
    before = everything()

    report = load(again, NEW_YEAR)

    assert report.is_unchanged
    assert everything() == before


def test_the_first_register_again_after_a_later_one_changes_nothing(load):
    load(PASER)
    load(PASER_SPLIT, NEW_YEAR)
    before = everything()

    assert load(PASER).is_unchanged
    assert everything() == before


@pytest.mark.parametrize("on", [None, NEW_YEAR, date(2026, 6, 1)])
def test_another_register_for_a_day_that_is_settled_is_refused(load, on):
    load(PASER)
    load(PASER_SPLIT, NEW_YEAR)
    before = everything()

    with pytest.raises(RegionsError) as caught:
        load(PASER_SPLIT.replace("Modang", "Modang Baru"), on)

    assert isinstance(caught.value, RegisterOutdated)
    assert everything() == before


def test_a_rename_keeps_the_old_name_before_its_day(load):
    load(PASER)

    load(PASER.replace("Kabupaten Paser", "Kabupaten Pasir"), NEW_YEAR)

    paser = Region.objects.get(code="64.01")
    names = Placement.objects.filter(region=paser).order_by("valid_from").values_list("name", flat=True)
    assert list(names) == ["Kabupaten Paser", "Kabupaten Pasir"]
    assert (paser.name, paser.search_name) == ("Kabupaten Pasir", "kabupaten pasir")
    assert RegionAlias.objects.get(region=paser).text == "kabupaten paser"


def test_a_village_that_is_no_longer_listed_ends_and_may_return(load):
    load(PASER)
    without = PASER.replace("64.01.05.2002,Keluang Paser Jaya\n", "")

    report = load(without, NEW_YEAR)
    back = load(PASER, date(2028, 1, 1))

    village = Region.objects.get(code="64.01.05.2002")
    spans = Placement.objects.filter(region=village).order_by("valid_from").values_list("valid_from", "valid_to")
    assert (report.ended, back.changed, back.new) == (1, 1, 0)
    assert list(spans) == [(BEGINNING, NEW_YEAR), (date(2028, 1, 1), FOREVER)]


def test_a_village_that_becomes_a_kelurahan_stays_the_same_region(load):
    load(PASER)
    janju = Region.objects.get(code="64.01.04.2002").pk
    text = PASER.replace("code,name", "code,name,previous_code")

    load(widened(text.replace("64.01.04.2002,Janju", "64.01.04.1002,Janju,64.01.04.2002")), NEW_YEAR)

    kinds = Placement.objects.filter(region=janju).order_by("valid_from").values_list("code", "kind")
    assert list(kinds) == [("64.01.04.2002", "desa"), ("64.01.04.1002", "kelurahan")]
    assert Region.objects.get(pk=janju).kind == "kelurahan"


def test_two_districts_may_swap_their_codes(load):
    load(PASER)
    grown = {code: Region.objects.get(code=code).pk for code in ("64.01.06", "64.01.07")}
    text = PASER.replace("code,name", "code,name,previous_code").replace(
        "\n64.01.06,Long Ikis", "\n64.01.07,Long Ikis,64.01.06"
    )
    text = text.replace("\n64.01.07,Muara Komam", "\n64.01.06,Muara Komam,64.01.07")

    load(widened(text), NEW_YEAR)

    assert Region.objects.get(code="64.01.07").pk == grown["64.01.06"]
    assert Region.objects.get(code="64.01.06").name == "Muara Komam"


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("64.01.06\n", "64.01.66\n", "previous_unknown", 11),
        ("64.12.02,Muara Komam,,64.01.07", "64.12.02,Muara Komam,,64.01.06", "previous_twice", 13),
    ],
)
def test_a_register_that_contradicts_what_stands_is_refused_with_its_line(load, old, new, code, line):
    load(PASER)
    before = everything()

    with pytest.raises(RegisterDamaged) as caught:
        load(PASER_SPLIT.replace(old, new, 1), NEW_YEAR)

    assert (caught.value.code, caught.value.line) == (code, line)
    assert everything() == before


def test_a_code_is_not_taken_from_a_region_that_ends(load):
    load(PASER)
    before = everything()
    text = PASER.replace("code,name", "code,name,previous_code").replace("64.01.04.2002,Janju\n", "")
    text = text.replace("64.01.04.1001,Tanah Grogot", "64.01.04.2002,Tanah Grogot,64.01.04.1001")

    with pytest.raises(RegisterDamaged) as caught:
        load(widened(text), NEW_YEAR)

    assert (caught.value.code, caught.value.line) == ("code_taken", 5)
    assert everything() == before


def test_a_damaged_first_register_stores_nothing_at_all(load):
    with pytest.raises(RegisterDamaged) as caught:
        load(PASER.replace("64.01.05,Kuaro", "64.01.04,Kuaro"))

    assert caught.value.message.startswith("daftar.csv, baris 7: ")
    assert everything() == [[], [], [], [], []]


def test_a_register_that_ends_too_many_at_once_is_taken_for_a_cut_file(load, monkeypatch):
    load(PASER)
    monkeypatch.setattr(register, "MOST_ENDED", 1)
    before = everything()

    with pytest.raises(RegisterDamaged) as caught:
        load(PASER.replace("64.01.07,Muara Komam\n64.01.07.2001,Muara Payang\n", ""), NEW_YEAR)

    assert caught.value.code == "too_many_ended"
    assert everything() == before


def test_a_load_takes_as_many_queries_for_many_regions_as_for_few(load):
    more = "".join(f"64.01.04.2{number:03},Desa {number}\n" for number in range(100, 160))

    def queries_of(text: str, on: date | None = None) -> int:
        with CaptureQueriesContext(connection) as queries:
            load(text, on)
        return len(queries)

    load(PASER + more)
    few = queries_of(PASER + more.replace("Desa 100", "Dusun 100"), NEW_YEAR)
    many = queries_of(PASER + more.replace("Desa", "Kampung"), date(2028, 1, 1))

    assert many == few
