"""A published number in a few words, for pictures and previews that stand outside of the portal."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from coverage import ucj
from coverage.models import Scheme
from coverage.queries.published import Published, Shown
from paritrana import formatting


@dataclass(frozen=True)
class NumberWords:
    """What is printed large (a percentage, or why there is none), of what it is, its counts, and what limits it.

    `drawn` is the percentage for a bar, None where there is none; `has_target` tells whether it is of a target.
    """

    large: str
    basis: str = ""
    counts: str = ""
    remarks: tuple[str, ...] = ()
    drawn: Decimal | None = None
    has_target: bool = False


def number_words(published: Published | None, scheme: Scheme) -> NumberWords:
    """Return the words of a release, or of none; what is not known is never 0."""
    if published is None:
        return NumberWords(_("Belum ada data"))
    remarks = remarks_on(published)
    if published.shown in (Shown.SMALL, Shown.WITHHELD):
        return NumberWords(_("Disamarkan"), _("jumlah kecil tidak ditampilkan"), remarks=remarks)
    if published.enrolled is None:
        return NumberWords(_("Belum ada data"), remarks=remarks)
    kind = scheme.code.upper()
    enrolled = formatting.number(published.enrolled)
    if published.percent is not None:
        told = {"enrolled": enrolled, "target": formatting.number(published.target or 0)}
        return NumberWords(
            formatting.percent(published.percent),
            _("%s terhadap target") % kind,
            _("%(enrolled)s dari target %(target)s pekerja") % told,
            remarks,
            ucj.percent(published.enrolled, published.target),
            has_target=True,
        )
    if published.potential_percent is not None:
        told = {"enrolled": enrolled, "potential": formatting.number(published.potential or 0)}
        counts = _("%(enrolled)s dari potensi %(potential)s pekerja") % told
        return NumberWords(
            formatting.percent(published.potential_percent),
            _("%s terhadap potensi") % kind,
            counts,
            remarks,
            ucj.percent(published.enrolled, published.potential),
        )
    return NumberWords(_("Belum ada target"), "", _("%s pekerja terlindungi") % enrolled, remarks)


def remarks_on(published: Published) -> tuple[str, ...]:
    """Return what must stand beside the number wherever it is shown."""
    found = []
    if published.is_sample:
        found.append(_("Data contoh, bukan data resmi"))
    if not published.is_complete:
        counted = {
            "reported": formatting.number(published.reported),
            "expected": formatting.number(published.expected),
        }
        found.append(_("belum lengkap: %(reported)s dari %(expected)s kabupaten/kota") % counted)
    return tuple(found)
