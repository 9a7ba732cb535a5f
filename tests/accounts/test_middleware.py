"""How long a session lives, and with which rights."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.abilities import Role
from accounts.actions.assignments import end_role, grant_role
from accounts.enums import Act
from accounts.models import AuditEntry, Session
from tests.accounts.people import give_second_factor, sign_in, with_password


@pytest.mark.parametrize(
    ("who", "minutes", "is_in"), [("sari", 59, True), ("sari", 60, False), ("admin", 14, True), ("admin", 15, False)]
)
def test_an_idle_session_ends(request, sari, client, time_machine, at, who, minutes, is_in):
    user = request.getfixturevalue(who)
    time_machine.move_to(at, tick=False)
    give_second_factor(user)
    client.force_login(user)

    time_machine.move_to(at + timedelta(minutes=minutes), tick=False)
    answer = client.get("/akun/")

    assert answer.status_code == (200 if is_in else 302)
    if not is_in:
        assert "sesi diakhiri" in client.get(answer["Location"]).content.decode()
        assert AuditEntry.objects.order_by("-sequence")[0].new == {"by": "time"}


def test_a_session_ends_after_twelve_hours_however_busy(sari, client, time_machine, at):
    time_machine.move_to(at, tick=False)
    client.force_login(sari)
    for half_hour in range(1, 24):
        time_machine.move_to(at + timedelta(minutes=30 * half_hour), tick=False)
        assert client.get("/akun/").status_code == 200

    time_machine.move_to(at + timedelta(hours=12), tick=False)

    assert client.get("/akun/").status_code == 302


def test_a_session_is_noted_as_alive_once_a_minute_and_not_at_each_request(sari, client, time_machine, at):
    time_machine.move_to(at, tick=False)
    client.force_login(sari)
    client.get("/akun/")
    before = Session.objects.get().session_data
    time_machine.move_to(at + timedelta(seconds=59), tick=False)
    client.get("/akun/")
    unchanged = Session.objects.get().session_data == before
    time_machine.move_to(at + timedelta(seconds=61), tick=False)
    client.get("/akun/")

    assert (unchanged, Session.objects.get().session_data == before) == (True, False)


def test_a_change_of_rights_counts_at_once_and_gives_the_session_a_new_id(sari, hana, places, client):
    client.force_login(sari)
    client.get("/akun/")
    saved = client.session.session_key
    with_role = client.get("/akun/").content.decode()

    end_role(assignment=sari.assignments.get(), by=hana, at=timezone.now())
    without = client.get("/akun/").content.decode()

    assert ("operator" in with_role, "Belum ada peran" in without) == (True, True)
    assert client.session.session_key != saved
    assert Session.objects.filter(session_key=saved).count() == 0


def test_an_administrator_without_a_second_factor_gets_nowhere_but_to_its_page_and_out(admin, client):
    with_password(admin)
    sign_in(client, "admin")

    pages = ["/", "/akun/", "/akun/kata-sandi/", "/peringkat/", "/akun/kode-verifikasi/"]
    assert [client.get(page)["Location"] for page in pages] == ["/akun/kode-verifikasi/aktifkan/"] * len(pages)
    assert client.get("/akun/kode-verifikasi/aktifkan/").status_code == 200
    assert client.get("/keluar/").status_code == 200


def test_a_second_role_shows_at_once(client, sari, admin, places):

    client.force_login(sari)
    client.get("/akun/")

    grant_role(user=sari, role=Role.IMPORTER, region=places["64"], by=admin, at=timezone.now())

    words = re.sub(r"<[^>]+>", "", client.get("/akun/").content.decode())
    assert "pengimpor data, Kalimantan Timur" in " ".join(words.split())


def page_without_its_number(response) -> str:
    """The page without what differs from one answer to the next: number of the request, tokens of forms."""
    page = response.content.decode().replace(response["X-Request-ID"], "")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


@pytest.mark.urls("tests.accounts.scoped_pages")
def test_a_refusal_is_recorded_with_person_address_and_region(client, sari):
    client.force_login(sari)

    answers = [client.get(path).status_code for path in ("/draf/64.01/", "/draf/64.02/", "/sahkan/")]

    told = AuditEntry.objects.filter(act=Act.ACCESS_REFUSED).order_by("sequence")
    assert answers == [403, 404, 403]
    assert list(told.values_list("user_name", "address", "region_code", "subject", "new__status")) == [
        ("Sari", "127.0.0.1", "", "GET /draf/64.01/", 403),
        ("Sari", "127.0.0.1", "64.02", "GET /draf/64.02/", 404),
        ("Sari", "127.0.0.1", "", "GET /sahkan/", 403),
    ]


@pytest.mark.urls("tests.accounts.scoped_pages")
def test_the_record_of_a_refusal_hides_an_identity_number_in_the_address(client, sari):
    client.force_login(sari)

    client.get("/draf/6401014203900001/")

    told = AuditEntry.objects.get(act=Act.ACCESS_REFUSED)
    assert (told.subject, told.region_code) == ("GET /draf/6401********0001/", "")


@pytest.mark.urls("tests.accounts.scoped_pages")
def test_out_of_reach_and_never_existed_are_the_same_page(client, sari):
    client.force_login(sari)

    sibling, nothing = (client.get(f"/draf/{code}/") for code in ("64.02", "99.99"))

    assert (sibling.status_code, nothing.status_code) == (404, 404)
    assert page_without_its_number(sibling) == page_without_its_number(nothing)


@pytest.mark.urls("tests.accounts.scoped_pages")
def test_a_missing_right_that_an_action_finds_is_a_page_with_its_sentence(client, sari):
    client.force_login(sari)

    page = client.get("/sahkan/").content.decode()

    assert "Peran Anda tidak mencakup tindakan ini di Kabupaten Paser" in page


@pytest.mark.urls("tests.accounts.scoped_pages")
def test_a_refusal_of_nobody_and_a_page_that_is_not_leave_no_entry(client, sari):
    client.get("/draf/64.01/")
    client.force_login(sari)
    client.get("/tidak-ada/")

    assert AuditEntry.objects.filter(act=Act.ACCESS_REFUSED).count() == 0


@pytest.mark.parametrize(
    "path", ["/wilayah/%00/", "/wilayah/64%00.json", "/angka/%00/", "/peringkat/?induk=%00", "/cari/?x=%00&q=paser"]
)
def test_a_nul_in_an_address_is_refused_whatever_the_database(client, db, path):
    assert client.get(path).status_code == 400


@pytest.mark.parametrize("key", ['"\\000\\000\\000\\000\\000\\000\\000\\000"', "'; DROP TABLE x; --", "é" * 32])
def test_a_cookie_that_no_session_of_ours_could_have_is_nobody(client, db, key):
    client.cookies.load(f"sesi={key}")

    answer = client.get("/akun/", headers={"cookie": f"sesi={key}"})

    assert (answer.status_code, answer["Location"]) == (302, "/masuk/?next=/akun/")


@pytest.mark.parametrize("debug", [True, False])
def test_a_form_that_cannot_be_read_gets_our_page_in_development_too(client, db, settings, debug):
    settings.DEBUG = debug
    fields = {f"f{number}": "1" for number in range(2_001)}

    answers = [client.post("/masuk/", fields), client.post("/masuk/", b"x", content_type="multipart/form-data")]

    assert [answer.status_code for answer in answers] == [400, 400]
    assert all("memuat nilai yang tidak dikenal" in answer.content.decode() for answer in answers)


@pytest.mark.parametrize(("count", "status"), [(10_000, 404), (10_001, 400)])
def test_the_grid_as_one_form_may_have_more_fields_than_any_other(sari, client, count, status):
    client.force_login(sari)

    answer = client.post("/wilayah/63.01/isi/", {f"f{number}": "1" for number in range(count)})

    assert answer.status_code == status


@pytest.mark.parametrize("form", [{"kunci": "a\0"}, {"isi:x\0": "1"}])
def test_a_nul_in_a_form_is_refused_whatever_the_database(sari, client, form):
    client.force_login(sari)

    assert client.post("/wilayah/64.01/isi/", form).status_code == 400


class Unread:
    """A body that fails the test as soon as anybody reads from it."""

    def read(self, size: int = -1) -> bytes:
        raise AssertionError("the body was read")

    readline = read


@pytest.mark.parametrize(
    ("path", "status"),
    [("/impor/", 302), ("/impor/1/jawab/", 302), ("/pindaian/1/", 302), ("/api/v1/impor/", 401)],
)
def test_nothing_is_read_of_what_a_stranger_sends_where_more_may_be_sent_than_elsewhere(client, db, path, status):
    sent = {"CONTENT_TYPE": "multipart/form-data; boundary=x", "CONTENT_LENGTH": str(5 << 20), "wsgi.input": Unread()}

    answer = client.post(path, **sent)

    assert answer.status_code == status
    assert status == 401 or answer["Location"] == f"/masuk/?next={path}"


def test_what_a_signed_in_person_sends_there_is_read(client, sari):
    client.force_login(sari)

    with pytest.raises(AssertionError, match="was read"):
        client.post("/impor/", **{"CONTENT_TYPE": "multipart/form-data; boundary=x", "wsgi.input": Unread()})
