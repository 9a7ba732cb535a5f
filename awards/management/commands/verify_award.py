"""Recompute a result from its bundle alone; without Django, `python -m awards.verify` does the same."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from awards import verify


class Command(BaseCommand):
    help = verify.HELP
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        verify.add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            is_sound = verify.verify(options["bundle"], options["sha256"], as_json=options["json"], out=self.stdout)
        except verify.Unopened as error:
            raise CommandError(str(error)) from error
        if not is_sound:
            sys.exit(1)
