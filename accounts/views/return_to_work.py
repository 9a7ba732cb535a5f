"""People who come back: let in again after a deactivation, or after the second factor was lost."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.actions.second_factor import reset_second_factor
from accounts.actions.users import reactivate_user
from accounts.views.people import act_on


@require_POST
@login_required
def reactivate(request: HttpRequest, code: str, username: str) -> HttpResponse:
    """Let a deactivated person in again."""
    return act_on(request, code, username, "on", reactivate_user, _("%(person)s dapat masuk lagi."))


@require_POST
@login_required
def no_second_factor(request: HttpRequest, code: str, username: str) -> HttpResponse:
    """Take away the second factor of someone who lost it."""
    told = _("Kode verifikasi %(person)s sudah dihapus. Ia masuk dengan kata sandi saja, lalu diberi tahu.")
    return act_on(request, code, username, "factor", reset_second_factor, told)
