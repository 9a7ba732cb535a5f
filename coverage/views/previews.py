"""What a messenger shows of a link: a title, a sentence, and the share card. Published numbers alone."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import own_address
from coverage import months
from coverage.queries.region_page import RegionPage
from coverage.views.number_words import number_words
from paritrana import formatting
from regions import names


@dataclass(frozen=True)
class Preview:
    """The preview of a page; both addresses are full and never take their host from a request."""

    title: str
    description: str
    picture: str
    address: str


def preview_of(page: RegionPage, name: str = "region") -> Preview:
    """Return the preview of a page (by the name of its address) about a region at a month."""
    place, published = page.place, page.published
    words = number_words(published, page.scheme)
    title = f"{names.full(place.name, place.kind)}: {words.large}"
    if words.basis:
        title = f"{title} {words.basis}"
    parts = [formatting.month(page.month) if page.month else "", words.counts, *words.remarks]
    if published:
        parts.append(_("Nomor angka %s") % published.figure_id)
    else:
        parts.append(_("Belum ada angka terbit"))
    question = question_of(page)
    return Preview(
        title,
        ". ".join(part for part in parts if part) + ".",
        own_address(reverse("coverage:share_card", args=[place.code]) + question),
        own_address(reverse(f"coverage:{name}", args=[place.code]) + question),
    )


def question_of(page: RegionPage) -> str:
    """Return what stands behind the question mark for the same month and scheme, "" where there is no month."""
    return f"?periode={months.iso(page.month)}&skema={page.scheme.code}" if page.month else ""
