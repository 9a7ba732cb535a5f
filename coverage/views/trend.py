"""The trend of a region as one picture, at `/wilayah/<code>/tren.svg`, to be shown on pages of others."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from accounts.access import day_of
from coverage.queries.released import trend
from coverage.templatetags.charts import picture_of
from coverage.views.parameters import month_in, scheme_in
from coverage.views.region import Moved, moved, place_for


@require_safe
def trend_picture(request: HttpRequest, code: str) -> HttpResponse:
    """Draw the published percentages of one region, up to `periode` where it is given."""
    month, scheme = month_in(request.GET), scheme_in(request.GET)
    try:
        place = place_for(code, month, day_of(now()))
    except Moved as elsewhere:
        return moved(request, "trend", elsewhere.code)
    points = [point for point in trend(place.region, scheme) if month is None or point.month <= month]
    context = {"picture": picture_of(points), "place": place, "scheme": scheme}
    answer = render(request, "coverage/trend.svg", context, content_type="image/svg+xml; charset=utf-8")
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"  # it is made to stand on pages of others
    answer["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    return answer
