"""Public results: nothing before publication and embargo, then places, points, method, tables and the bundle."""

import csv
import hashlib
import io
import re
from datetime import timedelta

import openpyxl
import pytest

from awards.actions.results.closing import close_round
from awards.bundles import bundle as bundles
from awards.enums import RoundStage
from awards.models import Objection, Publication, Result, RoundWindow
from paritrana.formatting import deadline
from tests.awards.closings import a_judged_round
from tests.awards.rows import criteria_for, moved_to


@pytest.fixture
def judged_round(edition, places, citra, ayu, bayu):
    return a_judged_round(edition, places, citra, [ayu, bayu])


@pytest.fixture
def result(judged_round, citra, at, time_machine):
    time_machine.move_to(at, tick=False)
    made = close_round(round_=judged_round.round, category=judged_round.category, by=citra, at=at)
    moved_to(judged_round.round, RoundStage.ANNOUNCEMENT)
    return made


def published(result, by, second, at, **more) -> Publication:
    return Publication.objects.create(
        result=result, sk_number="100.3/K.5/2025", sk_on=at.date(), asked_by=by, asked_at=at, approved_by=second,
        approved_at=at, **more,
    )  # fmt: skip


FORMS = ("/", ".json", ".csv", ".xlsx", "/paket.zip")


def answers(client, result) -> set[int]:
    return {client.get(f"/penghargaan/hasil/{result.pk}{form}").status_code for form in FORMS}


def test_before_publication_nobody_outside_sees_anything(judged_round, result, client, ayu, hana, citra):
    listed = f"/penghargaan/putaran/{judged_round.round.pk}/hasil/"
    for reader in (None, ayu, hana):
        if reader:
            client.force_login(reader)
        assert answers(client, result) == {404}
        assert "Kabupaten Paser" not in client.get(listed).content.decode()
    client.force_login(citra)
    assert "Pratinjau" in client.get(f"/penghargaan/hasil/{result.pk}/").content.decode()


PAGES = (
    "/", "/penghargaan/", "/penghargaan/paritrana/", "/penghargaan/paritrana/2023/", "/penghargaan/putaran/",
    "/penghargaan/riwayat/", "/penghargaan/riwayat.json", "/penghargaan/riwayat.csv", "/penghargaan/putaran/{}/",
    "/penghargaan/putaran/{}/nomine/", "/penghargaan/putaran/{}/nomine.json", "/penghargaan/putaran/{}/hasil/",
    "/penghargaan/putaran/{}/hasil.json", "/penghargaan/putaran/{}/hasil.csv", "/wilayah/64.01/",
)  # fmt: skip
"""Where anyone would look for who won."""


def read_by_anyone(client, round_) -> dict[str, bytes]:
    answers = {page: client.get(page.format(round_.pk)) for page in PAGES}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {page: b"".join(answer) for page, answer in answers.items()}


def test_no_public_page_tells_of_a_result_by_a_word_before_it_is_published(
    judged_round, client, citra, admin, at, time_machine
):
    time_machine.move_to(at, tick=False)
    round_ = moved_to(judged_round.round, RoundStage.ANNOUNCEMENT)
    before = read_by_anyone(client, round_)

    moved_to(round_, RoundStage.PLENARY)
    made = close_round(round_=round_, category=judged_round.category, by=citra, at=at)
    moved_to(round_, RoundStage.ANNOUNCEMENT)
    assert read_by_anyone(client, round_) == before
    publication = published(made, citra, admin, at, embargo_until=at + timedelta(minutes=1))
    assert read_by_anyone(client, round_) == before

    Publication.objects.filter(pk=publication.pk).update(embargo_until=at)
    after = read_by_anyone(client, round_)
    assert {page for page in PAGES if b"Kabupaten Paser" in after[page] and before[page] != after[page]} >= {
        "/penghargaan/riwayat/", "/penghargaan/riwayat.csv", "/penghargaan/putaran/{}/hasil/",
        "/penghargaan/putaran/{}/hasil.json", "/penghargaan/putaran/{}/hasil.csv",
    }  # fmt: skip


@pytest.mark.parametrize("more", ["asked", "dropped", "withdrawn", "embargo"])
def test_what_is_not_public_any_more_or_not_yet_is_not_there(result, client, citra, admin, at, more):
    told = {
        "asked": {"approved_by": None, "approved_at": None},
        "dropped": {"approved_by": None, "approved_at": None, "dropped_by": citra, "dropped_at": at},
        "withdrawn": {
            "withdraw_asked_by": citra, "withdraw_asked_at": at, "withdrawn_by": admin, "withdrawn_at": at,
        },
        "embargo": {"embargo_until": at + timedelta(minutes=1)},
    }[more]  # fmt: skip
    publication = published(result, citra, admin, at)
    Publication.objects.filter(pk=publication.pk).update(**told)

    assert answers(client, result) == {404}


def test_once_public_the_page_tells_juara_points_method_decree_and_digest(
    judged_round, result, client, citra, admin, at
):
    published(result, citra, admin, at)

    text = client.get(f"/penghargaan/hasil/{result.pk}/").content.decode()

    assert text.index("Kabupaten Paser") < text.index("Kabupaten Kutai Timur") < text.index("Kota Bontang")
    for told in ("92,00", "80,00", "100.3/K.5/2025", result.digest, "Inovasi", "3 hari kerja: pengaturan portal"):
        assert told in text
    assert "Ayu" not in text
    assert "Kabupaten Paser" in client.get(f"/penghargaan/putaran/{judged_round.round.pk}/hasil/").content.decode()


