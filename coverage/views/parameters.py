"""What stands behind the question mark of an address, read strictly: an unknown value is refused with a sentence."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from django.core.exceptions import BadRequest
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from coverage import months
from coverage.models import Scheme
from paritrana.paging import number_in
from regions.enums import Level
from regions.queries.tree import Place

T = TypeVar("T")
LONGEST_ECHO = 40
LEVELS = {level.word: level for level in Level if level.word}


class BadParameter(BadRequest):
    """A value that cannot be answered (400); its sentence says what was wrong and how to write it."""


class NotFound(Http404):
    """An address that names nothing (404); `near` holds the regions that may have been meant."""

    def __init__(self, message: str, near: Iterable[Place] = ()) -> None:
        super().__init__(message)
        self.near = tuple(near)


def echo(text: str) -> str:
    """Return what may be shown of a text that someone sent: printable, and not longer than a line can hold."""
    seen = "".join(sign if sign.isprintable() else " " for sign in text)
    return seen if len(seen) <= LONGEST_ECHO else f"{seen[:LONGEST_ECHO]}…"


def month_in(query: QueryDict) -> int | None:
    """Return `periode` as yyyymm, None where it is absent; raise BadParameter."""
    text = query.get("periode")
    if text is None:
        return None
    month = months.parse(text)
    if month is None:
        raise BadParameter(
            _(
                "Periode “%(text)s” tidak dapat dibaca. Tulis tahun dan bulan seperti 2023-12,"
                " dari 2000-01 sampai 2100-12."
            )
            % {"text": echo(text)}
        )
    return month


def year_in(query: Mapping[str, str], default: int) -> int:
    """Return `tahun`, `default` where it is absent; raise BadParameter."""
    text = query.get("tahun")
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) == 4 and 2000 <= int(text) < 2100):
        raise BadParameter(
            _("Tahun “%(text)s” tidak dapat dibaca. Tulis empat angka, dari 2000 sampai 2099.") % {"text": echo(text)}
        )
    return int(text)


def scheme_in(query: QueryDict) -> Scheme:
    """Return the scheme that `skema` names, UCJ where it is absent; raise BadParameter."""
    text = query.get("skema", "ucj")
    schemes = {scheme.code: scheme for scheme in Scheme.objects.order_by("position", "code")}
    if text not in schemes:
        raise BadParameter(
            _("Skema “%(text)s” tidak dikenal. Pilih salah satu: %(known)s.")
            % {"text": echo(text), "known": ", ".join(schemes)}
        )
    return schemes[text]


def choice_in(query: Mapping[str, str], name: str, choices: Mapping[str, T], default: str) -> T:
    """Return the choice that parameter `name` names, that of `default` where it is absent; raise BadParameter."""
    text = query.get(name, default)
    if text not in choices:
        raise BadParameter(
            _("Nilai “%(text)s” untuk %(name)s tidak dikenal. Pilih salah satu: %(known)s.")
            % {"text": echo(text), "name": name, "known": ", ".join(choices)}
        )
    return choices[text]


def text_in(query: Mapping[str, str], name: str, longest: int) -> str:
    """Return what was typed for `name`, "" where it is absent; raise BadParameter for more than `longest` signs."""
    text = query.get(name, "").strip()
    if len(text) > longest:
        told = _("Isian “%(text)s” untuk %(name)s terlalu panjang. Tulis paling banyak %(most)s huruf.")
        raise BadParameter(told % {"text": echo(text), "name": name, "most": longest})
    return text


def page_in(query: Mapping[str, str], pages: int) -> int:
    """Return `halaman`, from 1 to `pages`, the first where it is absent; raise BadParameter."""
    text = query.get("halaman", "1")
    number = number_in(text, pages)
    if number is None:
        raise BadParameter(
            _("Halaman “%(text)s” tidak ada. Daftar ini mempunyai %(pages)s halaman.")
            % {"text": echo(text), "pages": pages}
        )
    return number
