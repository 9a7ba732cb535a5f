"""Load the demonstration: accounts, published numbers, invented months."""

from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string
from django.utils.timezone import now

from accounts.actions.demonstration import PASSWORD, cast
from coverage.actions.demonstration import load_demonstration
from paritrana.statistics import refresh_statistics
from regions.models import Region


class Command(BaseCommand):
    help = "Memuat data peragaan dan akunnya; aman dijalankan lagi. Ditolak bila DEBUG mati."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("Data peragaan hanya untuk percobaan: nyalakan DEBUG, atau pakai first_admin.")
        if not Region.objects.filter(code="ID").exists():
            raise CommandError("Daftar wilayah belum dimuat. Jalankan load_regions dulu.")
        began = monotonic()
        load_demonstration(folder=Path(settings.BASE_DIR) / "fixtures", at=now(), tell=self.told)
        for name in settings.DEMONSTRATIONS:
            import_string(name)(at=now(), tell=self.told)
        refresh_statistics()
        self.stdout.write(f"Selesai dalam {monotonic() - began:.1f} detik.")
        names = ["admin", *(actor.username for actor in cast() if actor.signs_in)]
        self.stdout.write(f"Masuk sebagai {', '.join(sorted(names))} dengan kata sandi {PASSWORD}")

    def told(self, line: str) -> None:
        self.stdout.write(f"· {line}")
