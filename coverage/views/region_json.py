"""The region page as JSON and as rows of a table: the shapes that other systems rely on."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from coverage import months, ucj
from coverage.queries.children import Child
from coverage.queries.errata import erratum_row
from coverage.queries.observations import Stated
from coverage.queries.published import NamedDenominator, Split
from coverage.queries.region_page import PageState, RegionPage
from coverage.queries.released import Point
from coverage.ucj import FORMULA
from regions.enums import Level


def region_json(page: RegionPage) -> dict[str, Any]:
    """Return the answer of `/wilayah/<code>.json`; percentages are text with two decimals, or null."""
    published = page.published
    content = published.content if published else {}
    return {
        "code": page.place.code,
        "name": page.place.name,
        "level": Level(page.place.level).slug,
        "kind": page.place.kind,
        "parent": page.path[-1].code if page.path else None,
        "scheme": page.scheme.code,
        "period": months.iso(page.month) if page.month else None,
        "state": page.state.value,
        "enrolled": page.enrolled,
        "target": page.target,
        "percent": ucj.printed(page.percent),
        "potential": page.potential,
        "potential_percent": ucj.printed(page.potential_percent),
        "gap": page.gap,
        "rank": page.rank.position if page.rank else None,
        "ranked": page.rank.among if page.rank else None,
        "unsplit": published.unsplit if published else None,
        "segments": content.get("segments") or [split_json(split) for split in page.segments],
        "categories": list(content.get("categories", ())),
        "payers": list(content.get("payers", ())),
        "own": published.own if published else None,
        "children": [child_json(child) for child in page.children],
        "reporting": {"reported": published.reported, "expected": published.expected} if published else None,
        "villages": {"total": page.villages.total, "desa": page.villages.desa, "adopted": page.villages.adopted},
        "trend": [point_json(point) for point in page.trend],
        "observations": [stated_json(one) for one in page.observations],
        "errata": [erratum_row(one) for one in page.errata],
        **{part: list(content.get(part, ())) for part in ("disputed", "explanations")},
        "hidden": page.hidden,
        "flags": flags_json(page),
        "figure_id": published.figure_id if published else None,
        "formula": published.formula if published else FORMULA,
        "released_at": published.released_at.astimezone(page.zone).isoformat(timespec="seconds") if published else None,
        "is_sample": page.is_sample,
        "sources": sources_json(page),
    }


def split_json(split: Split) -> dict[str, Any]:
    return {
        "code": split.code,
        "name": split.name,
        "enrolled": split.enrolled,
        "target": split.target,
        "percent": ucj.printed(split.percent),
    }


def child_json(child: Child) -> dict[str, Any]:
    """Return one child; what another source says of it stands apart, since it is never summed."""
    return {
        "code": child.code,
        "name": child.name,
        "enrolled": child.enrolled,
        "target": child.target,
        "percent": ucj.printed(child.percent),
        "potential": child.potential,
        "potential_percent": ucj.printed(child.potential_percent),
        "figure_id": child.figure_id,
        "state": child.state,
        "reporting": {"reported": child.reported, "expected": child.expected} if child.figure_id else None,
        "is_sample": child.is_sample,
        "observation": stated_json(child.stated) if child.stated else None,
    }


def point_json(point: Point) -> dict[str, Any]:
    return {
        "period": months.iso(point.month),
        "enrolled": point.enrolled,
        "target": point.target,
        "percent": ucj.printed(point.percent),
        "potential": point.potential,
        "potential_percent": ucj.printed(point.potential_percent),
        "break": point.is_break,
        "potential_break": point.is_potential_break,
        "reporting": {"reported": point.reported, "expected": point.expected},
        "figure_id": point.figure_id,
        "is_sample": point.is_sample,
    }


def stated_json(one: Stated) -> dict[str, Any]:
    return {
        "period": months.iso(one.month),
        "segment": one.segment or None,
        "category": one.category or None,
        "enrolled": one.enrolled,
        "target": one.target,
        "potential": one.potential,
        "percent": ucj.printed(one.percent),
        "potential_percent": ucj.printed(one.potential_percent),
        "printed_percent": ucj.printed(one.printed_percent),
        "differs": one.differs,
        "stated_by": one.stated_by.value,
        "source": one.source,
        "note": one.note,
    }


def flags_json(page: RegionPage) -> list[dict[str, str]]:
    """Return the flags of the release, or that the numbers on top are someone else's word."""
    if page.published:
        return [dict(flag) for flag in page.published.content.get("flags", ())]
    return [{"code": "observed", "path": ""}] if page.state == PageState.OBSERVED else []


