from importlib import import_module

from django.apps import AppConfig


class RegionsConfig(AppConfig):
    name = "regions"
    verbose_name = "Wilayah"

    def ready(self) -> None:
        import_module("regions.checks")
