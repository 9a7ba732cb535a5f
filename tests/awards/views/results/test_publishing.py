"""The steps to the public and back: each by two people, upon the request that was looked at, with the password anew."""

import re

import pytest
from django.test import Client

from accounts.abilities import Role
from awards.actions.results.closing import close_round
from awards.enums import RoundStage
from awards.models import Publication, Result
from awards.queries.results.published import public_results
from tests.accounts.people import sign_in, with_password
from tests.awards.closings import a_judged_round
from tests.awards.rows import moved_to
from tests.factories import a_person

DECREE = {"nomor_sk": "100.3/K.5/2025", "tanggal_sk": "2025-08-04"}
WHY = {"reason": "Nama pemenang pada SK keliru"}


@pytest.fixture
def judged_round(edition, places, citra, ayu, bayu, time_machine, at):
    time_machine.move_to(at, tick=False)
    return a_judged_round(edition, places, citra, [ayu, bayu])


@pytest.fixture
def page(judged_round, citra, at):
    """The page of a round whose category is closed, in the stage in which results are announced."""
    close_round(round_=judged_round.round, category=judged_round.category, by=citra, at=at)
    moved_to(judged_round.round, RoundStage.ANNOUNCEMENT)
    return f"/penghargaan/putaran/{judged_round.round.pk}/penutupan/"


def signed_in(user) -> Client:
    with_password(user)
    client = Client()
    sign_in(client, user.username)
    return client


@pytest.fixture
def citras(citra):
    return signed_in(citra)


@pytest.fixture
def fajars(places):
    return signed_in(a_person("fajar", Role.SECRETARY, places["64"]))


def step(client, word, **told) -> int:
    return client.post(f"/penghargaan/hasil/{Result.objects.get().pk}/penerbitan/{word}/", told).status_code


def seen_on(client, page) -> dict[str, str]:
    """Return what the form on the page names: the request that stands there, and the digest of its result."""
    return dict(re.findall(r'name="(terbitan|sidik)" value="([^"]+)"', client.get(page).content.decode()))


def test_a_result_is_asked_for_approved_by_another_and_withdrawn_by_two(page, citras, fajars, at):
    assert step(citras, "minta", **DECREE) == 302
    seen = seen_on(fajars, page)
    assert step(citras, "setujui", **seen) == 422
    assert not public_results(at).exists()
    assert step(fajars, "setujui", **seen) == 302
    assert public_results(at).exists()

    assert step(citras, "minta-tarik", **seen) == 422
    assert step(citras, "minta-tarik", **seen, **WHY) == 302
    assert step(citras, "tarik", **seen) == 422
    assert step(fajars, "tarik", **seen) == 302
    assert not public_results(at).exists()


def test_a_request_that_came_after_the_page_was_opened_is_not_approved_unseen(page, citras, fajars, at):
    step(citras, "minta", **DECREE)
    seen = seen_on(fajars, page)
    assert step(citras, "batalkan", **seen) == 422
    assert step(citras, "batalkan", **seen, **WHY) == 302
    step(citras, "minta", **(DECREE | {"nomor_sk": "100.3/K.6/2025"}))

    assert step(fajars, "setujui", **seen) == 422
    assert step(fajars, "setujui", **(seen_on(fajars, page) | {"sidik": "0" * 64})) == 422
    assert step(fajars, "setujui") == 422
    assert not public_results(at).exists()
    assert Publication.objects.get(dropped_at__isnull=False).drop_why == WHY["reason"]
    assert step(fajars, "setujui", **seen_on(fajars, page)) == 302


@pytest.mark.parametrize(
    "told",
    [
        {"nomor_sk": ""}, {"tanggal_sk": "2025-08-05"}, {"tanggal_sk": "kemarin"}, {"embargo_jam": "09.00"},
        {"embargo_tanggal": "2025-08-09"},
    ],
)  # fmt: skip
def test_a_request_that_cannot_hold_comes_back(page, citras, told):
    assert step(citras, "minta", **(DECREE | told)) == 422
    assert not Publication.objects.exists()


@pytest.mark.parametrize("word", ["minta", "setujui", "batalkan", "minta-tarik", "tarik"])
def test_the_password_is_asked_anew_after_ten_minutes(page, citras, time_machine, word):
    time_machine.shift(11 * 60)
    path = f"/penghargaan/hasil/{Result.objects.get().pk}/penerbitan/{word}/"

    answer = citras.post(path, DECREE)

    assert answer.status_code == 302
    assert answer.url.startswith("/akun/konfirmasi/")
    assert not Publication.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("ayu", 403), ("dewi", 404), ("hana", 404), ("stranger", 404)])
def test_others_take_no_step(page, who, status, request):
    assert step(signed_in(request.getfixturevalue(who)), "setujui") == status


def test_what_is_not_there_is_not_found(page, citras):
    assert step(citras, "hapus") == step(citras, "setujui", terbitan=1, sidik="x") == 404


def test_what_was_typed_comes_back_to_its_own_form_when_a_step_is_refused(page, citras):
    typed = DECREE | {"nomor_sk": "9" * 81}
    result = Result.objects.get()

    refused = citras.post(f"/penghargaan/hasil/{result.pk}/penerbitan/minta/", typed).content.decode()

    assert typed["nomor_sk"] in refused
    assert "Paling panjang 80 huruf; sekarang 81." in refused
    assert f'id="{result.category.code}-nomor_sk"' in refused  # a label leads to the field of its category


def test_a_reason_that_is_too_short_stays_where_it_was_typed(page, citras):
    step(citras, "minta", **DECREE)
    result = Result.objects.get()

    sent = seen_on(citras, page) | {"reason": "kurang"}
    refused = citras.post(f"/penghargaan/hasil/{result.pk}/penerbitan/batalkan/", sent).content.decode()

    assert "paling sedikit 10 huruf" in refused
    assert "kurang" in refused.partition('name="reason"')[2][:200]
