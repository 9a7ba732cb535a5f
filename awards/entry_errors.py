"""What can be refused of entrants: firms, proposals, decisions on them, each with a sentence."""

from django.utils.translation import gettext as _

from coverage.entry_errors import Told
from coverage.errors import Sentences


class FirmRefused(Told):
    """A firm that cannot be kept as it was told; nothing was stored."""

    sentences: Sentences = {
        "npp": lambda: _("NPP “%(text)s” tidak dapat dipakai. Tulis 4 sampai 20 huruf kapital, angka, atau garis."),
        "name": lambda: _("Nama badan usaha “%(text)s” tidak dapat dipakai. Tulis 1 sampai 80 huruf."),
        "size": lambda: _("Ukuran “%(text)s” tidak dikenal. Tulis besar, menengah, atau UMKM."),
        "sector": lambda: _("Sektor “%(text)s” tidak dapat dipakai. Tulis 1 sampai 80 huruf, misalnya Pertambangan."),
        "contact": lambda: _(
            "Kontak badan usaha paling panjang 200 huruf. Tulis alamat surel atau telepon kantornya, bukan nama orang."
        ),
        "area": lambda: _(
            "%(region)s tidak termasuk wilayah putaran ini, jadi badan usaha itu tidak disimpan. "
            "Pilih kabupaten/kota di dalam putaran."
        ),
        "taken": lambda: _(
            "NPP %(text)s sudah dipakai badan usaha lain di portal ini, jadi tidak disimpan. Periksa lagi nomornya."
        ),
    }


class PromotionRefused(Told):
    """A winner that cannot be brought to the national round, or not yet; nothing was stored."""

    sentences: Sentences = {
        "provincial": lambda: _("Pemenang hanya dibawa ke putaran nasional. Buka putaran nasional edisi ini."),
        "moved": lambda: _(
            "Ada pilihan yang bukan juara pertama dalam hasil provinsi yang terbit. Tidak ada yang berubah. Muat ulang "
            "halaman, lalu periksa lagi."
        ),
        "not_yet": lambda: _(
            "%(name)s belum dapat dibawa ke putaran nasional, karena %(why)s. Tidak ada yang berubah."
        ),
        "nobody": lambda: _("Pilih paling sedikit satu juara pertama. Tidak ada yang berubah."),
    }


class EntryRefused(Told):
    """A proposal or a decision on an entry that cannot be; nothing was stored."""

    sentences: Sentences = {
        "stage": lambda: _(
            "Langkah ini hanya dapat diambil pada tahap %(stage)s, yang dibuka %(opens)s sampai %(closes)s. "
            "Tidak ada yang berubah."
        ),
        "no_stage": lambda: _(
            "Langkah ini hanya dapat diambil pada tahap %(stage)s, yang jadwalnya belum ditetapkan. "
            "Tidak ada yang berubah. Hubungi sekretariat putaran."
        ),
        "category": lambda: _("Kategori “%(text)s” tidak dinilai dalam putaran ini. Pilih salah satu: %(known)s."),
        "doubled": lambda: _("%(name)s sudah menjadi peserta kategori %(category)s. Tidak ada yang berubah."),
        "ineligible": lambda: _("%(name)s tidak dapat diusulkan. %(why)s"),
        "not_own": lambda: _(
            "%(name)s bukan wilayah Anda, jadi tidak dapat Anda usulkan. Minta pengesah wilayah itu atau sekretariat "
            "mengusulkannya."
        ),
        "promoted_only": lambda: _(
            "Peserta kategori %(category)s di putaran nasional adalah juara pertama putaran provinsi, jadi tidak "
            "diusulkan. Sekretariat nasional membawanya setelah hasil provinsi diumumkan."
        ),
        "region": lambda: _("Kode wilayah “%(text)s” tidak dikenal. Tulis seperti 64.01."),
        "name": lambda: _("Kode %(number)s adalah %(name)s, bukan “%(text)s”. Periksa kode atau namanya."),
        "no_firm": lambda: _("Kategori %(category)s untuk badan usaha. Isi NPP, nama, ukuran, dan sektornya."),
        "no_region": lambda: _("Kategori %(category)s untuk wilayah. Kosongkan NPP, ukuran, sektor, dan kontak."),
        "moved": lambda: _(
            "Status %(name)s atau kategorinya berubah setelah Anda membuka halaman ini. Tidak ada yang disimpan. Muat "
            "ulang halaman, lalu periksa lagi."
        ),
        "state": lambda: _(
            "Status %(name)s sekarang “%(state)s”, jadi langkah ini tidak dapat diambil. Tidak ada yang berubah."
        ),
        "own": lambda: _(
            "%(name)s Anda usulkan sendiri atas nama wilayahnya, jadi berkasnya diperiksa dan diputuskan orang lain di "
            "sekretariat."
        ),
        "unmet": lambda: _("%(name)s belum dapat dinyatakan lengkap. %(why)s"),
        "missing": lambda: _(
            "%(name)s belum dapat dinyatakan lengkap karena bukti dukung wajib belum ada: %(why)s. Minta pesertanya "
            "mengunggahnya, atau tolak dengan alasan."
        ),
        "nobody": lambda: _("Pilih paling sedikit satu nomine untuk kategori %(category)s. Tidak ada yang berubah."),
        "deviates": lambda: _(
            "%(names)s tidak dipilih, padahal nilai berkasnya di atas nomine lain dari zona yang sama, atau belum "
            "dapat dibandingkan karena nilai berkas belum lengkap. Tulis alasannya di kolom “Alasan melewati urutan”, "
            "atau ubah pilihannya. Tidak ada yang berubah."
        ),
        "known": lambda: _(
            "Anda sudah membaca nilai berkas putaran ini, dan sekarang ada nilai yang belum final sehingga urutannya "
            "tidak tampil. Tetapkan nomine setelah semua nilai final lagi, atau minta orang lain di sekretariat. Tidak "
            "ada yang berubah."
        ),
        "known_out": lambda: _(
            "Anda sudah membaca nilai putaran ini, jadi bukan Anda yang mengeluarkan %(name)s. Tidak ada yang berubah. "
            "Minta orang lain di sekretariat yang belum membaca nilai, atau kepala daerah peserta itu sendiri."
        ),
        "foreign": lambda: _(
            "Ada pilihan yang bukan peserta lengkap kategori %(category)s. Tidak ada yang berubah. Muat ulang halaman."
        ),
    }
