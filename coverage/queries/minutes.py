"""The Berita Acara Rekonsiliasi: both numbers line by line, adding up to the summary to the last worker."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from coverage.enums import StatedBy
from coverage.models import Reconciliation, Report
from coverage.queries.reconciliation import Difference, differences_of, heads_of_cells, sums_of
from coverage.queries.report_places import places_of_report
from regions.enums import Level


@dataclass(frozen=True)
class Line:
    """One line: both numbers in workers (None: blank, or nothing stated), ours less theirs, and what was found out.

    `gap` is None where nothing is stated to compare with; that of a total is the sum of its lines.
    """

    name: str
    ours: int | None
    theirs: int | None
    gap: int | None
    found: Reconciliation | None = None

    @property
    def agreed(self) -> int | None:
        """The number that both agree on: the one found, or the one that both state."""
        if self.found is not None:
            return self.found.agreed
        return self.ours if self.gap == 0 and self.ours == self.theirs else None

    @property
    def finding(self) -> str:
        """What was found out, in words; empty where nothing was."""
        if self.found is None:
            return ""
        told = self.found.get_reason_display() or _("belum disepakati")
        return f"{told}: {self.found.note}" if self.found.note else told


@dataclass(frozen=True)
class Comparison:
    """Our numbers beside those of one source, by category or by village; `total` is the sum of `lines`."""

    stated_by: StatedBy
    is_by_village: bool
    lines: tuple[Line, ...]
    total: Line
    sources: tuple[str, ...]

    @property
    def party(self) -> str:
        return self.stated_by.party


@dataclass(frozen=True)
class Minutes:
    """The record of the reconciliation of one report as it stands at a moment."""

    report: Report
    comparisons: tuple[Comparison, ...]
    open_count: int
    at: datetime

    @property
    def parties(self) -> tuple[str, ...]:
        """Who besides the region signs, each once."""
        return tuple(dict.fromkeys(one.party for one in self.comparisons))


def minutes_of(report: Report, at: datetime) -> Minutes:
    """Return the record of a report: one comparison for each source and kind in which something is stated."""
    places = {place.region_id: place for place in places_of_report(report)}
    total = sums_of(heads_of_cells(report, places), places).get((report.region_id, None))
    differences = differences_of(report)
    found = []
    for speaker in (StatedBy.BPJS, StatedBy.VILLAGE):
        said = [one for one in differences if one.stated_by == speaker]
        whole = next((one for one in said if one.region_id == report.region_id and one.category_id is None), None)
        by_category = [one for one in said if one.region_id == report.region_id and one.category_id is not None]
        by_village = villages_in([one for one in said if one.level == Level.VILLAGE])
        if whole or by_category:
            found.append(comparison(speaker, False, by_category, whole, total))
        if by_village:
            found.append(comparison(speaker, True, by_village, None, total))
    return Minutes(report, tuple(found), sum(one.is_open for one in differences), at)


def villages_in(said: Sequence[Difference]) -> list[Difference]:
    """Return what is said of villages without saying it twice: the whole of a village, else its categories."""
    wholes = {one.region_id for one in said if one.category_id is None}
    return [one for one in said if one.category_id is None or one.region_id not in wholes]


def comparison(
    speaker: StatedBy,
    is_by_village: bool,
    said: Sequence[Difference],
    whole: Difference | None,
    total: int | None,
) -> Comparison:
    """Return the lines of what is said and one of the rest, so that both columns add up to their totals."""
    lines = [Line(name_of(one, is_by_village), one.ours, one.theirs, one.gap, one.found) for one in said]
    ours, theirs = sum(line.ours or 0 for line in lines), sum(line.theirs or 0 for line in lines)
    all_theirs = whole.theirs if whole else theirs
    rest_ours, rest_theirs = (total or 0) - ours, all_theirs - theirs
    if rest_ours or rest_theirs:
        rest = _("Isian lain, tanpa angka pembanding") if is_by_village else _("Jenis pekerja lain dan belum dirinci")
        lines.append(
            Line(rest, rest_ours, rest_theirs, rest_ours - rest_theirs) if whole else Line(rest, rest_ours, None, None)
        )
    sources = dict.fromkeys(one.source for one in (*said, *([whole] if whole else [])))
    return Comparison(
        stated_by=speaker,
        is_by_village=is_by_village,
        lines=tuple(lines),
        total=Line(
            _("Jumlah"), total, all_theirs, sum(line.gap or 0 for line in lines), whole.found if whole else None
        ),
        sources=tuple(sources),
    )


def name_of(one: Difference, is_by_village: bool) -> str:
    if not is_by_village:
        return one.category
    return f"{one.region}, {one.category}" if one.category else one.region
