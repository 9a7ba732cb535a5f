"""All addresses: general pages here, those of an app in its own urls.py."""

from django.urls import URLPattern, URLResolver, include, path

from paritrana import api, languages, pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("beranda.json", pages.home, {"form": "json"}, name="home_json"),
    path("beranda.csv", pages.home, {"form": "csv"}, name="home_csv"),
    path("beranda.xlsx", pages.home, {"form": "xlsx"}, name="home_xlsx"),
    path("metode/", pages.method, name="method"),
    path("metode.json", pages.method, {"form": "json"}, name="method_json"),
    path("metode.csv", pages.method, {"form": "csv"}, name="method_csv"),
    path("metode.xlsx", pages.method, {"form": "xlsx"}, name="method_xlsx"),
    path("data/", pages.open_data, name="open_data"),
    path("data.json", pages.open_data, {"form": "json"}, name="open_data_json"),
    path("data.csv", pages.open_data, {"form": "csv"}, name="open_data_csv"),
    path("data.xlsx", pages.open_data, {"form": "xlsx"}, name="open_data_xlsx"),
    path("data/wilayah.csv.gz", pages.region_register, name="region_register"),
    path("data/lisensi-wilayah.txt", pages.register_licence, name="register_licence"),
    path("data/angka-dari-sumber-lain.json", pages.observations, {"form": "json"}, name="observations_json"),
    path("data/angka-dari-sumber-lain.csv", pages.observations, {"form": "csv"}, name="observations_csv"),
    path("data/angka-dari-sumber-lain.xlsx", pages.observations, {"form": "xlsx"}, name="observations_xlsx"),
    path("data/ralat.json", pages.errata, {"form": "json"}, name="errata_json"),
    path("data/ralat.csv", pages.errata, {"form": "csv"}, name="errata_csv"),
    path("data/ralat.xlsx", pages.errata, {"form": "xlsx"}, name="errata_xlsx"),
    path("data/api/", api.page, name="api_page"),
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
