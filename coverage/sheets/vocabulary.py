"""Categories and payers by the words that people use for them. Pure.

The codes and names themselves come from the tables. A word that may mean two of them stays two: "BPU" is who pays for
himself, or everybody who earns no wage.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from regions.names import plain

CATEGORY_WORDS: dict[str, str] = {
    "pu": "penerima upah, pekerja penerima upah, pu badan usaha, pekerja formal badan usaha, ppu, peserta pu",
    "non_asn": (
        "honorer, tenaga honorer, pegawai non asn, thl, pegawai honorer, tenaga kontrak, pegawai kontrak, ptt, non pns"
    ),
    "aparatur_desa": (
        "perangkat desa, aparat desa, kepala desa, bpd, kades, aparatur desa, kepala desa dan perangkat desa, "
        "pemerintah desa, aparatur pemerintah desa, kepala dan perangkat desa"
    ),
    "jakon": "jasa konstruksi, konstruksi, pekerja konstruksi, pekerja jasa konstruksi",
    "bpu_mandiri": "mandiri, bpu mandiri, pekerja mandiri, peserta mandiri",
    "petani": "tani",
    "pekebun": "pekebun sawit, petani sawit, petani kebun, pekebun rakyat",
    "nelayan": "nelayan kecil, nelayan tradisional",
    "umkm": "pelaku umkm, usaha mikro, pelaku usaha, usaha mikro dan kecil, pelaku usaha mikro, ukm",
    "keagamaan": "pekerja keagamaan, marbot, guru ngaji, imam, imam masjid, tokoh agama, pemuka agama, rohaniwan",
    "rt_rw": "rt, rw, rt rw, ketua rt, ketua rw, ketua rt dan rw, rt dan rw",
    "relawan": "relawan damkar, relawan bencana, relawan pemadam kebakaran",
    "kader": "kader posyandu, posyandu, kader kesehatan, kader desa",
    "buruh_lepas": "buruh harian lepas, buruh, buruh tani, bhl, buruh lepas, pekerja harian lepas",
    "pedagang": "pedagang kecil, pedagang kaki lima, pkl, pedagang pasar",
    "peternak": "ternak",
    "prt": "pekerja rumah tangga, asisten rumah tangga, art",
    "transportasi": "ojek, sopir, kurir, ojol, ojek online, supir, pengemudi",
    "pmi": "pekerja migran, tki, pekerja migran indonesia",
    "rentan_lain": "pekerja rentan lainnya, rentan lainnya, rentan lain",
    "tak_terinci_formal": (
        "formal, formal non asn, formal dan non asn, segmen formal, pekerja formal, formal non asn lainnya"
    ),
    "tak_terinci_informal": "informal, informal rentan, informal dan rentan, segmen informal, pekerja informal",
}
PAYER_WORDS: dict[str, str] = {
    "pemberi_kerja": "perusahaan, badan usaha, pemberi kerja badan usaha, majikan",
    "mandiri": "sendiri, bayar sendiri, peserta, pekerja, swadaya",
    "apbn": "pusat, anggaran pusat, kementerian",
    "apbd_prov": "apbd provinsi, apbd prov, provinsi, pemprov, apbd i, apbd 1",
    "apbd_kab": (
        "apbd kabupaten, apbd kab, apbd kota, pemkab, pemkot, apbd ii, apbd 2, apbd kab kota, apbd kabupaten "
        "kota, pemda, apbd p kabupaten"
    ),
    "apbdes": "apb desa, dana desa, add, desa, apb des, alokasi dana desa",
    "dbh_sawit": "sawit, dana bagi hasil sawit",
    "dbhcht": "cukai hasil tembakau, dbh cht, cukai",
    "csr": "tjsl, tanggung jawab sosial, csr perusahaan",
    "baznas": "zakat",
    "donasi": "sertakan, bapak asuh, donatur, gn lingkaran, bapak angkat",
    "tak_terinci": "belum dirinci, tidak dirinci, tidak diketahui",
}
DOUBTFUL_CATEGORIES: dict[str, tuple[str, ...]] = {
    "bpu": ("bpu_mandiri", "tak_terinci_informal"),
    "bukan penerima upah": ("bpu_mandiri", "tak_terinci_informal"),
    "peserta bpu": ("bpu_mandiri", "tak_terinci_informal"),
    "rentan": ("rentan_lain", "tak_terinci_informal"),
    "pekerja rentan": ("rentan_lain", "tak_terinci_informal"),
    "petani pekebun": ("petani", "pekebun"),
    "petani dan pekebun": ("petani", "pekebun"),
}
DOUBTFUL_PAYERS: dict[str, tuple[str, ...]] = {
    "apbd": ("apbd_kab", "apbd_prov"),
    "pemerintah": ("apbn", "apbd_prov", "apbd_kab"),
    "dbh": ("dbh_sawit", "dbhcht"),
    "pemerintah daerah": ("apbd_kab", "apbd_prov"),
}
FILLERS = re.compile(
    r"^(?:jumlah|jml|total|peserta aktif|peserta|tenaga kerja|tk aktif|tk|segmen|kategori|sumber dana) "
)
LIKE_ENOUGH = 0.75


@dataclass(frozen=True)
class Words:
    """The words of one dimension: each in plain form, with the codes that it may mean."""

    meanings: Mapping[str, tuple[str, ...]]

    def codes(self, text: str) -> tuple[str, ...]:
        """Return the codes that `text` may mean: none, one, or several of which a person chooses."""
        word = plain(text)
        found = self.meanings.get(word)
        if found is None and (shorter := FILLERS.sub("", word)) != word:
            found = self.meanings.get(shorter)
        return found or ()

    def exactly(self, word: str) -> tuple[str, ...]:
        """Return the codes that a word in plain form may mean, with nothing left out of it."""
        return self.meanings.get(word, ())

    def near(self, text: str) -> tuple[str, ...]:
        """Return the codes whose words are most like `text`, the likest first."""
        close = get_close_matches(plain(text), self.meanings, n=3, cutoff=LIKE_ENOUGH)
        return tuple(dict.fromkeys(code for word in close for code in self.meanings[word]))


@dataclass(frozen=True)
class Vocabulary:
    categories: Words
    payers: Words


def words_of(
    named: Iterable[tuple[str, str]], spoken: Mapping[str, str], doubtful: Mapping[str, tuple[str, ...]]
) -> Words:
    """Return the words of a dimension: its own codes and names before the words that people use for them."""
    rows = list(named)
    known = {code for code, _ in rows}
    meanings = {
        word: kept for word, codes in doubtful.items() if (kept := tuple(code for code in codes if code in known))
    }
    meanings |= {word: (code,) for code, texts in spoken.items() if code in known for word in texts.split(", ")}
    meanings |= {plain(name): (code,) for code, name in rows} | {plain(code): (code,) for code, _ in rows}
    return Words(meanings)


def vocabulary(categories: Iterable[tuple[str, str]], payers: Iterable[tuple[str, str]]) -> Vocabulary:
    """Return the words for the given categories and payers, each a pair of code and name on the screen."""
    return Vocabulary(
        categories=words_of(categories, CATEGORY_WORDS, DOUBTFUL_CATEGORIES),
        payers=words_of(payers, PAYER_WORDS, DOUBTFUL_PAYERS),
    )
