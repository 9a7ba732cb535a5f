"""The categories of the demonstration as they were published, each with the example criteria."""

from datetime import datetime

from accounts.models import User
from awards.actions.settings.categories import CategoryTold, save_category
from awards.actions.settings.criteria import take_example
from awards.enums import EntrantKind, FirmSize
from awards.models import Edition
from regions.models import Region

KALTIM, KALSEL = "64", "63"
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
OF_KALSEL = {"pemda_kalsel": CategoryTold("Pemerintah daerah", EntrantKind.REGENCY, needs_release=True)}
"""The one of Kalimantan Selatan that the demonstration judges, so that winners of two provinces meet."""
OF_THE_NATION = {
    "provinsi": CategoryTold("Pemerintah provinsi", EntrantKind.PROVINCE),
    "kabkota": CategoryTold("Pemerintah kabupaten/kota", EntrantKind.REGENCY),
    "usaha_besar": CategoryTold("Badan usaha besar", FIRM, size=FirmSize.LARGE),
    "usaha_menengah": CategoryTold("Badan usaha menengah", FIRM, size=FirmSize.MEDIUM),
    "umkm": CategoryTold("UMKM", FIRM, size=FirmSize.SMALL),
    "layanan_publik": CategoryTold("Layanan publik", FIRM, sector="Layanan publik"),
}


def lay_categories(edition: Edition, admin: User, at: datetime) -> None:
    """Store the categories of both provinces and of the nation, each with the example criteria."""
    provinces = {region.code: region for region in Region.objects.filter(code__in=(KALTIM, KALSEL))}
    told: list[tuple[str, CategoryTold, Region | None]] = [(code, each, None) for code, each in OF_THE_NATION.items()]
    told += [(code, each, provinces[KALTIM]) for code, each in OF_KALTIM.items()]
    told += [(code, each, provinces[KALSEL]) for code, each in OF_KALSEL.items()]
    for position, (code, each, province) in enumerate(told, start=1):
        is_national = province is None
        there = {"at_nation": is_national, "at_province": not is_national, "province": province, "position": position}
        category = save_category(
            edition=edition, code=code, told=CategoryTold(**{**vars(each), **there}), by=admin, at=at
        )
        take_example(category=category, is_national=is_national, by=admin, at=at)
