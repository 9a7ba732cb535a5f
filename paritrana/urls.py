"""All addresses: general pages here, those of an app in its own urls.py."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, include, path, re_path

from paritrana import api, languages, pages
from paritrana.open_data.views import datasets, dated, feed

XLSX, CSV, JSON = {"form": "xlsx"}, {"form": "csv"}, {"form": "json"}


def in_all_forms(address: str, view: Callable[..., Any], name: str) -> Iterator[URLPattern]:
    """Yield the addresses of a dataset's files, named after their endings."""
    for form in (XLSX, CSV, JSON):
        yield path(f"{address}.{form['form']}", view, form, name=f"{name}_{form['form']}")


urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("beranda.json", pages.home, {"form": "json"}, name="home_json"),
    path("beranda.csv", pages.home, {"form": "csv"}, name="home_csv"),
    path("beranda.xlsx", pages.home, {"form": "xlsx"}, name="home_xlsx"),
    path("metode/", pages.method, name="method"),
    path("metode.json", pages.method, {"form": "json"}, name="method_json"),
    path("metode.csv", pages.method, {"form": "csv"}, name="method_csv"),
    path("metode.xlsx", pages.method, {"form": "xlsx"}, name="method_xlsx"),
    path("data/", datasets.open_data, name="open_data"),
    path("data.json", datasets.open_data, {"form": "json"}, name="open_data_json"),
    path("data.csv", datasets.open_data, {"form": "csv"}, name="open_data_csv"),
    path("data.xlsx", datasets.open_data, {"form": "xlsx"}, name="open_data_xlsx"),
    path("data/wilayah.csv.gz", datasets.region_register, name="region_register"),
    path("data/lisensi-wilayah.txt", datasets.register_licence, name="register_licence"),
    *in_all_forms("data/cakupan", datasets.published, "published"),
    *in_all_forms("data/wilayah", datasets.register, "register"),
    *in_all_forms("data/angka-dari-sumber-lain", datasets.observations, "observations"),
    *in_all_forms("data/ralat", datasets.errata, "errata"),
    *in_all_forms("data/terbitan", dated.dated, "dated"),
    path("data/umpan.atom", feed.feed, name="feed"),
    path("data/api/", api.page, name="api_page"),
    path("data/<str:code>/kamus.csv", datasets.dictionary, name="dictionary"),
    re_path(r"^data/terbitan/(?P<figure_id>[^/]{1,60})\.xlsx$", dated.release_file, XLSX, name="dated_release_xlsx"),
    re_path(r"^data/terbitan/(?P<figure_id>[^/]{1,60})\.csv$", dated.release_file, CSV, name="dated_release_csv"),
    re_path(r"^data/terbitan/(?P<figure_id>[^/]{1,60})\.json$", dated.release_file, JSON, name="dated_release_json"),
    path("data/terbitan/", dated.dated, name="dated"),
    path("data/terbitan/<str:figure_id>/", dated.release_page, name="dated_release"),
    path("data/<str:code>/", datasets.dataset, name="dataset"),
    path("api/v1/", api.urls),
    path("bahasa/<str:code>/", languages.choose, name="language"),
    path("sehat/hidup", pages.alive, name="alive"),
    path("sehat/siap", pages.ready, name="ready"),
    path("", include("accounts.urls")),
    path("", include("regions.urls")),
    path("", include("coverage.urls")),
    path("penghargaan/", include("awards.urls")),
]

handler400 = "paritrana.error_pages.bad_request"
handler403 = "paritrana.error_pages.permission_denied"
handler404 = "paritrana.error_pages.page_not_found"
handler500 = "paritrana.error_pages.server_error"
