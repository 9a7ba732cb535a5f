"""Take published numbers from the shipped tables: every row as an observation, figures only where heads are certain."""

import csv
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from accounts.models import User
from coverage.actions.observations import record_observations
from coverage.enums import DenominatorKind, StatedBy
from coverage.models import Denominator, Observation, Scheme, Segment, WorkerCategory
from regions.models import Region

OLDER_PROVINCES = {"91": "Papua (wilayah sebelum 2022)", "92": "Papua Barat (wilayah sebelum 2022)"}
"""The statistics of 2023 still count these as they were before they were split: they are no region of today."""

PARTICIPANTS_SOURCE = "BPJS Ketenagakerjaan, peserta aktif per provinsi tahun 2023"
PARTICIPANTS_NOTE = (
    "Potensi: penduduk bekerja menurut Badan Pusat Statistik (Survei Angkatan Kerja Nasional, Agustus 2023);"
    " aparatur sipil negara (ASN), TNI, dan Polri masih termasuk di dalamnya."
)


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def number_or_none(text: str) -> int | None:
    return int(text) if text else None


def load_published_observations(*, folder: Path, by: User, at: datetime) -> list[Observation]:
    """Record every row of `published_figures.csv` as an observation of December of its year."""
    scheme = Scheme.objects.get(code="ucj")
    regions = {region.code: region for region in Region.objects.filter(level__lte=2)}
    segments = {row.code: row for row in Segment.objects.filter(scheme=scheme)}
    categories = {row.code: row for row in WorkerCategory.objects.filter(scheme=scheme)}
    found = [
        Observation(
            region=regions[row["code"]] if row["code"] else None,
            area=row["area"],
            month=int(row["year"]) * 100 + 12,
            scheme=scheme,
            segment=segments.get(row["segment"]),
            category=categories.get(row["category"]),
            enrolled=number_or_none(row["enrolled"]),
            target=number_or_none(row["target"]),
            potential=number_or_none(row["potential"]),
            printed_percent=Decimal(row["printed_percent"]) if row["printed_percent"] else None,
            stated_by=StatedBy(row["stated_by"]),
            source=row["source"],
            note=row["note"],
        )
        for row in rows(folder / "published_figures.csv")
    ]
    return record_observations(observations=found, by=by, at=at)


def load_participants(*, folder: Path, by: User, at: datetime) -> list[Observation]:
    """Record BPJS participants of 2023 of the nation and the provinces, whole and by segment, with BPS's potential."""
    scheme = Scheme.objects.get(code="ucj")
    formal, informal = Segment.objects.filter(scheme=scheme).order_by("position")
    regions = {region.code: region for region in Region.objects.filter(level__lte=1)}
    potentials = dict(
        Denominator.objects.accepted()
        .filter(kind=DenominatorKind.POTENTIAL, year=2023, segment=None)
        .order_by("version")
        .values_list("region__code", "persons")
    )
    heads: dict[str, dict[Segment | None, int]] = {}
    nation: dict[Segment | None, int] = {None: 0, formal: 0, informal: 0}
    for row in rows(folder / "bpjs_participants_2023.csv"):
        counted: dict[Segment | None, int] = {
            None: int(row["total"]),
            formal: int(row["pu"]) + int(row["jakon"]),
            informal: int(row["bpu"]),
        }
        heads[row["province_code"]] = counted
        nation = {segment: nation[segment] + counted[segment] for segment in nation}
    heads["ID"] = nation
    found = [
        Observation(
            region=None if code in OLDER_PROVINCES else regions[code],
            area=OLDER_PROVINCES.get(code, ""),
            month=202312,
            scheme=scheme,
            segment=segment,
            enrolled=enrolled,
            potential=None if segment or code in OLDER_PROVINCES else potentials[code],
            stated_by=StatedBy.BPJS,
            source=PARTICIPANTS_SOURCE,
            note="" if segment else PARTICIPANTS_NOTE,
        )
        for code, counted in heads.items()
        for segment, enrolled in counted.items()
    ]
    return record_observations(observations=found, by=by, at=at)
