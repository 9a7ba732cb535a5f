"""The demonstration: published numbers with their sources, and invented ones marked as such, by the ordinary actions.

Every step looks first whether its result stands, so it may run again. All acts carry the time of the run.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db import transaction

from accounts.actions.demonstration import NEIGHBOURS, PROVINCES, SLUGS, lay_people, record_demonstration
from accounts.models import User
from coverage import calendars, months, samples
from coverage.actions.denominator_tables import TableDefaults, load_denominator_table
from coverage.actions.denominators import Proposal, accept_denominator, approve_denominator, propose_denominators
from coverage.actions.figures import save_figures
from coverage.actions.plan import set_plan
from coverage.actions.publication import publish_report
from coverage.actions.published_figures import load_participants, load_published_observations
from coverage.actions.remarks import explain_cautions
from coverage.actions.reports import check_report, open_reports, sign_report, submit_report
from coverage.actions.staging import Cell
from coverage.enums import AskedPer, DenominatorKind, ReasonCode, Via
from coverage.models import Denominator, Payer, Report, Scheme, Segment, WorkerCategory
from coverage.queries.deadlines import closed_days, default_deadlines
from coverage.queries.plan import Asked, asked_pairs
from coverage.queries.quality import unsettled_of
from regions.enums import Level
from regions.models import Placement, Region
from regions.queries.tree import time_zone

DECEMBER_2023, DECEMBER_2024, OPEN_MONTH = 202312, 202412, 202507
SAMPLE_MONTHS = tuple(range(202501, 202507))
PROVINCE, PASER, KUTAI_TIMUR = "64", "64.01", "64.08"
PRESS_PASER = "https://sorotonline.com/index.php/2024/08/09/pemkab-paser-raih-juara-pertama-paritrana-award-kaltim"
PRESS_KUTIM = "https://kutaitimurkab.go.id/berita/detail/pemkab-kutim-komitmen-perluas-cakupan-bpjs-ketenagakerjaan"
EMPLOYED = TableDefaults(
    issuer="Badan Pusat Statistik (BPS)",
    method="Penduduk bekerja 15 tahun ke atas, Survei Angkatan Kerja Nasional Agustus; ASN, TNI, Polri masih termasuk",
    document="Tabel BPS: penduduk bekerja menurut provinsi",
    as_of="08-31",
)

Told = Callable[[str], None]


LONGEST_BREAK = 30
"""Days in which offices work again, whatever the feast."""


@dataclass(frozen=True)
class Stage:
    """Who acts, where and when."""

    people: dict[str, User]
    regions: dict[str, Region]
    categories: dict[str, int]
    payers: dict[str, int]
    scheme: Scheme
    at: datetime


@transaction.atomic
def load_demonstration(*, folder: Path, at: datetime, tell: Told) -> None:
    """Load all of the demonstration from the tables in `folder`; `tell` is given a line per step.

    Raises whatever an action refuses; then nothing of it is stored.
    """
    tell("Akun peragaan")
    stage = set_stage(at)
    admin = stage.people["admin"]
    tell("Penduduk bekerja 2018 sampai 2025 menurut BPS, sebagai potensi")
    with (folder / "employed_people.csv").open(encoding="utf-8", newline="") as file:
        load_denominator_table(
            file=file, name="employed_people.csv", kind=DenominatorKind.POTENTIAL, defaults=EMPLOYED, by=admin, at=at
        )
    tell("Angka dari sumber lain: pemberitaan, BPJS Ketenagakerjaan")
    load_published_observations(folder=folder, by=admin, at=at)
    load_participants(folder=folder, by=admin, at=at)
    tell("Paser Desember 2023 dan Kutai Timur Desember 2024, dari angka yang diberitakan")
    lay_published(stage)
    tell("Data contoh Kalimantan Timur: Desember 2023, Januari sampai Juni 2025")
    lay_samples(stage)
    tell("Susunan isian 2025 Paser dan Kutai Timur")
    lay_plans(stage)
    tell("Laporan Juli 2025 Paser dan Kutai Timur, terbuka untuk diisi")
    open_for_filling(stage)
    record_demonstration(at=at)


def set_stage(at: datetime) -> Stage:
    """Return the stage with its people, who are stored where they are missing."""
    regions = Region.objects.filter(code__startswith=PROVINCE) | Region.objects.filter(
        code__in=[*PROVINCES, *NEIGHBOURS]
    )
    return Stage(
        lay_people(at=at),
        {region.code: region for region in regions},
        dict(WorkerCategory.objects.values_list("code", "pk")),
        dict(Payer.objects.values_list("code", "pk")),
        Scheme.objects.get(code="ucj"),
        at,
    )


def office_of(code: str) -> str:
    """Return by what the accounts of a region's office are called; a village has that of its regency."""
    return {**PROVINCES, **SLUGS, **NEIGHBOURS}[code[:5]]


