"""Raw and adjusted totals of a result side by side, at `/penghargaan/hasil/<id>/penyetaraan/`, jurors as pseudonyms."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from awards.queries.results.calibration import calibration_of
from awards.queries.results.published import public_results
from awards.views.results.page import readable


@require_safe
def calibration(request: HttpRequest, number: int) -> HttpResponse:
    """Show how evenly jurors marked, and whether evening it out would change a place."""
    result = readable(request, number)
    context = {
        "result": result,
        "round": result.round,
        "edition": result.round.edition,
        "found": calibration_of(result),
        "is_public": public_results(now()).filter(pk=number).exists(),
    }
    return render(request, "awards/results/calibration.html", context)
