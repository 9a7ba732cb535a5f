"""What can be refused about accounts and rights, each with a sentence for the user."""

from django.utils.translation import gettext as _


class AccountsError(Exception):
    """A refusal; `message` is what the screen says."""

    @property
    def message(self) -> str:
        raise NotImplementedError


class RightMissing(AccountsError):
    """The person holds no role that allows the act at this region."""

    def __init__(self, region_name: str) -> None:
        self.region_name = region_name
        super().__init__(region_name)

    @property
    def message(self) -> str:
        return _(
            "Peran Anda tidak mencakup tindakan ini di %(region)s. Tidak ada yang berubah. "
            "Hubungi pengesah atau administrator wilayah itu."
        ) % {"region": self.region_name}


class AppendOnly(AccountsError):
    """Someone tried to change or delete a row of a table that may only grow."""

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(f"append-only: {table} can be added to and read; its rows are never changed or deleted.")

    @property
    def message(self) -> str:
        return _(
            "Catatan yang sudah tersimpan tidak dapat diubah atau dihapus. Tidak ada yang berubah. "
            "Tambahkan catatan baru yang meralatnya."
        )


class UsernameTaken(AccountsError):
    """Another person signs in with this name."""

    def __init__(self, username: str) -> None:
        self.username = username
        super().__init__(username)

    @property
    def message(self) -> str:
        return _(
            "Nama pengguna %(username)s sudah dipakai. Undangan belum dibuat. Pilih nama pengguna lain, "
            "misalnya dengan nama wilayah di belakangnya."
        ) % {"username": self.username}


class UsernameUnfit(AccountsError):
    """The name has characters that a user name cannot have."""

    def __init__(self, username: str) -> None:
        self.username = username
        super().__init__(username)

    @property
    def message(self) -> str:
        return _(
            "Nama pengguna %(username)s tidak dapat dipakai. Undangan belum dibuat. "
            "Pakai huruf kecil, angka, titik, atau garis, paling banyak 60."
        ) % {"username": self.username}


class InvitationSpent(AccountsError):
    """The link was used, is older than its time, was replaced, or never existed; which of these is not told."""

    @property
    def message(self) -> str:
        return _(
            "Tautan ini sudah dipakai atau sudah lewat masa berlakunya. Kata sandi tidak berubah. "
            "Minta tautan baru kepada pengesah atau administrator yang mengundang Anda."
        )


class AdministratorExists(AccountsError):
    """The first administrator is made once; further ones are invited by an administrator."""

    @property
    def message(self) -> str:
        return _(
            "Portal ini sudah mempunyai administrator. Tidak ada yang berubah. "
            "Administrator itu dapat mengundang administrator lain dari portal."
        )


class RegisterMissing(AccountsError):
    """There is no region yet at which an administrator could hold the role."""

    @property
    def message(self) -> str:
        return _(
            "Daftar wilayah belum dimuat, jadi belum ada tempat bagi peran administrator. "
            "Jalankan load_regions, lalu ulangi perintah ini."
        )


class LastAdministrator(AccountsError):
    """Without the last administrator nobody could let anyone in any more."""

    @property
    def message(self) -> str:
        return _("Ini administrator terakhir. Tidak ada yang berubah. Beri peran itu kepada orang lain lebih dahulu.")


class RoleHeldAlready(AccountsError):
    """The person holds this role at this region in that time."""

    def __init__(self, person: str, region_name: str) -> None:
        self.person, self.region_name = person, region_name
        super().__init__(person, region_name)

    @property
    def message(self) -> str:
        return _(
            "%(person)s sudah memegang peran ini di %(region)s pada waktu itu. Tidak ada yang berubah. "
            "Akhiri dulu peran yang berjalan bila tanggalnya hendak diganti."
        ) % {"person": self.person, "region": self.region_name}


class ReasonMissing(AccountsError):
    """A grave act needs a reason of at least ten characters."""

    @property
    def message(self) -> str:
        return _("Alasan belum cukup jelas. Tidak ada yang berubah. Tulis alasannya, paling sedikit 10 huruf.")


def identity_sentence() -> str:
    """Return what is said wherever a text is refused that holds an identity number."""
    return _(
        "Teks ini memuat 16 angka seperti NIK, jadi tidak disimpan. "
        "Hapus nomornya; tulis jumlah orang saja, tanpa data pribadi."
    )


