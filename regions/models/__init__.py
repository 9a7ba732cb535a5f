from regions.models.alias import RegionAlias
from regions.models.province import ProvinceDefaults
from regions.models.region import BEGINNING, FOREVER, Placement, Region, RegisterVersion, subtree

__all__ = [
    "BEGINNING",
    "FOREVER",
    "Placement",
    "ProvinceDefaults",
    "Region",
    "RegionAlias",
    "RegisterVersion",
    "subtree",
]