def lay_published(stage: Stage) -> None:
    """Publish the two months whose heads are known per segment."""
    a_target(stage, PASER, 2023, 90_052, document=PRESS_PASER)
    a_target(stage, KUTAI_TIMUR, 2024, 79_691, "formal", document=PRESS_KUTIM)
    a_target(stage, KUTAI_TIMUR, 2024, 51_086, "informal", document=PRESS_KUTIM)
    for code, month, formal, informal, source in (
        (PASER, DECEMBER_2023, 37_521, 43_915, PRESS_PASER),
        (KUTAI_TIMUR, DECEMBER_2024, 69_528, 77_074, PRESS_KUTIM),
    ):
        counted = [
            samples.Sample("tak_terinci_formal", "tak_terinci", formal),
            samples.Sample("tak_terinci_informal", "tak_terinci", informal),
        ]
        publish_month(stage, code, month, {code: counted}, reason=source)


def lay_samples(stage: Stage) -> None:
    """Publish invented months: December 2023 of nine regencies, January to June 2025 of all ten."""
    for code in SLUGS:
        scale = samples.WORKFORCE[code]
        if code != PASER:
            a_target(stage, code, 2023, round(scale * 0.94), is_sample=True)
            own = {code: list(samples.december_samples(code, DECEMBER_2023))}
            publish_sample(stage, code, DECEMBER_2023, own | samples.awarded_villages(code, DECEMBER_2023))
        a_target(stage, code, 2025, scale, is_sample=True)
        for step, month in enumerate(SAMPLE_MONTHS):
            cells = {code: list(samples.regency_samples(code, step))}
            if code == PASER:
                cells = by_village(stage, cells[code], step)
            publish_sample(stage, code, month, cells)
    a_target(stage, PROVINCE, 2025, round(sum(samples.WORKFORCE.values()) * 1.02), is_sample=True)


def by_village(stage: Stage, regency: Iterable[samples.Sample], step: int) -> dict[str, list[samples.Sample]]:
    """Return Paser's cells with those split by village that villages know; the rest stays with the regency."""
    split = {(category, payer) for category, payer, _ in samples.VILLAGE_SHARES}
    cells = {PASER: [sample for sample in regency if (sample.category, sample.payer) not in split]}
    villages = Placement.objects.on(months.last_day(SAMPLE_MONTHS[-1])).filter(
        regency=stage.regions[PASER], level=Level.VILLAGE
    )
    for code in villages.order_by("code").values_list("code", flat=True):
        cells[code] = list(samples.village_samples(code, step))
    return cells


def publish_sample(stage: Stage, code: str, month: int, cells: dict[str, list[samples.Sample]]) -> None:
    publish_month(stage, code, month, cells, reason="Data contoh, bukan data resmi", is_sample=True)


def publish_month(
    stage: Stage,
    code: str,
    month: int,
    cells: dict[str, list[samples.Sample]],
    *,
    reason: str,
    is_sample: bool = False,
) -> None:
    """Open, fill, submit, check, sign and publish a month of a regency, unless its report stands."""
    region, province, people, slug = stage.regions[code], stage.regions[code[:2]], stage.people, office_of(code)
    if Report.objects.filter(region=region, month=month).exists():
        return
    publisher, at = people[f"provinsi.{PROVINCES[province.code]}"], stage.at
    usual = default_deadlines(province, months.year_of(month))[month]
    due = max(usual, in_five_days(province, at))  # nothing is late on the day it is invented
    [report] = open_reports(regions=[region], month=month, due_at=due, by=publisher, at=at, is_sample=is_sample)
    enterer = people[f"petugas.{slug}"]
    staged = [
        Cell(stage.regions[place].pk, month, stage.categories[category], stage.payers[payer], enrolled)
        for place, counted in cells.items()
        for category, payer, enrolled in counted
    ]
    save_figures(cells=staged, by=enterer, at=at, via=Via.DEMO if is_sample else Via.COMMAND, reason=reason)
    explain_oddities(report, f"Sesuai sumbernya: {reason}", enterer, at)
    report = submit_report(report=report, by=enterer, at=at)
    report = check_report(report=report, by=people[f"pemeriksa.{slug}"], at=at)
    report = sign_report(report=report, by=people[f"kepala.{slug}"], at=at)
    publish_report(report=report, by=publisher, at=at)


