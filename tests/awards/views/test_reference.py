"""Programmes and editions are kept at `/kelola/`, beside the other reference data, by a file with a preview."""

import io

import pytest
from django.test import Client

from accounts.models import AuditEntry
from awards.models import Edition, Programme
from tests.accounts.people import give_second_factor
from tests.awards.factories import an_edition

HEAD = "penghargaan,tahun_data,sebutan,dibuka,ditutup\n"


@pytest.fixture
def client(admin) -> Client:
    give_second_factor(admin)
    client = Client()
    client.force_login(admin)
    return client


def sent(client: Client, word: str, text: str):
    file = io.BytesIO(text.encode())
    file.name = "acuan.csv"
    return client.post(f"/kelola/{word}/", {"berkas": file})


def applied(client: Client, word: str, text: str) -> int:
    name = sent(client, word, text).context["name"]
    return client.post(f"/kelola/{word}/terapkan/", {"pratinjau": name}).status_code


def test_both_are_listed_among_the_reference_data(client):
    page = client.get("/kelola/").content.decode()

    assert all(f'href="/kelola/{word}/"' in page for word in ("penghargaan", "edisi-penghargaan", "sumber-dana"))


def test_a_programme_and_its_edition_come_in_by_file_after_a_preview(client):
    assert applied(client, "penghargaan", "kode,nama\nparitrana,Paritrana\n") == 302
    preview = sent(client, "edisi-penghargaan", HEAD + "paritrana,2023,Paritrana Award 2024,2025-07-01,\n")
    assert (preview.context["counts"]["new"], Edition.objects.count()) == (1, 0)

    code = client.post("/kelola/edisi-penghargaan/terapkan/", {"pratinjau": preview.context["name"]}).status_code

    edition = Edition.objects.get()
    assert (code, str(edition), edition.label) == (302, "Paritrana, data 2023", "Paritrana Award 2024")
    assert (edition.opens_on.isoformat(), edition.closes_on) == ("2025-07-01", None)
    subjects = AuditEntry.objects.filter(act="reference_changed").order_by("sequence").values_list("subject", flat=True)
    assert list(subjects) == ["programme:paritrana", "edition:paritrana/2023"]


def test_what_is_downloaded_and_sent_again_changes_nothing(client, admin):
    an_edition(admin)
    an_edition(admin, 2024, closes_on=None)

    for word in ("penghargaan", "edisi-penghargaan"):
        table = b"".join(client.get(f"/kelola/{word}.csv").streaming_content).decode()
        counts = sent(client, word, table).context["counts"]
        assert (counts["new"], counts["changed"], counts["rejected"], counts["unchanged"] > 0) == (0, 0, 0, True)


def test_a_line_that_cannot_hold_is_told_in_the_preview(client):
    answer = sent(client, "edisi-penghargaan", HEAD + "k3,2023,K3 2023,2025-07-01,2025-06-01\n")

    assert [row.message for row in answer.context["rows"]] == [
        "Penghargaan “k3” belum terdaftar. Tambahkan dulu di data acuan Penghargaan, lalu kirim lagi."
    ]
    assert list(Programme.objects.all()) == []