class IdentityTyped(AccountsError):
    """A text holds what may be the identity number of a person."""

    @property
    def message(self) -> str:
        return identity_sentence()


class OwnSecondFactor(AccountsError):
    """Who lost the second factor asks someone else; who has it changes it with a code of it."""

    @property
    def message(self) -> str:
        return _(
            "Kode verifikasi sendiri tidak dapat dihapus di sini. Tidak ada yang berubah. "
            "Ganti lewat halaman akun Anda, atau minta pengesah atau administrator lain."
        )


class NoSecondFactor(AccountsError):
    """There is no second factor that could be lost."""

    def __init__(self, person: str) -> None:
        self.person = person
        super().__init__(person)

    @property
    def message(self) -> str:
        return _(
            "%(person)s tidak memakai kode verifikasi, jadi tidak ada yang dihapus. "
            "Bila ia tidak dapat masuk, buat tautan kata sandi baru."
        ) % {"person": self.person}


class TokenRefused(AccountsError):
    """A key of a program that lets nobody in; outside, one sentence for all reasons."""

    @property
    def message(self) -> str:
        return _(
            "Kunci program ini tidak dikenal atau tidak berlaku lagi. Tidak ada yang diolah. "
            "Buat kunci baru di halaman akun Anda, lalu kirim sebagai Authorization: Bearer."
        )


class TokenHeld(AccountsError):
    """A program that asks too often, or shows wrong keys again and again; it may ask anew after so many seconds."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(seconds)

    @property
    def message(self) -> str:
        return _("Terlalu banyak permintaan. Permintaan ini tidak diolah. Coba lagi setelah %(seconds)s detik.") % {
            "seconds": self.seconds
        }


class TokenNotMade(AccountsError):
    """A key that cannot be made; `code` says why."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)

    @property
    def message(self) -> str:
        return TOKEN_SENTENCES[self.code]()


TOKEN_SENTENCES = {
    "name": lambda: _("Kunci belum dibuat karena belum bernama. Tulis nama programnya, paling banyak 60 huruf."),
    "days": lambda: _("Kunci belum dibuat. Pilih masa berlakunya: paling sedikit 1, paling lama 366 hari."),
    "many": lambda: _("Anda sudah mempunyai 10 kunci yang berlaku, jadi belum dibuat yang baru. Cabut satu dulu."),
    "no_role": lambda: _(
        "Kunci belum dibuat: Anda tidak memegang peran yang dapat dipakai program. "
        "Peran administrator tidak berlaku lewat kunci."
    ),
}


class DelegationRefused(AccountsError):
    """A role that cannot be given to a deputy; `code` says why."""

    def __init__(self, code: str, region_name: str, person: str = "") -> None:
        self.code, self.region_name, self.person = code, region_name, person
        super().__init__(code, region_name, person)

    @property
    def message(self) -> str:
        return DELEGATION_SENTENCES[self.code]() % {"region": self.region_name, "person": self.person}

    def __str__(self) -> str:
        return self.message


DELEGATION_SENTENCES = {
    "not_delegable": lambda: _(
        "Peran ini di %(region)s tidak dapat didelegasikan. Tidak ada yang berubah. "
        "Yang dapat didelegasikan: operator, pemeriksa, pengesah, dan verifikator provinsi."
    ),
    "no_deputy_of_deputy": lambda: _(
        "%(person)s sendiri bertindak untuk orang lain di %(region)s, jadi tidak dapat menunjuk pengganti. "
        "Minta pemegang perannya atau tingkat di atasnya."
    ),
    "own_gain": lambda: _(
        "Peran orang lain di %(region)s tidak dapat Anda delegasikan kepada diri sendiri. Tidak ada yang berubah. "
        "Pilih orang lain."
    ),
    "same_person": lambda: _(
        "%(person)s sudah memegang peran itu di %(region)s. Tidak ada yang berubah. Pilih orang lain sebagai pengganti."
    ),
    "out_of_office": lambda: _(
        "%(person)s tidak mempunyai peran di %(region)s atau di provinsinya, jadi tidak dapat menjadi pengganti. "
        "Undang orang itu lebih dahulu."
    ),
    "dates": lambda: _(
        "Delegasi di %(region)s harus mulai hari ini atau kemudian, berakhir tidak sebelum mulai, paling lama "
        "366 hari, dan tidak melewati masa peran yang digantikan. Periksa kedua tanggalnya."
    ),
}
