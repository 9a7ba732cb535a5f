"""Cells, reports and whole published months, made through the ordinary actions."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from accounts.abilities import Role
from accounts.models import User
from coverage.actions.corrections import CellName, reopen_report
from coverage.actions.denominators import Proposal, accept_denominator, approve_denominator, propose_denominators
from coverage.actions.figures import save_figures
from coverage.actions.publication import publish_report
from coverage.actions.remarks import explain_cautions
from coverage.actions.reports import check_report, open_reports, sign_report, submit_report
from coverage.actions.staging import Cell
from coverage.enums import DenominatorKind, ReasonCode, StatedBy, Via
from coverage.models import Denominator, Observation, Payer, Release, Report, Scheme, Segment, WorkerCategory
from coverage.queries.plan import completeness_of
from coverage.queries.quality import unsettled_of
from regions.models import Region
from tests.factories import A_MOMENT, a_person

JULY = 202507
DUE = datetime(2025, 8, 15, 8, 0, tzinfo=UTC)


def a_cell(region: Region, enrolled: int | None, category: str = "petani", payer: str = "apbd_kab", **more) -> Cell:
    """Return a cell by codes; July 2025 unless `month` says otherwise."""
    return Cell(
        region=region.pk,
        month=more.pop("month", JULY),
        category=WorkerCategory.objects.get(code=category).pk,
        payer=Payer.objects.get(code=payer).pk,
        enrolled=enrolled,
        **more,
    )


def staff_of(region: Region) -> dict[str, User]:
    """Return (and on first call make) who enters, checks, signs for a regency, and who publishes for its province."""
    province = Region.objects.get(code=region.code.split(".")[0])
    offices = {
        "enters": (f"isi.{region.code}", Role.ENTERER, region),
        "checks": (f"periksa.{region.code}", Role.CHECKER, region),
        "signs": (f"sahkan.{region.code}", Role.HEAD, region),
        "publishes": (f"terbit.{province.code}", Role.PROVINCE, province),
    }
    return {
        office: User.objects.filter(username=username).first() or a_person(username, role, at_region)
        for office, (username, role, at_region) in offices.items()
    }


def an_open_report(region: Region, month: int = JULY, **more) -> Report:
    """Return an open report of a regency, due on 15 August 2025."""
    publisher = staff_of(region)["publishes"]
    return open_reports(regions=[region], month=month, due_at=DUE, by=publisher, at=A_MOMENT, **more)[0]


def entered(report: Report, cells: list[Cell], at: datetime = A_MOMENT) -> None:
    """Let the region's enterer save the cells."""
    save_figures(cells=cells, by=staff_of(report.region)["enters"], at=at, via=Via.FORM)


def explained(report: Report, at: datetime = A_MOMENT) -> None:
    """Let the region's enterer give one reason for all that looks odd, if anything does."""
    odd = unsettled_of(report)
    if odd:
        cells = {one.id for one in odd}
        told = {"reason": ReasonCode.OTHER, "note": "Sudah dicek ke sumbernya"}
        explain_cautions(report=report, cells=cells, by=staff_of(report.region)["enters"], at=at, **told)


def signed(report: Report, at: datetime = A_MOMENT) -> Report:
    """Take an open report through submission, check and signature by three people."""
    staff = staff_of(report.region)
    explained(report, at)
    reason = "" if completeness_of([report])[report.pk].is_whole else "Desa lain belum mengirim"
    report = submit_report(report=report, by=staff["enters"], at=at, reason=reason)
    report = check_report(report=report, by=staff["checks"], at=at + timedelta(hours=1))
    return sign_report(report=report, by=staff["signs"], at=at + timedelta(hours=2))


def published(report: Report, at: datetime = A_MOMENT) -> list[Release]:
    """Take an open report all the way to its releases."""
    return publish_report(
        report=signed(report, at), by=staff_of(report.region)["publishes"], at=at + timedelta(hours=3)
    )


def a_published_month(
    region: Region, cells: Mapping[tuple[Region, str, str], int], month: int = JULY, at: datetime = A_MOMENT
) -> list[Release]:
    """Open, fill, sign and publish a month of a regency; `cells` by (region, category code, payer code)."""
    report = an_open_report(region, month)
    entered(
        report,
        [a_cell(place, heads, category, payer, month=month) for (place, category, payer), heads in cells.items()],
        at,
    )
    return published(report, at)


def paser_of_2023(places: Mapping[str, Region]) -> Region:
    """Publish December 2023 of Paser as it is known, 81,436 of a target of 90,052, and return Paser."""
    a_target(places["64.01"], 90_052, 2023)
    a_published_month(
        places["64.01"],
        {
            (places["64.01"], "tak_terinci_formal", "tak_terinci"): 37_521,
            (places["64.01"], "tak_terinci_informal", "tak_terinci"): 43_915,
        },
        202312,
        datetime(2024, 1, 9, 20, 0, tzinfo=UTC),
    )
    return places["64.01"]


def reopened(report: Report, cells: list[Cell], at: datetime = A_MOMENT, reason: str = "Angka keliru") -> Report:
    """Let the province reopen a published month for these cells."""
    named = [CellName(cell.region, cell.category, cell.payer) for cell in cells]
    publisher = staff_of(report.region)["publishes"]
    return reopen_report(report=report, cells=named, reason=reason, by=publisher, at=at)


def an_observation(
    region: Region, enrolled: int, stated_by: StatedBy = StatedBy.BPJS, category: str | None = None, **more
) -> Observation:
    """Store what someone says of a region in July 2025 (`month` for another), by code of the category if of one."""
    return Observation.objects.create(
        region=region,
        month=more.pop("month", JULY),
        scheme=Scheme.objects.get(code="ucj"),
        category=WorkerCategory.objects.get(code=category) if category else None,
        enrolled=enrolled,
        stated_by=stated_by,
        source=more.pop("source", "Data peserta aktif, surat 12/2025"),
        recorded_at=more.pop("at", A_MOMENT),
        **more,
    )


def a_target(
    region: Region, persons: int, year: int = 2025, segment: str | None = None, at: datetime = A_MOMENT, **more
) -> Denominator:
    """Propose, approve and accept a target of a regency by three people."""
    staff = staff_of(region)
    proposal = Proposal(
        region=region,
        year=year,
        scheme=Scheme.objects.get(code="ucj"),
        kind=DenominatorKind.TARGET,
        segment=Segment.objects.get(code=segment) if segment else None,
        persons=persons,
        issuer=more.pop("issuer", "Pemerintah Kabupaten Paser"),
        method=more.pop("method", "RPJMD"),
        as_of=more.pop("as_of", at.date()),
        legal_basis="Keputusan Bupati 1/2025",
        document="jdih.paserkab.go.id",
        **more,
    )
    [row] = propose_denominators(proposals=[proposal], by=staff["enters"], at=at)
    row = approve_denominator(denominator=row, by=staff["signs"], at=at)
    return accept_denominator(denominator=row, by=staff["publishes"], at=at)
