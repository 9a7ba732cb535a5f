"""Words about marks: points as people write them."""

from decimal import Decimal

from django import template

from paritrana import formatting

register = template.Library()


@register.filter
def points(mark: Decimal | None) -> str:
    """Return "82,5" for a mark, "" for none."""
    return "" if mark is None else formatting.typed(mark)
