"""Real places and a small cast, for tests: a stranger, Sari and Budi of Paser, and others named after their office."""

from datetime import UTC, date, datetime

from accounts.abilities import Role
from accounts.models import Assignment, User
from regions.enums import Kind, Level, TimeZone
from regions.models import Placement, ProvinceDefaults, Region
from regions.names import plain

PLACES = """
ID Indonesia
63 Kalimantan Selatan
63.01 Kabupaten Tanah Laut
63.01.01 Takisung
63.01.01.2001 Gunung Makmur
63.11 Kabupaten Balangan
63.11.01 Juai
63.11.01.2001 Mungkur Uyam
64 Kalimantan Timur
64.01 Kabupaten Paser
64.01.01 Batu Sopang
64.01.01.2001 Busui
64.01.01.2002 Kasungai
64.01.01.2003 Batu Kajang
64.01.02 Tanjung Harapan
64.01.02.2001 Tanjung Aru
64.01.02.2002 Labuangkallo
64.01.04 Tanah Grogot
64.01.04.1001 Tanah Grogot
64.01.04.2002 Janju
64.02 Kabupaten Kutai Kartanegara
64.02.01 Muara Muntai
64.02.01.2001 Pulau Harapan
64.08 Kabupaten Kutai Timur
64.08.01 Muara Ancalong
64.08.01.2001 Gemar Baru
64.74 Kota Bontang
64.74.01 Bontang Utara
64.74.01.1001 Bontang Kuala
"""

A_MOMENT = datetime(2025, 8, 4, 2, 0, tzinfo=UTC)  # 10.00 WITA


def kind_of(code: str) -> Kind:
    parts = code.split(".")
    if code == "ID":
        return Kind.NATION
    return [
        Kind.PROVINCE,
        Kind.CITY if len(parts) > 1 and parts[1] >= "71" else Kind.REGENCY,
        Kind.DISTRICT,
        Kind.URBAN_VILLAGE if len(parts) > 3 and parts[3][0] == "1" else Kind.VILLAGE,
    ][len(parts) - 1]


def plant_region(code: str, name: str, since: date | None = None) -> Region:
    """Store one region below its parent by code; the parent must stand already."""
    level = Level.NATION if code == "ID" else Level(code.count(".") + 1)
    region = Region.objects.create(code=code, name=name, search_name=plain(name), level=level, kind=kind_of(code))
    parts = code.split(".")
    above = {
        "province": ".".join(parts[:1]) if level >= 1 else None,
        "regency": ".".join(parts[:2]) if level >= 2 else None,
        "district": ".".join(parts[:3]) if level >= 3 else None,
    }
    found = {key: Region.objects.get(code=above_code) for key, above_code in above.items() if above_code}
    parent = None if level == 0 else Region.objects.get(code=".".join(parts[:-1]) or "ID")
    dates = {"valid_from": since} if since else {}
    Placement.objects.create(
        region=region, code=code, name=name, level=level, kind=region.kind, parent=parent, **found, **dates
    )
    if level == Level.PROVINCE:
        ProvinceDefaults.objects.create(
            province=region,
            time_zone=TimeZone.WITA,
            island_zone="Kalimantan",
            award_zone="Kalimantan",
            award_zone_basis="press-name",
        )
    return region


def plant_places(text: str = PLACES) -> dict[str, Region]:
    """Store the places of `text`, one "code name" a line, parents first; return them by code."""
    lines = [line.split(" ", 1) for line in text.strip().splitlines()]
    return {code: plant_region(code, name) for code, name in lines}


def a_person(username: str, role: Role | None = None, region: Region | None = None, **fields: object) -> User:
    """Store a person, with one role since 2020 if given; nobody can sign in without a password."""
    user = User.objects.create_user(username, name=fields.pop("name", username.title()), **fields)
    if role and region:
        Assignment.objects.create(user=user, role=role, region=region, since=date(2020, 1, 1), granted_at=A_MOMENT)
    return user
