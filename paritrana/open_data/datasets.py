"""What can be downloaded: each dataset with its columns, metadata, licence and files."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paritrana.open_data import columns, metadata
from paritrana.open_data.columns import Column
from paritrana.open_data.metadata import Metadata

Words = str | Promise
FACTS = _("Angka adalah fakta; sebutkan sumbernya bila dikutip.")


@dataclass(frozen=True)
class Dataset:
    """One entry of the open data index: what it holds, whose it is, and the url names of its files by format."""

    code: str
    title: Words
    about: Words
    licence: Words
    columns: tuple[Column, ...]
    metadata: Metadata
    files: tuple[tuple[str, str], ...]

    @property
    def address(self) -> str:
        """The page that tells all of it."""
        return reverse("dataset", args=[self.code])

    @property
    def addresses(self) -> list[tuple[str, str]]:
        """The files, Excel first, each with its format."""
        return [(form, reverse(name)) for form, name in self.files]

    @property
    def header(self) -> list[str]:
        return [column.name for column in self.columns]

    @property
    def dictionary(self) -> list[dict[str, str]]:
        return [column.told() for column in self.columns]

    def told(self) -> dict[str, Any]:
        """Return the dataset as the index in JSON has it."""
        return {
            "code": self.code,
            "title": str(self.title),
            "about": str(self.about),
            "licence": str(self.licence),
            "page": self.address,
            "files": dict(self.addresses),
            "dictionary": reverse("dictionary", args=[self.code]),
            "metadata": self.metadata.told(),
        }


def in_all_forms(name: str) -> tuple[tuple[str, str], ...]:
    """Return the url names of a dataset's files, Excel first: an Indonesian Excel misreads comma files."""
    return tuple((form, f"{name}_{form}") for form in ("xlsx", "csv", "json"))


DATASETS = (
    Dataset(
        "cakupan",
        _("Cakupan tiap wilayah per bulan"),
        _("Angka terbit Indonesia, provinsi, dan kabupaten/kota: pekerja terlindungi, target, potensi, persentase."),
        FACTS,
        columns.PUBLISHED,
        metadata.PUBLISHED,
        in_all_forms("published"),
    ),
    Dataset(
        "terbitan",
        _("Terbitan bertanggal"),
        _("Setiap terbitan sebagai berkas yang isinya tidak pernah berubah, untuk dikutip dan diperiksa ulang."),
        FACTS,
        columns.RELEASES,
        metadata.RELEASES,
        in_all_forms("dated"),
    ),
    Dataset(
        "wilayah",
        _("Daftar wilayah Indonesia"),
        _("Kode dan nama 38 provinsi, 514 kabupaten/kota, 7.285 kecamatan, dan 83.762 desa/kelurahan."),
        _("Open Database License (ODbL) 1.0. Memuat data idn-area-data."),
        columns.REGISTER,
        metadata.REGISTER,
        (*in_all_forms("register"), ("csv.gz", "region_register")),
    ),
    Dataset(
        "angka-dari-sumber-lain",
        _("Angka dari sumber lain"),
        _("Setiap angka cakupan yang pernah dinyatakan pihak lain, apa adanya, dengan sumbernya."),
        FACTS,
        columns.OBSERVATIONS,
        metadata.OBSERVATIONS,
        in_all_forms("observations"),
    ),
    Dataset(
        "ralat",
        _("Ralat"),
        _("Angka yang sudah terbit dan kemudian dikoreksi: kapan, semula, menjadi, dan alasannya."),
        FACTS,
        columns.ERRATA,
        metadata.ERRATA,
        in_all_forms("errata"),
    ),
    Dataset(
        "beranda",
        _("Indonesia dan 38 provinsi sekilas"),
        _("Angka terbaru untuk Indonesia dan angka tiap provinsi pada bulan yang sama."),
        FACTS,
        columns.FRONT_PAGE,
        metadata.FRONT_PAGE,
        in_all_forms("home"),
    ),
    Dataset(
        "metode",
        _("Jenis pekerja, sumber dana, dan rentang warna"),
        _("Daftar kode yang dipakai semua berkas portal ini."),
        FACTS,
        columns.METHOD,
        metadata.METHOD,
        in_all_forms("method"),
    ),
)
BY_CODE: Mapping[str, Dataset] = {dataset.code: dataset for dataset in DATASETS}
