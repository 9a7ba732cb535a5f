"""What the screen says after a step: what was done with which month, and who is next."""

from django.utils.translation import gettext as _

from coverage.queries.report_page import ReportPage
from coverage.queries.steps import CHECK, PUBLISH, RETURN, SIGN, SUBMIT, WITHDRAW, Move
from paritrana import formatting
from regions import names

DONE = {
    SUBMIT: lambda: _("Laporan %(what)s sudah diajukan. Berikutnya diperiksa oleh %(next)s."),
    CHECK: lambda: _("Laporan %(what)s sudah dinyatakan benar. Berikutnya disahkan oleh %(next)s."),
    SIGN: lambda: _("Laporan %(what)s sudah disahkan. Berikutnya diterbitkan oleh %(next)s."),
    PUBLISH: lambda: _("Laporan %(what)s sudah terbit. Halaman publiknya sudah berubah."),
    RETURN: lambda: _("Laporan %(what)s sudah dikembalikan dengan alasan Anda. Isiannya terbuka lagi."),
    WITHDRAW: lambda: _("Laporan %(what)s sudah Anda tarik. Isiannya terbuka lagi."),
}


def done_words(page: ReportPage, move: Move) -> str:
    """Return the sentence after a step; the next person is named, or the office where nobody holds the role yet."""
    what = f"{formatting.month(page.report.month)} {names.short(page.place.name, page.place.kind)}"
    return DONE[move]() % {"what": what, "next": next_words(page)}


def next_words(page: ReportPage) -> str:
    """Return the names of who can take the next step, the first three of them."""
    people = [str(person) for person in page.next_people[:3]]
    return _(" atau ").join(people) if people else _("orang yang perannya belum ditetapkan")
