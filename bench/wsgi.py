"""The portal with its demonstration, without what DEBUG costs: while it is on, Django keeps the text of every query.

Production itself refuses to start on a database that holds the demonstration.
"""

from django.conf import settings

from paritrana.wsgi import application

__all__ = ["application"]

settings.DEBUG = False
