"""What tests of sheets are made of: real categories and payers, and a few real regions, without a database."""

import importlib

from coverage.sheets.directory import Alias, Directory, Spot
from coverage.sheets.finding import find_head, titles_above
from coverage.sheets.places import Basis, Resolver
from coverage.sheets.reading import TableReader
from coverage.sheets.said import Given, Said
from coverage.sheets.sifting import sift
from coverage.sheets.vocabulary import vocabulary

dimensions = importlib.import_module("coverage.migrations.0002_dimensions")
WORDS = vocabulary([(code, name) for code, name, _, _ in dimensions.UCJ_CATEGORIES], dimensions.PAYERS)

OPENSID = (
    *("alamat", "dusun", "rw", "rt", "nama", "no_kk", "nik", "sex", "tempatlahir", "tanggallahir", "agama_id"),
    *("pendidikan_kk_id", "pendidikan_sedang_id", "pekerjaan_id", "status_kawin", "kk_level", "warganegara_id"),
    *("ayah_nik", "nama_ayah", "ibu_nik", "nama_ibu", "golongan_darah_id", "akta_lahir", "dokumen_pasport"),
    *("tanggal_akhir_paspor", "dokumen_kitas", "akta_perkawinan", "tanggalperkawinan", "akta_perceraian"),
    *("tanggalperceraian", "cacat_id", "cara_kb_id", "hamil", "ktp_el", "status_rekam", "alamat_sekarang"),
    *("status_dasar", "suku", "tag_id_card", "id_asuransi", "no_asuransi", "lat", "lng"),
)
"""The headings of a residents' export of OpenSID, in their order."""


PLACES = """
ID Indonesia negara
11 Aceh provinsi
11.01 Kabupaten Aceh Selatan kabupaten
11.10 Kabupaten Aceh Singkil kabupaten
64 Kalimantan Timur provinsi
64.01 Kabupaten Paser kabupaten
64.01.04 Tanah Grogot kecamatan
64.01.04.1001 Tanah Grogot kelurahan
64.01.04.2002 Janju desa
64.01.04.2009 Rantau Panjang desa
64.01.05 Kuaro kecamatan
64.01.05.1001 Kuaro kelurahan
64.01.05.2005 Rangan desa
64.01.05.2004 Harapan Baru desa
64.01.05.2010 Sumber Rejo desa
64.01.08 Long Ikis kecamatan
64.01.08.2001 Harapan Baru desa
64.01.08.2002 Sungai Merah desa
64.01.08.1003 Sungai Merah kelurahan
64.02 Kabupaten Kutai Kartanegara kabupaten
64.02.12 Kota Bangun kecamatan
64.07 Kabupaten Kutai Barat kabupaten
64.74 Kota Bontang kota
"""
ALIASES = [
    ("bps", "6401", "64.01"),
    ("bps", "6402", "64.07"),
    ("bps", "6403", "64.02"),
    ("bps", "64", "64"),
    ("name", "kukar", "64.02"),
    ("name", "kaltim", "64"),
    ("former", "64 01 99", "64.01.08"),
]


def a_directory():
    rows = [line.split(" ", 1) for line in PLACES.split("\n") if line]
    ids = {code: number for number, (code, _) in enumerate(rows, 1)}
    spots = []
    for code, rest in rows:
        name, kind = rest.rsplit(" ", 1)
        parent = None if code == "ID" else ids[code.rpartition(".")[0] or "ID"]
        spots.append(Spot(ids[code], code, name, 0 if code == "ID" else code.count(".") + 1, kind, parent))
    return Directory(spots, [Alias(system, text, ids[code]) for system, text, code in ALIASES])


REGIONS = a_directory()


def spot(code):
    return REGIONS.by_code[code]


def numbered(rows, first=1):
    """Return rows as a reader gives them: with their numbers in the sheet."""
    return [(number, row) for number, row in enumerate(rows, first)]


def table_of(rows, merges=()):
    """Return the table of rows without numbers, the first being row 1."""
    rows = numbered(rows)
    head = find_head(rows, WORDS, merges)
    return sift(rows, head)


def read(rows, said=None, given=None, basis=None):
    """Return what rows without numbers say, with the regions above."""
    rows = numbered(rows)
    head = find_head(rows, WORDS)
    resolver = Resolver(REGIONS, basis or Basis())
    return TableReader(
        sift(rows, head), titles_above(rows, head), WORDS, resolver, said or Said(), given or Given()
    ).read()


def entries(found):
    """Return entries with codes instead of keys: (row, code, month, category, payer, heads)."""
    return [
        (each.row, REGIONS.by_id[each.region].code, each.month, each.category, each.payer, each.heads)
        for each in found.entries
    ]


def problems(found):
    """Return findings as (code, status, rows, column)."""
    return [(each.code, each.status.value, each.rows, each.column) for each in found.findings]
