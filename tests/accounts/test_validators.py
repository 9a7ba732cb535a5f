"""Passwords: long ones are taken as they are, telling and common ones are refused."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.abilities import Role
from accounts.models import User
from tests.accounts.people import sign_in, with_password
from tests.factories import a_person

LONG = "kalimat yang panjang sekali dan mudah diingat oleh pemiliknya saja, 2026"

TABLE = [
    ("tujuh-belas gerobak biru", True),  # words
    ("gerobakbiru!", True),  # 12
    ("gerobakbiru", False),  # 11
    ("", False),
    ("aaaaaaaaaaaa", True),  # no rule of composition; too short to be common
    ("123456789012", True),
    ("password1234", False),  # among the 20,000 common ones
    ("qwertyuiop123", False),
    ("PASSWORD1234", False),
    (LONG, True),
    (LONG * 3, True),
    ("ñandú über ærø ß漢字", True),
    ("  dua belas spasi  ", True),
    ("\U0001f600\U0001f601\U0001f602\U0001f603 empat wajah", True),
    ("Peragaan-2026!", True),
    ("rahasia-bpjs-kita", False),
    ("RAHASIA-BPJS-KITA", False),
    ("rahasia b.p.j.s kita", False),
    ("jamsostek selamanya", False),
    ("Paritrana-2026!", False),
    ("pari-trana nomor satu", False),
    ("rahasianya sari juga", False),  # the user name
    ("rahasianya wulandari", False),  # a name
    ("Wulandari#Sari#2026", False),
    ("wonderful paser days", False),  # the region
    ("PASER jaya terus 1959", False),
    ("kabupaten terbaik 2026", True),  # a kind of region tells nothing
    ("kuda laut kuning 123", True),
    ("serba serbi pasar pagi", True),
    ("kalimantan tercinta!", True),  # not a region of hers
]


@pytest.fixture
def sari_wulandari(places) -> User:
    return a_person("sari", Role.ENTERER, places["64.01"], name="Sari Wulandari", email="wulan@paser.example")


@pytest.mark.parametrize(("password", "is_fit"), TABLE)
def test_thirty_passwords(sari_wulandari, password, is_fit):
    if is_fit:
        validate_password(password, sari_wulandari)
        return
    with pytest.raises(ValidationError):
        validate_password(password, sari_wulandari)


def test_the_table_has_thirty_rows():
    assert len(TABLE) == 30


@pytest.mark.parametrize("typed", [f" {LONG} ", LONG.upper(), LONG[:-1]])
def test_a_password_is_neither_cut_nor_folded_nor_stripped(client, sari_wulandari, typed):
    with_password(sari_wulandari, LONG)

    sign_in(client, "sari", typed)
    wrong = "_auth_user_id" in client.session
    sign_in(client, "sari", LONG)

    assert (wrong, "_auth_user_id" in client.session) == (False, True)
