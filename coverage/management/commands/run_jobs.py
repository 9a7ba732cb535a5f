"""The worker for uploads."""

import os
import signal
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from coverage.jobs import work


class Command(BaseCommand):
    help = "Membaca dan menerapkan berkas yang diunggah, satu per satu, sampai dihentikan."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="berhenti bila tidak ada lagi yang menunggu")
        parser.add_argument("--with-parent", action="store_true", help="berakhir bersama proses yang memulainya")

    def handle(self, *args: Any, **options: Any) -> None:
        stopped, parent = Event(), os.getppid()
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, lambda *_: stopped.set())

        def is_over() -> bool:
            return stopped.is_set() or (options["with_parent"] and os.getppid() != parent)

        work(once=options["once"], is_over=is_over)
