"""Words of the pages with which an office runs itself."""

from django import template

from accounts.abilities import Role
from accounts.enums import ROLE_LABELS

register = template.Library()


@register.filter
def role_words(role: Role) -> str:
    """Return "pengesah" for a role."""
    return str(ROLE_LABELS[role])
