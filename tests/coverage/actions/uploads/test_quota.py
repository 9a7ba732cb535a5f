"""How much one person may upload in a day, and how many of its rows are kept."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from accounts.abilities import Role
from coverage.actions.uploads import receiving
from coverage.actions.uploads.applying import cancel_upload
from coverage.actions.uploads.reading import read_upload
from coverage.enums import UploadState
from coverage.import_errors import UploadsUsedUp
from coverage.models import StagedRow, Upload
from paritrana.formatting import size
from tests.coverage.uploads import BUSUI, KASUNGAI, a_row, a_template, received, sent
from tests.factories import A_MOMENT, a_person
from tests.threads import at_once, let_two_meet

MB = 1 << 20


def used(upload: Upload, megabytes: int, **more) -> None:
    """Let an upload be as large as that, sent when it is said."""
    Upload.objects.filter(pk=upload.pk).update(size=megabytes * MB, **more)


def a_file() -> bytes:
    return a_template(a_row(BUSUI, 12))


def test_what_goes_beyond_the_day_is_refused_and_says_when_there_is_room_again(sari):
    used(received(a_file(), sari), 100)

    with pytest.raises(UploadsUsedUp) as refused:
        received(a_file(), sari)

    assert Upload.objects.count() == 1
    assert refused.value.message == (
        f"Hari ini Anda sudah mengunggah 100 MB dari 100 MB, dan berkas ini {size(len(a_file()))}, jadi tidak diambil. "
        "Tidak ada yang disimpan. Unggah lagi mulai Selasa, 5 Agustus 2025 pukul 00.00 WITA, atau bagi berkasnya."
    )


def test_the_day_is_that_of_the_office_and_each_person_has_his_own(places, sari):
    midnight = datetime(2025, 8, 3, 16, tzinfo=UTC)  # 00.00 WITA
    used(received(a_file(), sari), 100, sent_at=midnight - timedelta(seconds=1))
    used(received(a_file(), a_person("rekan", Role.ENTERER, places["64.01"])), 100)
    received(a_file(), sari)

    Upload.objects.filter(by=sari).update(sent_at=midnight)

    with pytest.raises(UploadsUsedUp):
        received(a_file(), sari)


def test_what_was_closed_counts_too(sari):
    upload = received(a_file(), sari)
    used(upload, 100)
    cancel_upload(upload=upload, by=sari, at=A_MOMENT)

    with pytest.raises(UploadsUsedUp):
        received(a_file(), sari)


def test_the_command_and_programs_are_bound_alike_and_say_it_in_their_answer(sari, tmp_path, time_machine, capsys):
    time_machine.move_to(A_MOMENT)
    used(received(a_file(), sari), 100)
    (tmp_path / "juli.xlsx").write_bytes(a_file())

    with pytest.raises(SystemExit) as ended:
        call_command("import_sheet", str(tmp_path / "juli.xlsx"), "--user", "sari")

    assert ended.value.code == 4
    assert capsys.readouterr().out.startswith("Hari ini Anda sudah mengunggah 100 MB")


def test_the_page_says_it_where_the_file_was_sent(client, sari, time_machine):
    time_machine.move_to(A_MOMENT)
    used(received(a_file(), sari), 100)
    client.force_login(sari)

    answer = client.post("/impor/", {"berkas": SimpleUploadedFile("a.xlsx", a_file()), "sebagai": "figures"})

    assert answer.status_code == 422
    assert "Unggah lagi mulai Selasa, 5 Agustus 2025" in answer.content.decode()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_files_at_once_do_not_pass_where_there_is_room_for_one(sari, settings, monkeypatch):
    content = a_file()
    let_two_meet(monkeypatch, (receiving, "told_name"))  # which comes after the sum was taken
    settings.UPLOADS_PER_DAY = len(content) * 3 // 2

    told = at_once([lambda: received(content, sari)] * 2)

    assert sorted(type(one).__name__ for one in told) == ["Upload", "UploadsUsedUp"]


def test_rows_beyond_what_is_kept_of_one_person_are_not_staged(paser, sari, settings):
    """Small files unpack to many rows, and each row takes room until its upload is closed."""
    settings.UPLOADED_ROWS_KEPT = 3
    first = sent(a_template(a_row(BUSUI, 12), ["Catatan"]), sari)

    second = sent(a_template(a_row(BUSUI, 13), a_row(KASUNGAI, "x")), sari)

    assert (first.state, second.state) == (UploadState.STAGED, UploadState.REJECTED)
    assert set(StagedRow.objects.values_list("upload", flat=True)) == {first.pk}
    assert second.found["refused"]["message"] == (
        "Berkas ini memuat 2 baris, dan dari impor Anda yang lain masih tersimpan 2 baris; bersama-sama paling banyak "
        "3. Tidak ada yang disimpan. Tutup impor yang tidak jadi diterapkan, atau tunggu sampai yang lama terhapus "
        "setelah 90 hari, lalu unggah lagi."
    )


def test_rows_that_were_closed_or_are_read_again_or_anothers_take_no_room(paser, sari, settings):
    settings.UPLOADED_ROWS_KEPT = 2
    rows = a_template(a_row(BUSUI, 12), a_row(KASUNGAI, 7))
    sent(rows, a_person("rekan", Role.ENTERER, paser))
    upload = sent(rows, sari)

    again = read_upload(upload=upload, at=A_MOMENT)
    cancel_upload(upload=again, by=sari, at=A_MOMENT)

    assert (again.state, sent(rows, sari).state) == (UploadState.STAGED, UploadState.STAGED)
