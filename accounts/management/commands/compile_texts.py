"""Compile the texts of other languages, after somebody has changed a catalogue."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from paritrana.catalogues import UnreadableCatalogue, compiled, texts_in


class Command(BaseCommand):
    help = "Writes each locale/<language>/LC_MESSAGES/django.mo anew from the django.po beside it. Commit both."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        for folder in settings.LOCALE_PATHS:
            for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
                try:
                    texts = texts_in(source.read_text(encoding="utf-8"))
                except (UnreadableCatalogue, UnicodeDecodeError) as error:
                    raise CommandError(f"{source}: {error}") from error
                source.with_suffix(".mo").write_bytes(compiled(texts))
                self.stdout.write(f"{source}: {len(texts) - 1} texts")
