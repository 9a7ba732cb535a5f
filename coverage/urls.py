"""Addresses of the public pages of coverage; each has a JSON and a table that answer the same question."""

from django.urls import path, re_path

from coverage.views import origin, ranking, region

app_name = "coverage"

# The endings stand before the pages, since a code may itself hold full stops: 64.01.json is a file, 64.01/ a page.
urlpatterns = [
    re_path(r"^wilayah/(?P<code>[^/]{1,60})\.json$", region.region_as_json, name="region_json"),
    re_path(r"^wilayah/(?P<code>[^/]{1,60})\.csv$", region.region_as_csv, name="region_csv"),
    path("wilayah/<str:code>/", region.region, name="region"),
    path("peringkat/", ranking.ranking_page, name="ranking"),
    path("peringkat.json", ranking.ranking_as_json, name="ranking_json"),
    path("peringkat.csv", ranking.ranking_as_csv, name="ranking_csv"),
    re_path(r"^angka/(?P<figure_id>[^/]{1,60})\.json$", origin.figure_as_json, name="figure_json"),
    re_path(r"^angka/(?P<figure_id>[^/]{1,60})\.csv$", origin.figure_as_csv, name="figure_csv"),
    path("angka/<str:figure_id>/", origin.figure, name="figure"),
]
