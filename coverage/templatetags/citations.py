"""How a number or a table of the portal is cited: one sentence to copy, with an address that will still hold."""

from datetime import date, datetime
from html import unescape
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from accounts.access import own_address
from coverage.queries.published import Published
from paritrana import formatting

register = template.Library()
NATION_ZONE = "Asia/Jakarta"
PICTURE = 720, 540
"""Width and height of the picture of the trend, in pixels."""


@register.inclusion_tag("_citation.html")
def citation(
    subject: str, path: str, today: date, published: Published | None = None, zone: str = NATION_ZONE
) -> dict[str, Any]:
    """Return the sentence that cites `subject` at `path` of the portal, read on `today`."""
    plain = unescape(subject) if hasattr(subject, "__html__") else str(subject)  # the page escapes it once
    return {"cited": cited(plain, own_address(path), today, published, zone)}


def cited(subject: str, address: str, today: date, published: Published | None, zone: str) -> str:
    """Return who says what, under which number, released when, where it stands, and when it was read."""
    parts = [f"Paritrana. “{subject}”."]
    if published:
        told = _("Nomor angka %(id)s, terbitan ke-%(version)s, %(at)s.")
        at: datetime = published.released_at
        words = {"id": published.figure_id, "version": published.version, "at": formatting.moment(at, zone)}
        parts.append(told % words)
        if published.is_sample:
            parts.append(_("Data contoh, bukan data resmi."))
    parts.append(f"{address} ({_('dibuka')} {formatting.day(today)}).")
    return " ".join(parts)


@register.simple_tag
def full_address(path: str) -> str:
    """Return the address under which others reach a path of the portal, whatever host was asked."""
    return own_address(path)


@register.simple_tag
def embed_code(path: str, scheme: str, alt: str) -> str:
    """Return the code by which others show a picture of ours; a page that prints it escapes it once more."""
    wide, high = PICTURE
    told = format_html(
        '<img src="{}?skema={}" width="{}" height="{}" alt="{}">', own_address(path), scheme, wide, high, alt
    )
    return str.__str__(told)
