import gzip

import pytest

from regions.enums import Kind
from regions.register import Damage, kind_of, read
from tests.regions.registers import PASER, PASER_SPLIT


def damage_of(content: str | bytes) -> tuple[str, int]:
    with pytest.raises(Damage) as caught:
        read(content.encode() if isinstance(content, str) else content)
    return caught.value.code, caught.value.line


def test_level_kind_and_ancestors_follow_from_the_code():
    entries = {entry.code: entry for entry in read(PASER.encode()).entries}

    janju, grogot = entries["64.01.04.2002"], entries["64.01.04.1001"]
    assert (janju.level, janju.kind, grogot.kind) == (4, Kind.VILLAGE, Kind.URBAN_VILLAGE)
    assert (janju.parent, janju.province, janju.regency, janju.district) == ("64.01.04", "64", "64.01", "64.01.04")
    assert (entries["64"].parent, entries["64"].province, entries["64"].regency) == ("ID", "64", None)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("ID", Kind.NATION),
        ("64", Kind.PROVINCE),
        ("64.01", Kind.REGENCY),
        ("64.69", Kind.REGENCY),
        ("64.71", Kind.CITY),
        ("64.01.01", Kind.DISTRICT),
        ("64.01.01.1001", Kind.URBAN_VILLAGE),
        ("64.01.01.2001", Kind.VILLAGE),
        ("91.03.01.3001", Kind.CUSTOMARY_VILLAGE),
        ("64.01.01.4001", ""),
    ],
)
def test_the_kind_is_in_the_code(code, kind):
    assert kind_of(code) == kind


def test_a_parent_that_is_told_wins_over_the_code_and_villages_follow():
    entries = {entry.code: entry for entry in read(PASER_SPLIT.encode()).entries}

    assert (entries["64.01.05"].parent, entries["64.01.05"].regency) == ("64.12", "64.12")
    assert (entries["64.01.05.2001"].parent, entries["64.01.05.2001"].regency) == ("64.01.05", "64.12")


def test_parents_stand_before_children_whatever_the_order_of_the_file():
    header, *rows = PASER.splitlines()

    entries = read("\n".join([header, *reversed(rows)]).encode()).entries

    levels = [entry.level for entry in entries]
    assert levels == sorted(levels)
    assert [entry.code for entry in entries] == [entry.code for entry in read(PASER.encode()).entries]


def test_a_gzipped_file_with_other_columns_and_a_byte_order_mark_is_read():
    rows = PASER.splitlines()
    wider = "\n".join(f"{row},{'level' if number == 0 else 'x'}" for number, row in enumerate(rows))

    listing = read(gzip.compress(wider.encode("utf-8-sig")))

    assert listing.counts() == {1: 1, 2: 2, 3: 5, 4: 7}


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("code,name", "kode,name", "header", 1),
        ("code,name", "code,name,name", "header", 1),
        ("64.01.05,Kuaro", "64.1.05,Kuaro", "code", 7),
        ("64.01.05,Kuaro", "64.01.05.1,Kuaro", "code", 7),
        ("64.01.04.2002,Janju", "64.01.04.9002,Janju", "village_kind", 6),
        ("64.01.05,Kuaro", "64.01.04,Kuaro", "twice", 7),
        ("64.01.05.2001,Modang", "64.01.15.2001,Modang", "orphan", 8),
        ("64.01,Kabupaten Paser\n", "", "orphan", 3),
        ("64.01.05,Kuaro", "64.01.05,", "no_name", 7),
        ("64.01.05,Kuaro", "64.01.05,   ", "no_name", 7),
        ("64.01.05,Kuaro", f"64.01.05,{'K' * 121}", "name", 7),
        ("64.01.05,Kuaro", "64.01.05,Ku\x07aro", "name", 7),
        ("64.01.05,Kuaro", "64.01.05", "row_length", 7),
        ("64.01.05,Kuaro", "64.01.05,Kuaro,Paser", "row_length", 7),
        ("64.01.05,Kuaro", '64.01.05,"Kuaro" x', "row", 7),
        ("64.01.06.2001,Long Ikis\n", "", "childless", 10),
        (PASER, "", "header", 1),
        (PASER, "code,name\n", "empty", 0),
    ],
)
def test_a_damaged_file_is_refused_with_its_line(old, new, code, line):
    assert damage_of(PASER.replace(old, new, 1)) == (code, line)


@pytest.mark.parametrize("previous", ["64", "64.01", "x", "64.01.05.2001"])
def test_a_previous_code_of_another_level_is_refused(previous):
    text = PASER_SPLIT.replace("64.12.01,Long Ikis,,64.01.06", f"64.12.01,Long Ikis,,{previous}", 1)

    assert damage_of(text) == ("previous_code", 11)


def test_a_parent_of_another_level_is_refused():
    assert damage_of(PASER_SPLIT.replace("64.01.05,Kuaro,64.12,", "64.01.05,Kuaro,64,", 1)) == ("orphan", 8)


def test_a_cut_or_false_gzip_is_refused():
    packed = gzip.compress(PASER.encode())

    assert damage_of(packed[:-20]) == ("gzip", 0)
    assert damage_of(packed[:30] + b"\0\0\0\0" + packed[34:]) == ("gzip", 0)


def test_a_file_that_inflates_beyond_measure_is_refused():
    assert damage_of(gzip.compress(b"\0" * (64 * 1024 * 1024 + 1))) == ("too_large", 0)


def test_a_file_in_another_encoding_is_refused_with_its_line():
    assert damage_of(PASER.replace("Kuaro", "Kuaró").encode("latin-1")) == ("not_utf8", 7)
