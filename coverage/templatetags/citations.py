"""How a number or a table of the portal is cited: one sentence to copy, with an address that will still hold."""

from datetime import date, datetime
from html import unescape
from typing import Any, Protocol

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from accounts.access import own_address
from paritrana import formatting

register = template.Library()
NATION_ZONE = "Asia/Jakarta"
PICTURE = 720, 540
"""Width and height of the picture of the trend, in pixels."""


class Released(Protocol):
    """Anything that was released under a number of its own."""

    @property
    def figure_id(self) -> str: ...

    @property
    def version(self) -> int: ...

    @property
    def released_at(self) -> datetime: ...

    @property
    def is_sample(self) -> bool: ...


@register.inclusion_tag("_citation.html")
def citation(
    subject: str,
    path: str,
    today: date,
    released: Released | None = None,
    zone: str = NATION_ZONE,
    has_sample: bool = False,
) -> dict[str, Any]:
    """Return the sentence that cites `subject` at `path` of the portal, read on `today`.

    `has_sample`: invented numbers are in it, though it has no number of its own that could say so.
    """
    plain = unescape(subject) if hasattr(subject, "__html__") else str(subject)  # the page escapes it once
    parts = [f"Paritrana. “{plain}”.", *release_words(released, zone)]
    if has_sample or (released and released.is_sample):
        parts.append(_("Data contoh, bukan data resmi."))
    parts.append(f"{own_address(path)} ({_('dibuka')} {formatting.day(today)}).")
    return {"cited": " ".join(parts)}


def release_words(released: Released | None, zone: str) -> list[str]:
    """Return under which number and when it was released, nothing where it has no number."""
    if released is None:
        return []
    at = formatting.moment(released.released_at, zone)
    told = _("Nomor angka %(id)s, terbitan ke-%(version)s, %(at)s.")
    return [told % {"id": released.figure_id, "version": released.version, "at": at}]


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
