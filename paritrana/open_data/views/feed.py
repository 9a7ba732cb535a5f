"""The Atom feed of releases and corrections at `/data/umpan.atom`."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import own_address
from coverage.enums import ReleaseCause
from coverage.queries.newest_releases import News, newest_releases
from coverage.templatetags.counts import ratio_words
from paritrana import formatting

MOST = 100
BEGINNING = datetime(2023, 1, 1, tzinfo=UTC)
"""The time of a feed without entries: it has not changed since."""


class Releases(Atom1Feed):
    """Atom 1.0, with a time that depends on nothing but its entries."""

    def latest_post_date(self) -> datetime:
        return max((entry["updateddate"] for entry in self.items), default=BEGINNING)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest releases and corrections, each with the number that it gave."""
    written = Releases(
        title=_("Paritrana: angka terbit dan ralat"),
        link=own_address(reverse("open_data")),
        description="",
        subtitle=_("Cakupan perlindungan pekerja yang baru terbit atau dikoreksi, menurut wilayah dan bulan."),
        language="id",
        author_name="Paritrana",
        feed_url=own_address(reverse("feed")),
        feed_guid=tag("2023-01-01", "umpan"),
    )
    for news in newest_releases(MOST):
        address = own_address(reverse("coverage:figure", args=[news.published.figure_id]))
        written.add_item(
            title=title_of(news),
            link=address,
            description=summary_of(news),
            unique_id=tag(news.at.date().isoformat(), f"angka:{news.published.figure_id}"),
            pubdate=news.at,
            updateddate=news.at,
            categories=[news.cause.value, news.published.code],
        )
    return HttpResponse(written.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def tag(on: str, name: str) -> str:
    """Return an id that never changes, by RFC 4151: "tag:portal.example,2024-01-10:angka:64.01_2023-12_ucj_1"."""
    return f"tag:{urlsplit(own_address('/')).hostname},{on}:{name}"


def title_of(news: News) -> str:
    """Return what happened, where, of which month, and the number."""
    published = news.published
    told = {
        ReleaseCause.CORRECTION: _("Ralat: %(region)s, %(month)s: %(ratio)s"),
        ReleaseCause.DENOMINATOR: _("Target atau potensi baru: %(region)s, %(month)s: %(ratio)s"),
    }.get(news.cause, _("Terbit: %(region)s, %(month)s: %(ratio)s"))
    words = {"region": published.name, "month": formatting.month(published.month), "ratio": number_of(news)}
    title = told % words
    if published.is_sample:
        title = _("[Data contoh, bukan data resmi] %(title)s") % {"title": title}
    return readable(title)


def number_of(news: News) -> str:
    """Return the percentage with its basis, or why there is none."""
    published = news.published
    if published.percent is None and published.potential_percent is not None:
        ratio = formatting.percent(published.potential_percent)
        return _("%(scheme)s %(ratio)s terhadap potensi") % {"scheme": news.scheme.upper(), "ratio": ratio}
    if published.percent is None:
        return ratio_words(published)
    ratio = formatting.percent(published.percent)
    return _("%(scheme)s %(ratio)s terhadap target") % {"scheme": news.scheme.upper(), "ratio": ratio}


def summary_of(news: News) -> str:
    """Return the summary as HTML, which feeds are read as: what people wrote is escaped."""
    published = news.published
    told = [
        _("Nomor angka %(id)s, terbitan ke-%(version)s.") % {"id": published.figure_id, "version": published.version}
    ]
    if published.enrolled is not None:
        told.append(_("Pekerja terlindungi: %(count)s.") % {"count": formatting.number(published.enrolled)})
    if published.target:
        told.append(_("Target: %(count)s.") % {"count": formatting.number(published.target)})
    if published.reason:
        told.append(_("Alasan: %(reason)s") % {"reason": published.reason})
    if published.is_sample:
        told.append(_("Data contoh, bukan data resmi."))
    return escape(readable(" ".join(told)))


def readable(text: str) -> str:
    """Return a text without signs that XML cannot hold."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
