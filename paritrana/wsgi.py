"""The door for web servers."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paritrana.settings")
application = get_wsgi_application()

# Models are known only once the application stands.
from accounts.queries.demonstration import demonstration_stands  # noqa: E402

if not settings.DEBUG and demonstration_stands():
    raise ImproperlyConfigured(
        "This database holds the demonstration, whose password everybody knows. Start production on an empty one."
    )
