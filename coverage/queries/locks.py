"""Who can lift the lock of a report: the sentence that form, import, API and commands say alike."""

from django.utils.translation import gettext as _

from coverage.enums import ReportState
from coverage.errors import ReportLocked
from coverage.models import Report

WHO_CAN = {
    ReportState.SUBMITTED: lambda: _("Pemeriksa atau pengesah dapat mengembalikannya kepada Anda."),
    ReportState.CHECKED: lambda: _("Pengesah dapat mengembalikannya kepada Anda."),
    ReportState.SIGNED: lambda: _("Verifikator provinsi dapat mengembalikannya kepada Anda."),
    ReportState.PUBLISHED: lambda: _("Verifikator provinsi dapat membukanya untuk koreksi."),
}


def why_locked(report: Report) -> ReportLocked:
    """Return the refusal to write `report`, which is not open, naming who can lift it."""
    state = ReportState(report.state)
    return ReportLocked(report.region.name, report.month, str(state.label), WHO_CAN[state]())
