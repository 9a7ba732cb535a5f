"""An invited person gets in once, and nobody learns more from a link."""

import pytest
from django.utils import timezone

from accounts.abilities import Role
from accounts.actions.users import invite_user, renew_link
from accounts.models import User
from tests.accounts.people import NEW, give_second_factor, sign_in


@pytest.fixture
def invited(hana, places):

    return invite_user(
        username="tono", name="Tono", role=Role.ENTERER, region=places["64.01"], by=hana, at=timezone.now()
    )


def test_an_invited_person_chooses_a_password_and_signs_in(client, invited):
    path = f"/akun/undangan/{invited.token}/"

    page = client.get(path)
    answer = client.post(path, {"name": "Tono Wijaya", "password1": NEW, "password2": NEW})
    sign_in(client, "tono", NEW)

    assert "tono" in page.content.decode()
    assert page["Referrer-Policy"] == "strict-origin"
    assert answer["Location"] == "/masuk/"
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize("token", ["tidak-ada", "x" * 43])
def test_a_used_and_an_unknown_link_get_the_same_answer(client, invited, token):
    path = f"/akun/undangan/{invited.token}/"
    client.post(path, {"name": "Tono", "password1": NEW, "password2": NEW})

    used, unknown = client.get(path), client.get(f"/akun/undangan/{token}/")

    assert (used.status_code, unknown.status_code) == (410, 410)
    assert "sudah dipakai atau sudah lewat" in used.content.decode()
    assert "sudah dipakai atau sudah lewat" in unknown.content.decode()


def test_an_unfit_password_of_an_invited_person_is_refused_and_the_link_stays(client, invited):
    path = f"/akun/undangan/{invited.token}/"

    answer = client.post(
        path, {"name": "Tono Wijaya", "password1": "paser 2026 wijaya", "password2": "paser 2026 wijaya"}
    )

    assert "tidak boleh memuat nama Anda" in answer.content.decode()
    assert client.get(path).status_code == 200
    assert not User.objects.get(username="tono").has_usable_password()


def test_a_renewed_password_does_not_bypass_the_second_factor(client, sari, hana):

    give_second_factor(sari)
    link = renew_link(user=sari, by=hana, at=timezone.now())

    client.post(f"/akun/undangan/{link.token}/", {"name": "Sari", "password1": NEW, "password2": NEW})
    answer = sign_in(client, "sari", NEW)

    assert answer["Location"] == "/masuk/kode/"
    assert "_auth_user_id" not in client.session


def test_extra_fields_change_nothing(client, invited, places, admin):
    hidden = {"role": "D", "region": "ID", "is_active": "", "is_staff": "on", "username": "admin2", "user": admin.pk}

    client.post(f"/akun/undangan/{invited.token}/", {"name": "Tono", "password1": NEW, "password2": NEW} | hidden)

    user = User.objects.get(username="tono")
    assert (user.is_active, [held.role for held in user.assignments.all()]) == (True, ["E"])
    assert User.objects.filter(username="admin2").count() == 0
