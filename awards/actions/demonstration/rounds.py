"""The rounds of the demonstration: categories as published, example criteria, Kaltim judging and the nation planned."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from accounts import access
from accounts.models import User
from awards.actions.demonstration.edition import DATA_YEAR, PARITRANA
from awards.actions.rounds.opening import open_round
from awards.actions.settings.categories import CategoryTold, save_category
from awards.actions.settings.criteria import take_example
from awards.actions.settings.editions import EditionTold, save_edition
from awards.actions.settings.zones import ZoneTold, save_zones
from awards.enums import EntrantKind, FirmSize, RoundStage
from awards.models import Edition, Round
from awards.queries.rounds.timetables import proposal
from awards.queries.settings.codes import code_from
from awards.queries.settings.zones import members, proposed_zones
from regions.enums import Level
from regions.models import Region

KALTIM = "64"
FIRM = EntrantKind.FIRM
OF_KALTIM = {
    "pemda": CategoryTold("Pemerintah daerah", EntrantKind.REGENCY, needs_release=True),
    "keuangan": CategoryTold("Keuangan", FIRM, sector="Keuangan"),
    "dagang_jasa": CategoryTold("Perdagangan dan jasa", FIRM, sector="Perdagangan dan jasa"),
    "tani": CategoryTold("Pertanian, peternakan, perkebunan, dan perikanan", FIRM, sector="Pertanian"),
    "tambang": CategoryTold("Pertambangan, manufaktur, dan konstruksi", FIRM, sector="Pertambangan"),
    "pendidikan": CategoryTold("Pendidikan", FIRM, sector="Pendidikan"),
    "ukm": CategoryTold("Usaha kecil dan menengah (UKM)", FIRM, size=FirmSize.SMALL),
    "desa": CategoryTold("Pemerintah desa", EntrantKind.VILLAGE),
}
"""The eight of Kalimantan Timur on the data of 2023."""
OF_THE_NATION = {
    "provinsi": CategoryTold("Pemerintah provinsi", EntrantKind.PROVINCE),
    "kabkota": CategoryTold("Pemerintah kabupaten/kota", EntrantKind.REGENCY),
    "usaha_besar": CategoryTold("Badan usaha besar", FIRM, size=FirmSize.LARGE),
    "usaha_menengah": CategoryTold("Badan usaha menengah", FIRM, size=FirmSize.MEDIUM),
    "umkm": CategoryTold("UMKM", FIRM, size=FirmSize.SMALL),
    "layanan_publik": CategoryTold("Layanan publik", FIRM, sector="Layanan publik"),
}
OBJECTION_DAYS = 3
BEGUN = timedelta(days=24)
"""So long ago did Kaltim's round begin: three weeks of Pengusulan are over, Verifikasi berkas is open."""


SECRETARIES = {Level.PROVINCE: "sekretaris.kaltim", Level.NATION: "sekretaris.nasional"}


@transaction.atomic
def lay_rounds(*, at: datetime, tell: Callable[[str], None]) -> None:
    """Give Paritrana, data 2023 its categories, zones, criteria and rounds, unless a round of it stands."""
    edition = Edition.objects.select_related("programme").get(programme__code=PARITRANA, data_year=DATA_YEAR)
    if Round.objects.filter(edition=edition).exists():
        return
    tell("Putaran Paritrana Kalimantan Timur: verifikasi berkas sedang berjalan")
    people = {row.username: row for row in User.objects.filter(username__in=["admin", *SECRETARIES.values()])}
    admin = people["admin"]
    kaltim, nation = Region.objects.get(code=KALTIM), Region.objects.get(level=Level.NATION)
    lay_categories(edition, kaltim, admin, at)
    zones = [ZoneTold(code_from(name), name, codes) for name, codes in members(proposed_zones()).items()]
    save_zones(edition=edition, zones=zones, by=admin, at=at)
    first = access.day_of(at) - BEGUN
    begun = EditionTold(PARITRANA, DATA_YEAR, edition.label, opens_on=first, closes_on=edition.closes_on)
    edition = save_edition(told=begun, by=admin, at=at)  # it opens no later than its first round
    for region in (kaltim, nation):
        days = proposal(edition, region, first, OBJECTION_DAYS)
        by = people[SECRETARIES[Level(region.level)]]
        open_round(edition=edition, region=region, days=days, by=by, at=at, is_sample=True)
        first = days[RoundStage.HANDOVER].last + timedelta(days=7)


def lay_categories(edition: Edition, kaltim: Region, admin: User, at: datetime) -> None:
    """Store the categories of Kaltim and of the nation, each with the example criteria."""
    for position, (code, told) in enumerate([*OF_KALTIM.items(), *OF_THE_NATION.items()], start=1):
        is_national = code in OF_THE_NATION
        province = None if is_national else kaltim
        there = {"at_nation": is_national, "at_province": not is_national, "province": province, "position": position}
        category = save_category(
            edition=edition, code=code, told=CategoryTold(**{**vars(told), **there}), by=admin, at=at
        )
        take_example(category=category, is_national=is_national, by=admin, at=at)
