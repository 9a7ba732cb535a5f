"""Write one line of reference data, as a table says it, through the action that writes such a thing in any case.

A line is text by column, each cell already in its one form ("81436", "2025-08-31", "ya"). Each gate raises what its
action raises (RightMissing, RemarkRefused, …), and ReferenceRefused for what a line names and the portal has not.
"""

from datetime import date, datetime

from accounts.actions.aliases import add_alias
from accounts.models import User
from coverage.actions.denominators import Proposal, propose_denominators
from coverage.actions.reference import CategoryTold, save_category, save_payer
from coverage.enums import DenominatorKind
from coverage.models import Scheme, Segment
from coverage.queries.reference import Line
from coverage.reference_errors import ReferenceRefused
from regions.enums import CodeSystem
from regions.models import Region

FIRST_YEAR, LAST_YEAR = 2000, 2099


def category_gate(line: Line, by: User, at: datetime) -> None:
    """Store a kind of worker."""
    told = CategoryTold(
        code=line["kode"],
        name=line["nama"],
        position=int(line["urutan"]),
        scheme=line["skema"],
        is_vulnerable=line["rentan"] == "ya",
        segment=line["segmen"],
        segment_since=date.fromisoformat(line["segmen_sejak"]) if line["segmen_sejak"] else None,
        valid_from=date.fromisoformat(line["mulai"]),
        valid_to=date.fromisoformat(line["sebelum"]),
    )
    save_category(told=told, by=by, at=at)


def payer_gate(line: Line, by: User, at: datetime) -> None:
    """Store a payer."""
    save_payer(code=line["kode"], name=line["nama"], position=int(line["urutan"]), by=by, at=at)


def region_of(code: str) -> Region:
    """Return the region of a code as it is today; raise ReferenceRefused."""
    region = Region.objects.filter(code=code).first()
    if region is None:
        raise ReferenceRefused("region", code)
    return region


def alias_gate(line: Line, by: User, at: datetime) -> None:
    """Store another name or code of a region."""
    if line["sistem"] not in CodeSystem.values:
        raise ReferenceRefused("system", line["sistem"])
    region, system = region_of(line["kode"]), CodeSystem(line["sistem"])
    add_alias(system=system, text=line["sebutan"], region=region, source=line["sumber"], by=by, at=at)


def target_gate(line: Line, by: User, at: datetime) -> None:
    """Propose a target, in persons; heads approve and provinces accept it as always."""
    scheme = Scheme.objects.get(code="ucj")
    segment = Segment.objects.filter(scheme=scheme, code=line["segmen"]).first()
    if line["segmen"] and segment is None:
        raise ReferenceRefused("segment", line["segmen"])
    if not FIRST_YEAR <= int(line["tahun"]) <= LAST_YEAR:
        raise ReferenceRefused("number", line["tahun"])
    proposal = Proposal(
        region=region_of(line["kode"]),
        year=int(line["tahun"]),
        scheme=scheme,
        kind=DenominatorKind.TARGET,
        segment=segment,
        persons=int(line["target"]),
        issuer=line["penerbit"],
        method=line["cara"],
        legal_basis=line["dasar_hukum"],
        document=line["dokumen"],
        as_of=date.fromisoformat(line["per_tanggal"]),
    )
    propose_denominators(proposals=[proposal], by=by, at=at)
