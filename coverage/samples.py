"""Invented counts for the demonstration: always the same for the same place and month, and of plausible size. Pure.

Marked "Data contoh, bukan data resmi" wherever shown; never laid where a published figure stands.
"""

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

WORKFORCE = {
    "64.01": 92_400, "64.02": 268_000, "64.03": 96_700, "64.07": 61_200, "64.08": 133_900,
    "64.09": 58_600, "64.11": 12_300, "64.71": 247_500, "64.72": 291_000, "64.74": 64_800,
}  # fmt: skip
"""Invented targets of 2025 of the ten regencies of Kalimantan Timur, in workers."""

COVERAGE = {
    "64.01": 0.88, "64.02": 0.57, "64.03": 0.63, "64.07": 0.49, "64.08": 0.93,
    "64.09": 0.71, "64.11": 0.18, "64.71": 0.66, "64.72": 0.55, "64.74": 0.91,
}  # fmt: skip
"""Invented share that is covered in January 2025."""

SHARES = (
    ("pu", "pemberi_kerja", 0.44),
    ("jakon", "pemberi_kerja", 0.08),
    ("non_asn", "apbd_kab", 0.07),
    ("aparatur_desa", "apbdes", 0.03),
    ("bpu_mandiri", "mandiri", 0.09),
    ("petani", "apbd_kab", 0.09),
    ("pekebun", "dbh_sawit", 0.05),
    ("nelayan", "apbd_kab", 0.04),
    ("pedagang", "mandiri", 0.03),
    ("umkm", "apbd_prov", 0.025),
    ("keagamaan", "apbd_kab", 0.02),
    ("rt_rw", "apbdes", 0.015),
    ("transportasi", "csr", 0.012),
    ("rentan_lain", "baznas", 0.008),
)
"""Category, payer, and share of a regency's covered workers."""

VILLAGE_SHARES = (
    ("petani", "apbd_kab", 65),
    ("pekebun", "dbh_sawit", 36),
    ("nelayan", "apbd_kab", 29),
    ("pedagang", "mandiri", 17),
    ("keagamaan", "apbd_kab", 15),
    ("rt_rw", "apbdes", 11),
)
"""Category, payer, and mean heads in a village."""


NEIGHBOURS = {"63.09": (118_000, 0.52), "63.11": (57_500, 0.84)}
"""Invented targets of two regencies of Kalimantan Selatan, and their covered share in January 2025."""

DECEMBERS = {202212: (-24, 0.97), 202312: (0, 0.86), 202412: (-1, 1.0)}
"""Of the Decembers that awards are judged by: the step by which a regency grew until then, and its scale."""
STEPS_OF_VILLAGES = {202212: -25, 202312: -13, 202412: -1}

AWARDED_VILLAGES = ("64.09.01.2020", "64.09.02.2002", "64.09.03.2003", "64.09.04.2002")
"""Villages of Penajam Paser Utara whose Decembers are invented too: of Paser's, published figures stand."""

LAST_STEP = 5
"""The last sample month, June 2025, as months after January."""


class Sample(NamedTuple):
    """Invented heads of one cell."""

    category: str
    payer: str
    enrolled: int


def workforce(code: str) -> int:
    """Return the invented target of a regency."""
    return NEIGHBOURS[code][0] if code in NEIGHBOURS else WORKFORCE[code]


def coverage(code: str) -> float:
    """Return the invented share of a regency that is covered in January 2025."""
    return NEIGHBOURS[code][1] if code in NEIGHBOURS else COVERAGE[code]


def december_samples(code: str, month: int) -> Iterator[Sample]:
    """Yield the cells of a regency in a December; how far it lay behind in 2022 differs from place to place."""
    step, share = DECEMBERS[month]
    behind = Random(f"{code}/{month}").uniform(0, 0.1) if month == min(DECEMBERS) else 0  # noqa: S311 - invented
    return regency_samples(code, step, share * (1 + behind))


def awarded_villages(regency: str, month: int) -> dict[str, list[Sample]]:
    """Return the cells of a regency's villages that compete, in a December."""
    found = [code for code in AWARDED_VILLAGES if code.startswith(f"{regency}.")]
    return {code: list(village_samples(code, STEPS_OF_VILLAGES[month])) for code in found}


def regency_samples(code: str, step: int, share: float = 1.0) -> Iterator[Sample]:
    """Yield the cells of a regency, `step` months after January 2025, scaled by `share`."""
    covered = workforce(code) * coverage(code) * (1 + 0.011 * step) * share
    for category, payer, part in SHARES:
        wobble = 1 + Random(f"{code}/{step}/{category}").uniform(-0.02, 0.02)  # noqa: S311 - invented figures
        yield Sample(category, payer, round(covered * part * wobble))


def village_samples(code: str, step: int = LAST_STEP) -> Iterator[Sample]:
    """Yield the cells of a village, `step` months after January 2025, growing slowly towards the last step.

    Some have none in a category, one in five has no vulnerable worker covered yet.
    """
    chance = Random(code)  # noqa: S311 - invented figures
    joined = chance.random() > 0.2
    for category, payer, mean in VILLAGE_SHARES:
        heads = max(0, round(chance.gauss(mean, mean * 0.6)))
        yield Sample(category, payer, round(heads * (1 - 0.011 * (LAST_STEP - step))) if joined else 0)
