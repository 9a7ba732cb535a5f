"""The jury through the browser."""

import pytest
from django.test import Client

from awards.models import Seat
from tests.accounts.people import PASSWORD, code_of, give_second_factor, signed_in, with_password
from tests.awards.rows import a_round, a_seat
from tests.factories import A_MOMENT


@pytest.fixture
def round_(edition, places, citra):
    return a_round(edition, places["64"], citra)


def address(round_, more=""):
    return f"/penghargaan/putaran/{round_.pk}/tim/{more}"


pytestmark = pytest.mark.usefixtures("at_that_moment")


def test_the_secretariat_appoints_a_juror_and_lets_him_go(round_, ayu, citra):
    client = signed_in(citra)
    form = client.get(address(round_)).content.decode()

    done = client.post(address(round_), {"user": ayu.pk, "role": "chair", "decree": "SK 1/2024"})
    page = client.get(address(round_)).content.decode()
    seat = Seat.objects.get()
    short = client.post(address(round_, f"{seat.pk}/akhiri/"), {f"akhiri-{seat.pk}-reason": "pindah"})
    ended = client.post(address(round_, f"{seat.pk}/akhiri/"), {f"akhiri-{seat.pk}-reason": "Pindah tugas ke Jakarta"})

    assert f'<option value="{ayu.pk}">Ayu' in form
    assert (done.status_code, seat.user, seat.role) == (302, ayu, "chair")
    assert ("SK 1/2024" in page, "ketua" in page, seat.pseudonym in page) == (True, True, False)
    assert (short.status_code, ended.status_code) == (422, 302)
    assert "Pindah tugas ke Jakarta" in client.get(address(round_)).content.decode()


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"user": "", "role": "member", "decree": "SK"}, "Pilih orangnya."),
        ({"user": "SARI", "role": "member", "decree": "SK"}, "tidak dapat diangkat"),
        ({"user": "AYU", "role": "member", "decree": ""}, "Tulis nomor SK"),
        ({"user": "AYU", "role": "member", "decree": "x" * 81}, "paling panjang 80"),
        ({"user": "AYU", "role": "chair", "decree": "SK"}, "Ketua tim penilai sudah ada: Bayu"),
    ],
)
def test_what_is_wrong_is_said_and_nobody_appointed(round_, ayu, bayu, sari, citra, client, told, words):
    a_seat(round_, bayu, citra, role="chair")
    client.force_login(citra)
    people = {"SARI": sari.pk, "AYU": ayu.pk}

    answer = client.post(address(round_), told | {"user": people.get(told["user"], "")})

    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert Seat.objects.count() == 1


def test_a_juror_sees_the_jury_and_his_own_pseudonym_alone(round_, ayu, bayu, citra):
    a_seat(round_, bayu, citra)
    a_seat(round_, ayu, citra)

    page = signed_in(ayu).get(address(round_)).content.decode()

    assert ("Bayu" in page, "J02" in page, "J01" in page, "Angkat penilai" in page) == (True, True, False, False)


def test_a_seat_of_another_round_does_not_exist_here(round_, ayu, citra, eko, edition, places):
    other = a_seat(a_round(edition, places["63"], eko), ayu, eko)

    answer = signed_in(citra).post(
        address(round_, f"{other.pk}/akhiri/"), {f"akhiri-{other.pk}-reason": "Pindah tugas"}
    )

    assert (answer.status_code, Seat.objects.get().ended_at) == (404, None)


def test_who_has_to_do_with_it_and_who_not(round_, ayu, citra, admin, eko, wati, sari, dewi, stranger):
    a_seat(round_, ayu, citra)

    found = {user.username: signed_in(user).get(address(round_)).status_code
             for user in (ayu, citra, eko, wati, sari, dewi, stranger)}  # fmt: skip

    assert found == {"ayu": 200, "citra": 200, "eko": 200, "wati": 403, "sari": 404, "dewi": 404, "stranger": 404}
    assert (signed_in(ayu).post(address(round_)).status_code, signed_in(eko).post(address(round_)).status_code) == (
        403,
        403,
    )


def test_who_ends_a_seat_proves_anew_who_he_is(round_, ayu, citra, time_machine):
    seat, secret, client = a_seat(round_, ayu, citra), give_second_factor(with_password(citra)), Client()
    client.post("/masuk/", {"login": "citra", "password": PASSWORD})
    client.post("/masuk/kode/", {"code": code_of(secret, A_MOMENT)})
    time_machine.shift(11 * 60)

    answer = client.post(address(round_, f"{seat.pk}/akhiri/"), {f"akhiri-{seat.pk}-reason": "Pindah tugas ke Jakarta"})

    assert answer["Location"].startswith("/akun/konfirmasi/")
    assert Seat.objects.get().ended_at is None
