"""Zones are set whole; a province is in one of them."""

import pytest

from accounts.errors import RightMissing
from accounts.models import AuditEntry
from awards.actions.settings.zones import ZoneTold, save_zones
from awards.errors import EditionRefused
from awards.models import Zone, ZoneProvince
from tests.awards.rows import a_round
from tests.awards.settings import KALIMANTAN

TWO = [ZoneTold("selatan", "Selatan", ("63",)), ZoneTold("timur", "Timur", ("64",))]


def test_zones_are_replaced_whole_and_the_change_is_told(edition, admin, at):
    save_zones(edition=edition, zones=[KALIMANTAN], by=admin, at=at)
    save_zones(edition=edition, zones=TWO, by=admin, at=at)
    before = AuditEntry.objects.count()
    save_zones(edition=edition, zones=TWO, by=admin, at=at)

    last = AuditEntry.objects.order_by("-sequence")[0]
    assert last.old == {"kalimantan": {"name": "Kalimantan", "provinces": ["63", "64"]}}
    assert last.new["timur"] == {"name": "Timur", "provinces": ["64"]}
    assert AuditEntry.objects.count() == before
    assert list(ZoneProvince.objects.order_by("province__code").values_list("zone__code", "province__code")) == [
        ("selatan", "63"), ("timur", "64"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("zones", "said"),
    [([KALIMANTAN, ZoneTold("lain", "Lain", ("64",))], "Provinsi 64 berada di dua zona"),
     ([], "paling sedikit satu"),
     ([ZoneTold("kosong", "Kosong", ())], "belum mempunyai provinsi"),
     ([TWO[0], ZoneTold("selatan", "Lain", ("64",))], "ada dua kali"),
     ([TWO[0], ZoneTold("lain", "Selatan", ("64",))], "ada dua kali"),
     ([ZoneTold("x", "X", ("64.01",))], "64.01 tidak ada"), ([ZoneTold("x", "", ("64",))], "Nama"),
     ([ZoneTold("X!", "X", ("64",))], "Kode")],
)  # fmt: skip
def test_zones_that_cannot_hold_are_refused_and_change_nothing(edition, admin, at, zones, said):
    save_zones(edition=edition, zones=[KALIMANTAN], by=admin, at=at)

    with pytest.raises(EditionRefused, match=said):
        save_zones(edition=edition, zones=zones, by=admin, at=at)

    assert [zone.code for zone in Zone.objects.all()] == ["kalimantan"]


def test_once_the_national_round_stands_its_zones_stand(edition, admin, eko, places, at):
    save_zones(edition=edition, zones=[KALIMANTAN], by=admin, at=at)
    a_round(edition, places["ID"], eko)

    save_zones(edition=edition, zones=[KALIMANTAN], by=admin, at=at)
    with pytest.raises(EditionRefused, match="sudah dibuka dengan zona"):
        save_zones(edition=edition, zones=TWO, by=admin, at=at)


def test_nobody_else_sets_them(edition, citra, at):
    with pytest.raises(RightMissing):
        save_zones(edition=edition, zones=[KALIMANTAN], by=citra, at=at)
