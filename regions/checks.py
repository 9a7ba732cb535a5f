"""What is wrong with the boundary files, told at the start; the portal runs without them."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Tags, register
from django.db import DatabaseError

from regions.models import Region
from regions.queries.outlines import refusals


@register(Tags.database)
def boundary_files(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **more: Any
) -> list[CheckMessage]:
    """Warn of each file in BOUNDARIES_DIR that is not used; asked where the database is, which knows the codes."""
    try:
        if not databases or not settings.BOUNDARIES_DIR or not Region.objects.exists():
            return []  # without a register no code is known yet
        found = refusals()
    except DatabaseError:  # before the first migration
        return []
    return [
        checks.Warning(
            f"The boundary file {refusal.path} is not used: {refusal.reason}.",
            hint="Maps do without it. Mend or remove the file.",
            id="regions.W001",
        )
        for refusal in found
    ]
