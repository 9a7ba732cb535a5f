"""What stands beside the register: other codes and names of regions, and what each province gives to all below."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from accounts import access
from accounts.actions import audit
from accounts.actions.reasons import refuse_identity
from accounts.enums import Act
from accounts.models import User
from regions.enums import CodeSystem, Level, TimeZone
from regions.errors import RegisterDamaged
from regions.models import Placement, ProvinceDefaults, Region, RegionAlias
from regions.names import plain
from regions.register import NATION, Damage, rows_of

ALIAS_COLUMNS = ("system", "text", "code", "source")
ADDED = "administrator: "
PROVINCE_COLUMNS = ("province_code", "time_zone", "island_zone", "award_zone", "award_zone_basis")


@dataclass(frozen=True)
class AliasReport:
    """How many codes and names, and provinces' defaults, a load added, changed or withdrew."""

    aliases_new: int
    aliases_withdrawn: int
    provinces_changed: int

    @property
    def is_unchanged(self) -> bool:
        return not (self.aliases_new or self.aliases_withdrawn or self.provinces_changed)


@transaction.atomic
def load_aliases(*, aliases: Iterable[Path], provinces: Path, by: User | None, at: datetime) -> AliasReport:
    """Make the other codes and names those of the files, and the provinces' defaults those of theirs.

    A row tells its source; what a source of the files said before and says no more is withdrawn. The codes that the
    files name are those of the first register, so they stay right after a region is recoded. Rows of regions that are
    not loaded are passed over. Raise RegisterDamaged at a wrong row; then nothing is stored.
    """
    first_codes = regions_by_first_code()
    told: dict[tuple[str, str, int], str] = {}
    for path in aliases:
        told |= aliases_of(path, first_codes)
    new, withdrawn = write_aliases(told)
    changed = write_defaults(provinces, first_codes)
    report = AliasReport(aliases_new=new, aliases_withdrawn=withdrawn, provinces_changed=changed)
    if not report.is_unchanged:
        audit.record(
            by=by,
            act=Act.REGISTER_LOADED,
            at=at,
            subject="sebutan lain dan zona waktu",
            region_code=NATION,
            new={"new": new, "withdrawn": withdrawn, "provinces": changed},
        )
    return report


def regions_by_first_code() -> dict[str, int]:
    """Return for each code the region that had it first."""
    first: dict[str, int] = {}
    rows = Placement.objects.order_by("valid_from", "pk").values_list("code", "region")
    for code, region in rows.iterator(chunk_size=2_000):
        first.setdefault(code, region)
    return first


def aliases_of(path: Path, regions: dict[str, int]) -> dict[tuple[str, str, int], str]:
    """Return the rows of one file as system, plain text and region, with the source of each."""
    told: dict[tuple[str, str, int], str] = {}
    try:
        for line, cells in rows_of(path.read_bytes(), ALIAS_COLUMNS):
            if cells["system"] not in CodeSystem.values:
                raise Damage("system", line, found=cells["system"][:20])
            if not plain(cells["text"]):
                raise Damage("no_name", line, found=cells["code"][:20])
            if region := regions.get(cells["code"]):
                told[cells["system"], plain(cells["text"]), region] = cells["source"]
    except Damage as damage:
        raise RegisterDamaged(path.name, damage.code, damage.line, damage.parameters) from damage
    return told


def write_aliases(told: dict[tuple[str, str, int], str]) -> tuple[int, int]:
    """Add the rows that are missing and withdraw those that their source no longer tells; return both counts."""
    rows = RegionAlias.objects.filter(source__in=set(told.values())).order_by("pk")
    stored = {(alias.system, alias.text, alias.region_id): alias.pk for alias in rows}
    missing = [key for key in told if key not in stored]
    RegionAlias.objects.bulk_create(
        RegionAlias(system=system, text=text, region_id=region, source=told[system, text, region])
        for system, text, region in missing
    )
    withdrawn = [pk for key, pk in stored.items() if key not in told]
    for start in range(0, len(withdrawn), 500):
        RegionAlias.objects.filter(pk__in=withdrawn[start : start + 500]).delete()
    return len(missing), len(withdrawn)


def write_defaults(path: Path, regions: dict[str, int]) -> int:
    """Store the defaults of the file's provinces, then those of provinces it does not know; return how many changed."""
    stored = {row.province_id: row for row in ProvinceDefaults.objects.order_by("pk")}
    new, changed = [], []
    try:
        for line, cells in rows_of(path.read_bytes(), PROVINCE_COLUMNS):
            if cells["time_zone"] not in TimeZone.values:
                raise Damage("zone", line, found=cells["time_zone"][:40])
            province = regions.get(cells["province_code"])
            if province is None:
                continue
            fields = {column: cells[column] for column in PROVINCE_COLUMNS[1:]}
            row = stored.get(province)
            if row is None:
                new.append(ProvinceDefaults(province_id=province, **fields))
            elif any(getattr(row, name) != text for name, text in fields.items()):
                changed.append(ProvinceDefaults(pk=row.pk, province_id=province, **fields))
    except Damage as damage:
        raise RegisterDamaged(path.name, damage.code, damage.line, damage.parameters) from damage
    ProvinceDefaults.objects.bulk_create(new)
    ProvinceDefaults.objects.bulk_update(changed, PROVINCE_COLUMNS[1:])
    return len(new) + len(changed) + inherit_defaults()


def inherit_defaults() -> int:
    """Give a province without defaults those of the province that its first regency came from; return how many."""
    inherited = []
    for province in Region.objects.filter(level=Level.PROVINCE, defaults=None).order_by("pk"):
        regencies = Placement.objects.filter(province=province, level=Level.REGENCY).values("region")
        origin = (
            ProvinceDefaults.objects.filter(
                province__in=Placement.objects.filter(region__in=regencies).values("province")
            )
            .order_by("province__code")
            .first()
        )
        if origin:
            origin.pk, origin.province = None, province
            inherited.append(origin)
    ProvinceDefaults.objects.bulk_create(inherited)
    return len(inherited)


@transaction.atomic
def add_alias(*, system: CodeSystem, text: str, region: Region, source: str, by: User, at: datetime) -> RegionAlias:
    """Store another code or name of a region, as an administrator tells it; one that stands already stays as it is.

    Its source begins with ADDED, so that no load of the register's own files withdraws it. Raise RightMissing,
    IdentityTyped.
    """
    access.require_reference(by, at)
    refuse_identity(text, source)
    known = RegionAlias.objects.filter(system=system, text=plain(text), region=region).order_by("pk").first()
    if known:
        return known
    alias = RegionAlias.objects.create(
        system=system, text=plain(text), region=region, source=f"{ADDED}{source.removeprefix(ADDED)}"
    )
    audit.record(
        by=by,
        act=Act.REFERENCE_CHANGED,
        at=at,
        subject=f"alias:{system}:{alias.text}",
        region_code=region.code,
        new={"source": alias.source},
    )
    return alias
