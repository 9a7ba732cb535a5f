from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from accounts.guards import keep_append_only


def lay_guards(using: str, **kwargs: Any) -> None:
    """Lay the guards of append-only tables anew after each `migrate`."""
    keep_append_only(connections[using])


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Akun"

    def ready(self) -> None:
        post_migrate.connect(lay_guards, sender=self, dispatch_uid="append-only guards")
        import_module("accounts.receivers")  # needs the models, so it cannot stand among the imports above
