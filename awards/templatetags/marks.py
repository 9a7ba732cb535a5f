"""Words about marks: points as people write them."""

from decimal import Decimal

from django import template

from awards.queries.jury.sheet import plain

register = template.Library()


@register.filter
def points(mark: Decimal | None) -> str:
    """Return "82,5" for a mark, "" for none."""
    return plain(mark)
