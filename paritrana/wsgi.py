"""The door for web servers."""

import os
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.wsgi import WSGIRequest
from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters


class PlainRequest(WSGIRequest):
    """A request read as UTF-8, whatever alphabet it claims; one that claims another is refused by the middleware.

    Django would read the address by any codec of Python that is named, before anything of ours runs: "rot13" and
    "undefined" are codecs too, and end in an answer without page or headers.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        self.content_type, self.content_params = parse_header_parameters(meta.get("CONTENT_TYPE", ""))


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paritrana.settings")
application = get_wsgi_application()
application.request_class = PlainRequest

# Models are known only once the application stands.
from accounts.queries.demonstration import demonstration_stands  # noqa: E402

if not settings.DEBUG and demonstration_stands():
    raise ImproperlyConfigured(
        "This database holds the demonstration, whose password everybody knows. Start production on an empty one."
    )