def explain_oddities(report: Report, note: str, by: User, at: datetime) -> None:
    """Say of all that looks odd in a report that its source has it so."""
    odd = unsettled_of(report)
    if odd:
        cells = {one.id for one in odd}
        explain_cautions(report=report, cells=cells, reason=ReasonCode.OTHER, note=note, by=by, at=at)


def lay_plans(stage: Stage) -> None:
    """Set what is asked in 2025: of Paser by village where villages know it, of Kutai Timur at the regency alone."""
    known = {(category, payer) for category, payer, _ in samples.VILLAGE_SHARES}
    categories, payers = WorkerCategory.objects.in_bulk(), Payer.objects.in_bulk()
    year = months.year_of(OPEN_MONTH)
    for code, in_villages in ((PASER, known), (KUTAI_TIMUR, set())):
        region, head = stage.regions[code], stage.people[f"kepala.{SLUGS[code]}"]
        pairs = [
            Asked(
                categories[stage.categories[category]],
                payers[stage.payers[payer]],
                AskedPer.VILLAGE if (category, payer) in in_villages else AskedPer.REPORTER,
            )
            for category, payer, _ in samples.SHARES
        ]
        if not asked_pairs(region, year):
            set_plan(region=region, year=year, pairs=pairs, by=head, at=stage.at)


def a_target(
    stage: Stage,
    code: str,
    year: int,
    persons: int,
    segment: str | None = None,
    *,
    document: str = "Data contoh, bukan dokumen resmi",
    is_sample: bool = False,
) -> None:
    """Propose, approve and accept a target by three people, unless it stands."""
    region, people = stage.regions[code], stage.people
    this = {"region": region, "year": year, "kind": DenominatorKind.TARGET, "segment__code": segment}
    if Denominator.objects.filter(**this).exists():
        return
    slug = office_of(code)
    proposal = Proposal(
        region=region,
        year=year,
        scheme=stage.scheme,
        kind=DenominatorKind.TARGET,
        segment=Segment.objects.get(code=segment) if segment else None,
        persons=persons,
        issuer="Pemerintah provinsi" if region.level == Level.PROVINCE else "Pemerintah kabupaten/kota",
        method="Jumlah pekerja yang wajib terlindungi",
        legal_basis="Data contoh" if is_sample else "Diberitakan; dasar hukumnya tidak disebut oleh sumber",
        document=document,
        as_of=months.last_day(year * 100 + 12),
        is_sample=is_sample,
    )
    [row] = propose_denominators(proposals=[proposal], by=people[f"petugas.{slug}"], at=stage.at)
    row = approve_denominator(denominator=row, by=people[f"kepala.{slug}"], at=stage.at)
    above = "admin" if region.level == Level.PROVINCE else f"provinsi.{PROVINCES[code[:2]]}"
    accept_denominator(denominator=row, by=people[above], at=stage.at)


def open_for_filling(stage: Stage) -> None:
    """Open July 2025 of Paser and Kutai Timur, due five days from now or on the next day of work."""
    standing = Report.objects.filter(month=OPEN_MONTH).values_list("region__code", flat=True)
    missing = [stage.regions[code] for code in (PASER, KUTAI_TIMUR) if code not in set(standing)]
    if missing:
        open_reports(
            regions=missing,
            month=OPEN_MONTH,
            due_at=in_five_days(stage.regions[PROVINCE], stage.at),
            by=stage.people["provinsi.kaltim"],
            at=stage.at,
            is_sample=True,
        )


def in_five_days(province: Region, at: datetime) -> datetime:
    """Return the usual hour of deadlines five days after `at`, moved forward to a day of work as they are."""
    zone = str(time_zone(province))
    day = at.astimezone(ZoneInfo(zone)).date() + timedelta(days=5)
    closed = closed_days(province, day, day + timedelta(days=LONGEST_BREAK))
    return calendars.instant(calendars.working_day(day, closed), calendars.DUE_CLOCK, zone)
