"""Addresses of regions."""

from django.urls import URLPattern, URLResolver, path

from regions.views import search

app_name = "regions"
urlpatterns: list[URLPattern | URLResolver] = [
    path("cari/", search.search, name="search"),
    path("cari.json", search.search_as_json, name="search_json"),
    path("cari.csv", search.search_as_table, {"form": "csv"}, name="search_csv"),
    path("cari.xlsx", search.search_as_table, {"form": "xlsx"}, name="search_xlsx"),
]