def sources_json(page: RegionPage) -> list[dict[str, Any]]:
    """Return whose denominators and whose word stand behind the numbers on top."""
    if page.published:
        targets = [basis_json("target", basis) for basis in page.published.targets]
        return targets + [basis_json("potential", basis) for basis in page.published.potentials]
    if page.stated:
        return [{"kind": "observation", "stated_by": page.stated.stated_by.value, "source": page.stated.source}]
    return []


def basis_json(kind: str, basis: NamedDenominator) -> dict[str, Any]:
    return {
        "kind": kind,
        "segment": basis.segment or None,
        "persons": basis.persons,
        "issuer": basis.issuer,
        "legal_basis": basis.legal_basis,
        "method": basis.method,
        "source": basis.document,
        "as_of": basis.as_of,
        "version": basis.version,
    }


HEADER = (
    *("bagian", "periode", "kode", "nama", "peserta_aktif", "target", "persen", "potensi", "persen_potensi"),
    *("persen_tertulis", "menurut", "sumber", "id_angka", "keterangan"),
)


def region_rows(page: RegionPage) -> Iterator[list[object]]:
    """Yield the same numbers as rows: the region, its splits, its children, its months, what others say of it."""
    told = region_json(page)
    yield line("wilayah", told, told, told)
    for part, key in (("segmen", "segments"), ("jenis_pekerja", "categories"), ("sumber_dana", "payers")):
        for row in told[key]:
            of_top = {"figure_id": told["figure_id"], "is_sample": told["is_sample"]}
            yield line(part, row, row | of_top, told, f"{key}.{row['code']}.enrolled")
    for row in told["children"]:
        yield line("wilayah_di_bawahnya", row, row, told, f"children.{row['code']}.enrolled")
        if row["observation"]:
            yield line("angka_dari_sumber_lain", row, row["observation"], told)
    for row in told["trend"]:
        yield line("tren", told, row, told)
    for row in told["observations"]:
        about = row["segment"] or row["category"] or told["code"]
        yield line("angka_dari_sumber_lain", {"code": about, "name": told["name"]}, row, told)


def line(
    part: str, named: dict[str, Any], row: dict[str, Any], told: dict[str, Any], path: str = "enrolled"
) -> list[object]:
    """Return one row of the table: of whom (`named`), which numbers (`row`), of which answer (`told`).

    A count that is withheld is told apart from one that is not known: both are empty cells, the last column says which,
    and it marks what is invented.
    """
    is_withheld = row["enrolled"] is None and path in told["hidden"] and "stated_by" not in row
    numbers = [row.get("enrolled"), row.get("target"), ucj.unprinted(row.get("percent"))]
    numbers += [row.get("potential"), ucj.unprinted(row.get("potential_percent"))]
    numbers += [ucj.unprinted(row.get("printed_percent"))]
    words = [row.get(key) for key in ("stated_by", "source", "figure_id")]
    period = row.get("period", told["period"])
    remarks = [_("disamarkan")] * is_withheld + [_("Data contoh, bukan data resmi")] * bool(row.get("is_sample"))
    return [part, period, named["code"], named.get("name"), *numbers, *words, "; ".join(remarks)]
