"""What lies behind a ranking, at `peringkat/analisis/`: agenda of the plenary, calibration, sensitivity, and a sandbox.

It is closed and noted as the ranking is.
"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from awards.forms.sandbox import SandboxForm
from awards.queries.results.analysis import analysis, tried
from awards.queries.results.judging import Judged
from awards.views.results.live_ranking import answer, look_of


@require_safe
@login_required
def analysed(request: HttpRequest, number: int) -> HttpResponse:
    """Show what lies behind a ranking, and what other weights would come to."""

    def shown(found: Judged) -> dict[str, Any]:
        looked = analysis(found)
        form = SandboxForm(request.GET, looked.leaves)
        is_tried = form.is_asked and form.is_valid()
        return {"ranking": looked, "form": form, "tried": tried(looked, form.weights()) if is_tried else None}

    return answer(request, look_of(request, number), "awards/results/live_analysis.html", shown)
