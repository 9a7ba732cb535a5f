"""A file of proposals through the browser: previewed, applied, and the same again changes nothing."""

import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import AuditEntry
from awards.enums import RoundStage
from awards.models import Entry, Firm
from tests.accounts.people import signed_in
from tests.awards.rows import a_category, a_round, judged_at, moved_to
from tests.coverage.uploads import a_workbook

pytestmark = pytest.mark.usefixtures("at_that_moment")

HEAD = ["Kategori", "Kode Wilayah", "NPP", "Nama", "Ukuran", "Sektor", "Kontak"]
PASER = ["kabkota", "64.01", "", "Kab. Paser", "", "", ""]
KIDECO = ["tambang", "64.01", "NN123456", "PT Kideco", "Besar", "Pertambangan", "kantor@kideco.id"]


@pytest.fixture
def kaltim(edition, places, citra):
    made = a_round(edition, places["64"], citra)
    judged_at(made, a_category(edition))
    judged_at(made, a_category(edition, "tambang", kind="firm", name="Pertambangan", position=2))
    return made


@pytest.fixture
def page(kaltim):
    return f"/penghargaan/putaran/{kaltim.pk}/peserta/impor/"


@pytest.fixture
def secretariat(citra):
    return signed_in(citra)


def previewed(client, page, *rows, head=HEAD):
    file = SimpleUploadedFile("usulan.xlsx", a_workbook({"Usulan": [head, *rows]}))
    return client.post(page, {"berkas": file})


def applied(client, page, preview):
    [name] = re.findall(r'name="pratinjau" value="([^"]+)"', preview.content.decode())
    return client.post(f"{page}terapkan/", {"pratinjau": name})


def test_a_preview_tells_each_row_and_stores_nothing(secretariat, page):
    told = previewed(secretariat, page, PASER, KIDECO).content.decode()

    assert "2 baru, 0 berubah, 0 tetap, 0 ditolak." in told
    assert "Terapkan 2 peserta baru dan 0 perubahan" in told
    assert (Entry.objects.count(), Firm.objects.count()) == (0, 0)


def test_what_was_previewed_is_applied_and_the_same_file_again_changes_nothing(secretariat, page):
    answer = applied(secretariat, page, previewed(secretariat, page, PASER, KIDECO))
    assert answer.status_code == 302
    assert list(Entry.objects.order_by("pk").values_list("region__code", "firm__npp", "origin")) == [
        ("64.01", None, "import"), ("64.01", "NN123456", "import")
    ]  # fmt: skip
    entries = AuditEntry.objects.count()

    again = previewed(secretariat, page, PASER, KIDECO).content.decode()

    assert "0 baru, 0 berubah, 2 tetap, 0 ditolak." in again
    assert "Sudah tercatat sebagai peserta dengan isi yang sama." in again
    assert 'name="pratinjau"' not in again
    assert AuditEntry.objects.count() == entries


def test_a_changed_firm_is_told_and_changed(secretariat, page):
    applied(secretariat, page, previewed(secretariat, page, KIDECO))

    told = previewed(secretariat, page, [*KIDECO[:4], "menengah", *KIDECO[5:]])
    assert "ukuran: <del>besar</del> <ins>menengah</ins>" in told.content.decode()
    applied(secretariat, page, told)

    assert (Firm.objects.get().size, Entry.objects.count()) == ("medium", 1)


@pytest.mark.parametrize(
    ("row", "told"),
    [(["lomba", *PASER[1:]], "Kategori “lomba” tidak dinilai dalam putaran ini"),
     (["kabkota", "63.01", *PASER[2:]], "Kode wilayah “63.01” tidak dikenal"),
     (["kabkota", "64.01.01.2001", "", "Busui", "", "", ""], "yang diusulkan desa/kelurahan"),
     ([*PASER[:3], "Kutai Timur", "", "", ""], "adalah Kabupaten Paser, bukan “Kutai Timur”"),
     ([*PASER[:4], "besar", "", ""], "untuk wilayah. Kosongkan NPP"),
     (["tambang", "64.01", "", "PT A", "besar", "Tambang", ""], "untuk badan usaha. Isi NPP"),
     ([*KIDECO[:2], "NN999999", "PT B", "raksasa", "Tambang", ""], "Ukuran “raksasa” tidak dikenal"),
     (["", *PASER[1:]], "Kolom kategori kosong")],
)  # fmt: skip
def test_a_bad_row_is_refused_with_its_sentence_and_keeps_all_back(secretariat, page, row, told):
    answer = previewed(secretariat, page, KIDECO, row).content.decode()

    assert told in answer
    assert "Baris 3" in answer
    assert 'name="pratinjau"' not in answer
    assert (Entry.objects.count(), Firm.objects.count()) == (0, 0)


def test_a_row_that_stands_twice_is_refused(secretariat, page):
    assert "tertulis dua kali dalam berkas ini" in previewed(secretariat, page, PASER, PASER).content.decode()


@pytest.mark.parametrize(
    ("rows", "head", "told"),
    [([["kabkota", "64.01", "", "6401991501900001", "", "", ""]], HEAD, "NIK"),
     ([PASER], ["Nama", *HEAD[1:]], "Kolom berkas ini harus persis"), ([], HEAD, "tidak berisi satu baris pun")],
)  # fmt: skip
def test_a_file_that_cannot_be_taken_is_refused_as_a_whole(secretariat, page, rows, head, told):
    answer = previewed(secretariat, page, *rows, head=head)

    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_outside_the_stage_each_row_names_the_dates(secretariat, page, kaltim):
    moved_to(kaltim, RoundStage.VERIFICATION)

    assert "tahap Pengusulan, yang dibuka" in previewed(secretariat, page, PASER).content.decode()


def test_a_preview_that_no_longer_holds_is_shown_anew(secretariat, page):
    first, second = (previewed(secretariat, page, PASER) for _turn in range(2))
    applied(secretariat, page, first)

    answer = applied(secretariat, page, second)

    assert answer.status_code == 422
    assert "Periksa pratinjau yang baru." in answer.content.decode()
    assert Entry.objects.count() == 1


def test_the_preview_of_another_person_or_round_is_gone(secretariat, page, admin, edition, places, citra, eko):
    preview = previewed(secretariat, page, PASER)
    other = a_round(edition, places["ID"], eko)

    answer = applied(signed_in(eko), f"/penghargaan/putaran/{other.pk}/peserta/impor/", preview)

    assert "Kirim berkasnya lagi" in answer.content.decode()
    assert Entry.objects.count() == 0


def test_the_format_that_is_given_out_can_be_sent_again(secretariat, page):
    applied(secretariat, page, previewed(secretariat, page, PASER, KIDECO))

    body = secretariat.get(f"{page}format.xlsx").content
    sheet = openpyxl.load_workbook(io.BytesIO(body)).active
    again = secretariat.post(page, {"berkas": SimpleUploadedFile("usulan.xlsx", body)})

    assert [cell.value for cell in sheet[1]] == HEAD
    assert "0 baru, 0 berubah, 2 tetap, 0 ditolak." in again.content.decode()
