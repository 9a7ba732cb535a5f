from datetime import date, datetime
from pathlib import Path

import pytest

from accounts.actions.aliases import add_alias, load_aliases
from accounts.actions.register import load_register
from accounts.enums import Act
from accounts.errors import RightMissing
from accounts.models import AuditEntry
from regions.enums import CodeSystem
from regions.errors import RegisterDamaged
from regions.models import ProvinceDefaults, Region, RegionAlias
from tests.regions.registers import PASER, PASER_SPLIT, register_file

pytestmark = pytest.mark.django_db

ALIASES = """\
system,text,code,source
name,PPU,64.09,sebutan umum
name,Kutim,64.08,sebutan umum
bps,6401,64.01,tabel BPS
former,64.06,64.01.06,keputusan lama
"""
PROVINCES = """\
province_code,time_zone,island_zone,award_zone,award_zone_basis
64,Asia/Makassar,Kalimantan,Kalimantan,press-name
65,Asia/Makassar,Kalimantan,Kalimantan,press-name
"""


@pytest.fixture
def load(tmp_path: Path, at: datetime):
    """Load the register of Paser, then aliases and provinces given as texts."""
    load_register(path=register_file(tmp_path, PASER), on=None, source="contoh", by=None, at=at)

    def loaded(aliases: str = ALIASES, provinces: str = PROVINCES):
        paths = [register_file(tmp_path, aliases, "aliases.csv")]
        return load_aliases(
            aliases=paths, provinces=register_file(tmp_path, provinces, "provinces.csv"), by=None, at=at
        )

    return loaded


def stored() -> list[tuple[str, str, str]]:
    return sorted(RegionAlias.objects.values_list("system", "text", "region__code"))


def test_codes_and_names_of_loaded_regions_are_stored_in_plain_form(load):
    report = load()

    assert (report.aliases_new, report.aliases_withdrawn, report.provinces_changed) == (3, 0, 1)
    assert stored() == [
        (CodeSystem.BPS, "6401", "64.01"),
        (CodeSystem.FORMER, "64 06", "64.01.06"),
        (CodeSystem.NAME, "kutim", "64.08"),
    ]
    assert ProvinceDefaults.objects.get().province.code == "64"


def test_the_same_files_again_change_nothing_and_leave_no_trace(load):
    load()
    entries = AuditEntry.objects.filter(act=Act.REGISTER_LOADED).count()

    assert load().is_unchanged
    assert AuditEntry.objects.filter(act=Act.REGISTER_LOADED).count() == entries


def test_what_a_source_says_no_more_is_withdrawn(load):
    load()

    report = load(ALIASES.replace("name,Kutim,64.08", "name,Kutai Timor,64.08"))

    assert (report.aliases_new, report.aliases_withdrawn) == (1, 1)
    assert (CodeSystem.NAME, "kutai timor", "64.08") in stored()


def test_a_changed_time_zone_is_corrected(load):
    load()

    report = load(provinces=PROVINCES.replace("64,Asia/Makassar", "64,Asia/Jayapura"))

    assert report.provinces_changed == 1
    assert ProvinceDefaults.objects.get().time_zone == "Asia/Jayapura"


def test_codes_of_the_files_are_those_of_the_first_register(load, tmp_path, at):
    district = Region.objects.get(code="64.01.06").pk
    swapped = PASER_SPLIT.replace("64.12.02", "64.01.06").replace("Komam,,64", "Komam,64.12,64")
    path = register_file(tmp_path, swapped)
    load_register(path=path, on=date(2027, 1, 1), source="contoh", by=None, at=at)

    load()

    assert Region.objects.get(code="64.01.06").name == "Muara Komam"
    assert RegionAlias.objects.get(text="64 06").region_id == district


def test_a_new_province_takes_the_clock_of_the_one_its_regencies_came_from(load, tmp_path, at):
    load()
    text = PASER.replace("code,name", "code,name,previous_code,parent_code").replace("64,Kalimantan Timur\n", "")
    rows = ["code,name,previous_code,parent_code"]
    for line in text.splitlines()[1:]:
        code, name = line.split(",")
        rows.append(f"66{code[2:]},{name},{code},")
    rows.append("66,Kalimantan Tenggara,,")
    path = register_file(tmp_path, "\n".join(rows))
    load_register(path=path, on=date(2027, 1, 1), source="contoh", by=None, at=at)

    report = load()

    assert report.provinces_changed == 1
    assert ProvinceDefaults.objects.get(province__code="66").time_zone == "Asia/Makassar"


@pytest.mark.parametrize(
    ("aliases", "provinces", "code", "line"),
    [
        (ALIASES.replace("bps,", "pos,"), PROVINCES, "system", 4),
        (ALIASES.replace("PPU", "—"), PROVINCES, "no_name", 2),
        (ALIASES.replace("source", "asal", 1), PROVINCES, "header", 1),
        (ALIASES, PROVINCES.replace("65,Asia/Makassar", "65,WITA"), "zone", 3),
        (ALIASES, PROVINCES.replace("65,Asia/Makassar", "65"), "row_length", 3),
    ],
)
def test_a_damaged_file_is_refused_with_its_line(load, aliases, provinces, code, line):
    with pytest.raises(RegisterDamaged) as caught:
        load(aliases, provinces)

    assert (caught.value.code, caught.value.line) == (code, line)
    assert stored() == []


@pytest.mark.parametrize("who", ["sari", "stranger"])
def test_who_may_not_change_reference_data_adds_no_name(request, places, at, who):
    before = RegionAlias.objects.count()

    with pytest.raises(RightMissing):
        add_alias(
            system=CodeSystem.NAME, text="Pasir", region=places["64.01"], source="surat", at=at,
            by=request.getfixturevalue(who),
        )  # fmt: skip

    assert RegionAlias.objects.count() == before
