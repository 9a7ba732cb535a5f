"""What can be refused about an import, each with a sentence: what happened, where, what to do."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coverage.errors import CoverageError
from paritrana import formatting
from regions.enums import TimeZone


class UndoRefused(CoverageError):
    """An act that cannot be taken back: `code` says why."""

    def __init__(self, code: str, by: str = "", at: datetime | None = None, count: int = 0) -> None:
        self.code, self.by, self.at, self.count = code, by, at, count
        super().__init__(code, by, at, count)

    @property
    def message(self) -> str:
        if self.code == "undone":
            told = _("Perubahan ini sudah dibatalkan oleh %(by)s, %(at)s. Tidak ada yang berubah.")
            return told % {"by": self.by, "at": formatting.moment(self.at, TimeZone.WIB) if self.at else ""}
        return ngettext(
            "Tidak ada yang dapat dibatalkan: isiannya sudah diubah orang sesudahnya. Ubah lewat isian bulanan.",
            "Tidak ada yang dapat dibatalkan: %(count)s isian sudah diubah orang sesudahnya. Ubah lewat isian bulanan.",
            self.count,
        ) % {"count": formatting.number(self.count)}
