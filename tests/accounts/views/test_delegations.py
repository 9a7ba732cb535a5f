"""Deputies through the browser."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import access
from accounts.models import Assignment
from tests.accounts.people import sign_in, with_password

PATH = "/wilayah/64.01/delegasi/"


@pytest.fixture
def typed(hana, budi):
    """What Hana types to let Budi act for her for a week from today."""
    today = access.day_of(timezone.now())
    return {
        "held": hana.assignments.get().pk,
        "deputy": budi.pk,
        "acting": "plh",
        "since": today.isoformat(),
        "until": (today + timedelta(days=6)).isoformat(),
        "reason": "Kepala dinas mengikuti diklat",
    }


@pytest.fixture
def head(client, hana):
    with_password(hana)
    sign_in(client, "hana")
    return client


def test_a_head_names_a_deputy_who_is_told_so_when_signing_in(head, typed, budi):
    answer = head.post(PATH, typed)
    page = head.get(PATH).content.decode()
    his = type(head)()
    with_password(budi)
    sign_in(his, "budi")

    assert answer["Location"] == PATH
    assert "Plh." in page
    assert "sedang berlaku" in page
    told = his.get("/akun/").content.decode()
    assert "Anda bertindak sebagai Plh. pengesah Kabupaten Paser untuk Hana, sampai" in told
    assert "Plh." in head.get("/wilayah/64.01/orang/").content.decode()


def test_the_delegation_is_ended_on_the_same_page(head, typed, budi):
    head.post(PATH, typed)
    named = Assignment.objects.exclude(acting="").get()

    head.post(f"{PATH}{named.pk}/akhiri/", {f"end-{named.pk}-reason": "Kepala dinas sudah kembali"})

    assert not Assignment.objects.exclude(acting="").exists()


def test_what_cannot_be_is_told_and_nothing_typed_is_lost(head, typed, sari):
    page = head.post(PATH, typed | {"until": "2020-01-01"}).content.decode()

    assert "Periksa kedua tanggalnya" in page
    assert "Kepala dinas mengikuti diklat" in page
    assert not Assignment.objects.exclude(acting="").exists()


def test_ids_of_another_office_are_no_choice(head, typed, places, stranger):
    for forged in ({"deputy": stranger.pk}, {"held": stranger.pk + 1000}):
        assert "dari daftar" in head.post(PATH, typed | forged).content.decode()

    assert head.post(f"{PATH}99999/akhiri/").status_code == 404
    assert not Assignment.objects.exclude(acting="").exists()


def test_who_holds_nothing_to_delegate_sees_the_list_alone(client, places, hana):
    client.force_login(hana)

    assert "Tunjuk pengganti" not in client.get("/wilayah/64.01.01/delegasi/").content.decode()
