"""No reason for a change of rights, and no name, keeps an identity number."""

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from accounts.access import day_of
from tests.accounts.people import NEW, sign_in, with_password
from tests.accounts.views.test_people import link_in

NUMBER = "6401 0142 0390 0001"
TEXT = f"Pengganti {NUMBER} di dinas"
SAID = "Teks ini memuat 16 angka seperti NIK, jadi tidak disimpan."
OFFICE = "/wilayah/64.01/"


def kept() -> list[str]:
    """Return the tables that hold the number."""
    return [
        model.__name__
        for model in apps.get_models()
        for row in model._default_manager.values_list()
        if any(NUMBER in str(told) for told in row)
    ]


@pytest.fixture
def head(client, hana) -> Client:
    """Hana, signed in with her password a moment ago."""
    with_password(hana)
    sign_in(client, "hana")
    return client


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("undang/", {"name": "Tono", "username": "tono", "role": "E", "until": "", "reason": TEXT}),
        ("undang/", {"name": TEXT, "username": "tono", "role": "E", "until": "", "reason": "Petugas baru"}),
        ("orang/sari/tautan/", {"link-reason": TEXT}),
        ("orang/sari/nonaktifkan/", {"off-reason": TEXT}),
        ("orang/sari/aktifkan/", {"on-reason": TEXT}),
        ("orang/sari/hapus-kode/", {"factor-reason": TEXT}),
        ("orang/sari/peran/", {"role-role": "C", "role-until": "", "role-reason": TEXT}),
        ("orang/sari/peran/{held}/akhiri/", {"end-{held}-reason": TEXT}),
        ("delegasi/", {"deputy": "{budi}", "held": "{hers}", "acting": "plh", "since": "{day}", "until": "{day}",
                       "reason": TEXT}),
    ],
)  # fmt: skip
def test_a_reason_with_an_identity_number_is_refused_and_stays_in_its_field(head, sari, budi, hana, path, typed):
    told = {
        "held": sari.assignments.get().pk, "hers": hana.assignments.get().pk, "budi": budi.pk,
        "day": day_of(timezone.now()).isoformat(),
    }  # fmt: skip
    form = {name.format(**told): text.format(**told) for name, text in typed.items()}

    page = head.post(OFFICE + path.format(**told), form).content.decode()

    assert (SAID in page, NUMBER in page, kept()) == (True, True, [])
    assert sari.assignments.count() == 1


def test_a_person_who_was_invited_does_not_take_one_as_name(head, sari):
    link = link_in(head.post(f"{OFFICE}orang/sari/tautan/", {"link-reason": "Lupa kata sandi"}))

    page = Client().post(link, {"name": TEXT, "password1": NEW, "password2": NEW}).content.decode()

    assert (SAID in page, kept()) == (True, [])
