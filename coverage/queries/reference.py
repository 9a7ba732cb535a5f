"""Reference data as it stands, as lines of text: what the administrator downloads, changes and sends again."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from coverage.enums import DenominatorKind
from coverage.models import Denominator, Payer, SegmentMapping, WorkerCategory
from regions.models import RegionAlias

Line = dict[str, str]


def flag(is_so: bool) -> str:
    return "ya" if is_so else "tidak"


def categories(on: date) -> Iterator[Line]:
    """Yield the kinds of workers with the segment in which each counts on that day, provinces aside."""
    segments: dict[int, str] = {}
    mappings = SegmentMapping.objects.filter(
        province=None, superseded_at=None, valid_from__lte=on, valid_to__gt=on
    ).select_related("segment")
    for mapping in mappings.order_by("pk"):
        segments[mapping.category_id] = mapping.segment.code if mapping.segment else ""
    for row in WorkerCategory.objects.select_related("scheme").order_by("scheme__position", "position", "code"):
        yield {
            "kode": row.code, "nama": row.name, "urutan": str(row.position), "skema": row.scheme.code,
            "rentan": flag(row.is_vulnerable), "segmen": segments.get(row.pk, ""), "segmen_sejak": "",
            "mulai": row.valid_from.isoformat(), "sebelum": row.valid_to.isoformat(),
        }  # fmt: skip


def payers(on: date) -> Iterator[Line]:
    for row in Payer.objects.order_by("position", "code"):
        yield {"kode": row.code, "nama": row.name, "urutan": str(row.position)}


def aliases(on: date) -> Iterator[Line]:
    """Yield other codes and names of regions, with the region's present code."""
    rows = RegionAlias.objects.select_related("region").order_by("region__code", "system", "text", "pk")
    for row in rows.iterator(chunk_size=2_000):
        yield {"sistem": row.system, "sebutan": row.text, "kode": row.region.code, "sumber": row.source}


def targets(on: date) -> Iterator[Line]:
    """Yield the newest version of each target of UCJ, whatever its state."""
    rows = Denominator.objects.filter(kind=DenominatorKind.TARGET, scheme__code="ucj")
    newest: dict[tuple[Any, ...], Denominator] = {}
    for row in rows.select_related("region", "segment").order_by("region__code", "year", "segment_id", "version", "pk"):
        newest[row.region_id, row.year, row.segment_id] = row
    for row in newest.values():
        yield {
            "kode": row.region.code, "tahun": str(row.year), "segmen": row.segment.code if row.segment else "",
            "target": str(row.persons), "penerbit": row.issuer, "cara": row.method, "dasar_hukum": row.legal_basis,
            "dokumen": row.document, "per_tanggal": row.as_of.isoformat(),
        }  # fmt: skip
