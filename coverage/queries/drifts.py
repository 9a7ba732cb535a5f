"""Compare every stored sum and release with a plain recount, and name what differs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Max

from coverage import months
from coverage.enums import Axis
from coverage.models import Figure, LiveTotal, Payer, Release, ReleasedTotal, Revision, Segment, WorkerCategory
from coverage.queries.recount import Key, Sums, recounted_live, recounted_released
from regions.models import Region


@dataclass(frozen=True)
class Drift:
    """A stored number that a recount does not confirm: where it stands, what it says, what it should say."""

    table: str
    region: str  # code
    month: int
    about: str
    stored: str
    recounted: str

    def __str__(self) -> str:
        place = f"{self.table} {self.region} {months.iso(self.month)} {self.about}".rstrip()
        return f"{place}: tersimpan {self.stored}, hitung ulang {self.recounted}"


def months_counted() -> list[int]:
    """Return the months that hold figures or sums."""
    found = set(Figure.objects.values_list("month", flat=True).distinct())
    found |= set(LiveTotal.objects.values_list("month", flat=True).distinct())
    found |= set(ReleasedTotal.objects.values_list("month", flat=True).distinct())
    return sorted(found)


def drifts(month: int) -> Iterator[Drift]:
    """Yield what a recount of the month does not confirm."""
    codes = dict(Region.objects.values_list("pk", "code").iterator())
    yield from figure_drifts(month)
    yield from total_drifts(month, "jumlah sementara", stored_live(month), recounted_live(month), codes)
    yield from total_drifts(month, "jumlah terbit", stored_released(month), recounted_released(month), codes)
    yield from release_drifts(month)


Stored = Mapping[Key, Sums]


def stored_live(month: int) -> Stored:
    return {
        Key(row.region_id, row.scheme_id, row.axis, row.member): Sums(row.level, row.enrolled, row.filled)
        for row in LiveTotal.objects.filter(month=month).iterator()
        if row.filled or row.enrolled
    }


def stored_released(month: int) -> Stored:
    return {
        Key(row.region_id, row.scheme_id, row.axis, row.member): Sums(row.level, row.enrolled, row.filled)
        for row in ReleasedTotal.objects.filter(month=month).iterator()
        if row.filled or row.enrolled
    }


def total_drifts(
    month: int, table: str, stored: Stored, recounted: Stored, codes: Mapping[int, str]
) -> Iterator[Drift]:
    """Yield the sums that differ, are missing or stand too much."""
    members = member_names()
    for key in sorted({*stored, *recounted}):
        found, expected = stored.get(key), recounted.get(key)
        if found != expected:
            about = f"{Axis(key.axis).label} {members.get((key.axis, key.member), '')}".strip()
            yield Drift(table, codes.get(key.region, str(key.region)), month, about, said(found), said(expected))


def member_names() -> dict[tuple[int, int], str]:
    """Return the names of segments, categories and payers by (axis, member)."""
    axes = ((Axis.SEGMENT, Segment), (Axis.CATEGORY, WorkerCategory), (Axis.PAYER, Payer))
    return {(axis, pk): name for axis, model in axes for pk, name in model.objects.values_list("pk", "name")}


def said(sums: Sums | None) -> str:
    return f"{sums.enrolled} dari {sums.filled} isian" if sums else "tidak ada"


def figure_drifts(month: int) -> Iterator[Drift]:
    """Yield the cells that do not hold what their newest revision says."""
    newest = (
        Revision.objects.filter(figure__month=month).values("figure").annotate(last=Max("version")).order_by("figure")
    )
    versions = {row["figure"]: row["last"] for row in newest.iterator()}
    revisions = {
        revision.figure_id: revision
        for revision in Revision.objects.filter(figure__month=month).order_by("figure_id", "version").iterator()
        if versions[revision.figure_id] == revision.version
    }
    for figure in Figure.objects.filter(month=month).select_related("region", "category").order_by("pk").iterator():
        revision = revisions.get(figure.pk)
        stored = (figure.version, figure.enrolled, figure.not_applicable, figure.funded_until)
        expected = revision and (
            revision.version, revision.enrolled, revision.not_applicable, revision.funded_until,
        )  # fmt: skip
        if stored != expected:
            yield Drift(
                "isian", figure.region.code, month, figure.category.name, str(figure.enrolled),
                str(revision.enrolled) if revision else "tidak ada",
            )  # fmt: skip


def release_drifts(month: int) -> Iterator[Drift]:
    """Yield releases that are not what the released totals say, or whose content is not what they themselves say."""
    newest = {
        (row["region"], row["scheme"]): row["last"]
        for row in Release.objects.filter(month=month).values("region", "scheme").annotate(last=Max("version"))
    }
    totals = {(row.region_id, row.scheme_id): row for row in ReleasedTotal.objects.filter(month=month, axis=Axis.TOTAL)}
    for release in Release.objects.filter(month=month).select_related("region").order_by("pk").iterator():
        shown = None if release.is_hidden else release.enrolled
        if release.content["enrolled"] != shown:
            yield of_release(release, f"isi {release.content['enrolled']}", str(shown))
        key = (release.region_id, release.scheme_id)
        if newest[key] != release.version:
            continue
        total = totals.get(key)
        heads = total.enrolled if total and total.filled else None
        if total is None or total.release_id != release.pk or heads != release.enrolled:
            yield of_release(release, str(release.enrolled), str(heads))
        elif (total.version, total.is_sample) != (release.version, release.is_sample):
            yield of_release(release, f"terbitan ke-{release.version}", f"terbitan ke-{total.version}")


def of_release(release: Release, stored: str, recounted: str) -> Drift:
    return Drift("terbitan", release.region.code, release.month, release.figure_id, stored, recounted)
