"""Addresses that exist in tests alone: one behind a right, one whose action finds a right missing."""

from datetime import UTC, datetime
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from accounts import access
from accounts.abilities import Ability
from accounts.models import User
from regions.models import Region

NOW = datetime(2025, 8, 4, 2, 0, tzinfo=UTC)


def draft(request: HttpRequest, code: str) -> HttpResponse:
    return HttpResponse(access.region_for(cast(User, request.user), Ability.SIGN, code, NOW).name)


def signing(request: HttpRequest) -> HttpResponse:
    access.require(cast(User, request.user), Ability.SIGN, Region.objects.get(code="64.01"), NOW)
    return HttpResponse("signed")


urlpatterns = [
    path("draf/<str:code>/", draft),
    path("sahkan/", signing),
    path("", include("paritrana.urls")),
]
handler403 = "paritrana.error_pages.permission_denied"
handler404 = "paritrana.error_pages.page_not_found"