def test_the_tables_and_the_document_tell_the_same(result, client, citra, admin, at):
    published(result, citra, admin, at)
    way = f"/penghargaan/hasil/{result.pk}"

    told = client.get(f"{way}.json").json()
    lines = list(csv.reader(io.StringIO(b"".join(client.get(f"{way}.csv")).decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"{way}.xlsx").content))["Data"]

    assert [(one["code"], one["rank"], one["printed"]) for one in told["entries"]] == [
        ("64.01", 1, "92.00"), ("64.08", 2, "70.00"), ("64.74", 3, "48.00"),
    ]  # fmt: skip
    assert [line[:3] for line in lines[1:]] == [[one["code"], one["name"], str(one["rank"])] for one in told["entries"]]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["64.01", "64.08", "64.74"]
    assert told["decree"]["number"] == "100.3/K.5/2025"


def test_the_downloaded_bundle_is_the_frozen_one_and_verifies(result, client, citra, admin, at):
    published(result, citra, admin, at)

    answer = client.get(f"/penghargaan/hasil/{result.pk}/paket.zip")

    assert hashlib.sha256(answer.content).hexdigest() == result.digest
    assert bundles.verified(answer.content).is_sound
    [name] = re.findall('filename="(.*)"', answer["Content-Disposition"])
    page = client.get(f"/penghargaan/hasil/{result.pk}/").content.decode()
    assert f"python -m awards.verify {name} --sha256 {result.digest}" in page


def test_a_later_version_tells_what_changed_and_the_old_stays_readable(judged_round, result, client, citra, admin, at):
    published(result, citra, admin, at)
    criteria_for(judged_round.round, judged_round.category, citra)
    judged_round.entries[0].state = "withdrawn"
    judged_round.entries[0].save()
    reason = "Kabupaten Paser mengundurkan diri"
    second = close_round(round_=judged_round.round, category=judged_round.category, by=citra, at=at, reason=reason)
    assert client.get(f"/penghargaan/hasil/{second.pk}/").status_code == 404
    assert 'id="versi-lama"' not in client.get(f"/penghargaan/hasil/{result.pk}/").content.decode()
    published(second, citra, admin, at)

    text = client.get(f"/penghargaan/hasil/{second.pk}/").content.decode()
    old = client.get(f"/penghargaan/hasil/{result.pk}/")

    changes = text[text.index('id="perubahan"') : text.index('id="cara-menghitung"')]
    assert reason in changes
    assert "Kota Bontang" in changes
    assert f"/penghargaan/hasil/{result.pk}/" in text
    assert old.status_code == 200
    assert f'<a href="/penghargaan/hasil/{second.pk}/">Buka hasil yang berlaku</a>' in old.content.decode()
    assert 'id="versi-lama"' not in text


def test_of_a_version_that_never_was_public_nothing_is_told(judged_round, result, client, citra, admin, at):
    criteria_for(judged_round.round, judged_round.category, citra)
    judged_round.entries[0].state = "withdrawn"
    judged_round.entries[0].save()
    second = close_round(
        round_=judged_round.round, category=judged_round.category, by=citra, at=at, reason="Bobot yang baru disahkan"
    )
    published(second, citra, admin, at)

    assert client.get(f"/penghargaan/hasil/{second.pk}/").context["page"].changes == ()


def test_of_an_objection_number_and_deadline_are_public_and_nothing_else(
    judged_round, result, client, citra, admin, hana, at
):
    published(result, citra, admin, at)
    Objection.objects.create(
        round=judged_round.round, number=1, result=result, entry=judged_round.entries[2], criterion="inovasi",
        text="RAHASIA", filed_by=hana, filed_at=at,
    )  # fmt: skip

    text = client.get(f"/penghargaan/hasil/{result.pk}/").content.decode()

    assert "Sanggahan no. 1: menunggu tanggapan" in text
    until = RoundWindow.objects.get(round=judged_round.round, stage=RoundStage.OBJECTION).closes_at
    assert f"Batas waktu sanggahan dan tanggapannya: {deadline(until - timedelta(seconds=1), 'Asia/Makassar')}" in text
    assert "RAHASIA" not in text


def test_a_version_that_was_taken_back_is_told_with_the_one_that_holds_and_why(
    judged_round, result, client, citra, admin, at
):
    published(result, citra, admin, at)
    criteria_for(judged_round.round, judged_round.category, citra)
    second = close_round(
        round_=judged_round.round, category=judged_round.category, by=citra, at=at, reason="Bobot yang baru disahkan"
    )
    published(second, citra, admin, at)
    assert "ditarik" not in client.get(f"/penghargaan/hasil/{result.pk}/").content.decode()
    why = {"withdraw_why": "Nama pada SK keliru", "withdraw_asked_by": citra, "withdraw_asked_at": at}
    back = why | {"withdrawn_by": admin, "withdrawn_at": at}
    Publication.objects.filter(result=second).update(**back)

    for path in (f"/penghargaan/hasil/{result.pk}/", f"/penghargaan/putaran/{judged_round.round.pk}/hasil/"):
        text = client.get(path).content.decode()
        assert "versi ke-2 ditarik 4 Agustus 2025" in text
        assert "versi ke-1 berlaku. Alasan: Nama pada SK keliru" in text
    told = client.get(f"/penghargaan/hasil/{result.pk}.json").json()["withdrawn"]
    assert [(one["version"], one["reason"]) for one in told] == [(2, "Nama pada SK keliru")]

    Publication.objects.filter(result=result).update(**back)
    text = client.get(f"/penghargaan/putaran/{judged_round.round.pk}/hasil/").content.decode()
    assert "belum ada versi lain yang berlaku" in text


def test_what_does_not_exist_is_answered_as_what_is_not_public(result, client):
    assert client.get("/penghargaan/hasil/999999/").status_code == 404
    assert client.get("/penghargaan/putaran/999999/hasil/").status_code == 404
    assert Result.objects.count() == 1
