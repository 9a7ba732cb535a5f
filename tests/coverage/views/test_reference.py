"""Reference data through a spreadsheet: download, preview, apply; each row through the gate of its kind."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.enums import Act
from accounts.models import AuditEntry
from coverage.actions.reference import save_payer
from coverage.enums import DenominatorState
from coverage.models import Denominator, Payer, WorkerCategory
from regions.models import RegionAlias
from tests.accounts.people import give_second_factor
from tests.factories import a_person


@pytest.fixture
def desk(admin, time_machine, at) -> Client:
    """The administrator's browser."""
    time_machine.move_to(at, tick=False)
    give_second_factor(admin)
    client = Client()
    client.force_login(admin)
    return client


def table(desk: Client, word: str) -> str:
    return b"".join(desk.get(f"/kelola/{word}.csv").streaming_content).decode()


def send(desk: Client, word: str, text: str, name: str = "acuan.csv"):
    return desk.post(f"/kelola/{word}/", {"berkas": SimpleUploadedFile(name, text.encode())})


def told(answer) -> str:
    return " ".join(answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def apply(desk: Client, word: str, answer):
    name = re.search(r'name="pratinjau" value="([^"]+)"', answer.content.decode())
    assert name, told(answer)
    return desk.post(f"/kelola/{word}/terapkan/", {"pratinjau": name[1]}, follow=True)


def trail() -> list[str]:
    return list(AuditEntry.objects.order_by("sequence").values_list("act", flat=True))


@pytest.mark.parametrize("word", ["jenis-pekerja", "sumber-dana"])
def test_what_was_downloaded_is_sent_back_without_effect(desk, word):
    before = trail()

    answer = send(desk, word, table(desk, word))

    assert "0 baru, 0 berubah" in told(answer)
    assert 'pratinjau" value' not in answer.content.decode()
    assert trail() == before


def test_a_preview_stores_nothing_and_applying_stores_what_it_said(desk, admin):
    text = table(desk, "sumber-dana").replace("Baznas", "Baznas dan lembaga zakat") + "hibah,Hibah,30\r\n"
    before = trail()

    shown = send(desk, "sumber-dana", text)
    in_between = (trail(), Payer.objects.filter(code="hibah").exists())
    done = apply(desk, "sumber-dana", shown)

    assert "1 baru, 1 berubah, 11 tetap, 0 ditolak" in told(shown)
    assert "<del>Baznas</del> <ins>Baznas dan lembaga zakat</ins>" in told(shown)
    assert in_between == (before, False)
    assert "Tersimpan: 1 baris baru, 1 berubah, 11 tetap." in told(done)
    assert Payer.objects.get(code="baznas").name == "Baznas dan lembaga zakat"
    assert trail() == [*before, Act.REFERENCE_CHANGED, Act.REFERENCE_CHANGED]
    assert AuditEntry.objects.order_by("sequence").last().user_name == "Admin"


def test_semicolons_of_an_indonesian_spreadsheet_are_read_too(desk):
    shown = send(desk, "sumber-dana", "kode;nama;urutan\r\nhibah;Hibah;1.000\r\n")

    apply(desk, "sumber-dana", shown)

    assert Payer.objects.get(code="hibah").position == 1_000


def test_a_workbook_is_read_in_its_own_process(desk):
    openpyxl = pytest.importorskip("openpyxl")
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in (["kode", "nama", "urutan"], ["hibah", "Hibah", 30]):
        book.active.append(row)
    book.save(file)

    shown = desk.post("/kelola/sumber-dana/", {"berkas": SimpleUploadedFile("acuan.xlsx", file.getvalue())})
    apply(desk, "sumber-dana", shown)

    assert Payer.objects.get(code="hibah").name == "Hibah"


@pytest.mark.parametrize(
    ("word", "text", "said"),
    [
        ("sumber-dana", "kode,nama,urutan\nhibah,Hibah,12.5\n", "“12.5” bukan bilangan bulat"),
        ("sumber-dana", "kode,nama,urutan\nhibah,,1\n", "Kolom nama kosong"),
        ("sumber-dana", "kode,nama,urutan\na,A,1\na,B,2\n", "“a” tertulis dua kali"),
        ("sumber-dana", "kode,nama,urutan\nHIBAH,Hibah,1\n", "Kode “HIBAH” tidak dapat dipakai"),
        ("target", "kode,tahun,segmen,target,penerbit,cara,dasar_hukum,dokumen,per_tanggal\n"
                   "99.99,2025,,10,Bupati,SK,,,2025-01-01\n", "Kode wilayah “99.99” tidak dikenal"),
        ("target", "kode,tahun,segmen,target,penerbit,cara,dasar_hukum,dokumen,per_tanggal\n"
                   "64.01,1900,,10,Bupati,SK,,,2025-01-01\n", "“1900” bukan bilangan bulat"),
        ("target", "kode,tahun,segmen,target,penerbit,cara,dasar_hukum,dokumen,per_tanggal\n"
                   "64.01,2025,,10,Bupati,SK,,,31/12/2025\n", "Tanggal “31/12/2025” tidak dapat dibaca"),
        ("sebutan-wilayah", "sistem,sebutan,kode,sumber\nlain,Pasir,64.01,Perda\n", "Sistem kode “lain” tidak dikenal"),
    ],
)  # fmt: skip
def test_one_row_that_cannot_hold_keeps_all_from_being_applied(desk, word, text, said):
    before = trail()

    answer = send(desk, word, text)

    assert said in told(answer)
    assert "Perbaiki baris yang ditolak" in told(answer)
    assert 'name="pratinjau"' not in answer.content.decode()
    assert trail() == before


def test_what_is_rejected_stands_first_and_a_new_row_tells_only_what_is_written(desk):
    heads = ",".join(["kode", "tahun", "segmen", "target", "penerbit", "cara", "dasar_hukum", "dokumen", "per_tanggal"])
    text = f"{heads}\n64.01,2030,,95000,Bupati,RPJMD,,,2030-01-01\n99.99,2030,,10,Bupati,SK,,,2030-01-01\n"

    shown = told(send(desk, "target", text))

    assert shown.index("Baris 3") < shown.index("Baris 2")
    assert ("target: <ins>95000</ins>" in shown, "<li>segmen" in shown) == (True, False)


@pytest.mark.parametrize(
    ("text", "said"),
    [("nama,kode\na,b\n", "Kolom berkas ini harus persis: kode, nama, urutan"), ("", "kosong"),
     ("kode,nama,urutan\n", "tidak berisi satu baris pun"),
     ("kode,nama,urutan\nhibah,6401010101900001,1\n", "seperti NIK"),
     ("kode,nama,urutan\n" + "a,A,1\n" * 5_001, "lebih dari 5000 baris")],
)  # fmt: skip
def test_a_file_of_another_kind_is_refused_whole(desk, text, said):
    answer = send(desk, "sumber-dana", text)

    assert answer.status_code == 422
    assert said in told(answer)


def test_a_target_is_only_proposed(desk, admin, places):
    text = (
        "kode,tahun,segmen,target,penerbit,cara,dasar_hukum,dokumen,per_tanggal\n"
        "64.01,2025,,90.052,Bupati Paser,SK Bupati,SK 12/2025,https://paser.example/sk.pdf,2025-01-10\n"
    )

    apply(desk, "target", send(desk, "target", text))

    row = Denominator.objects.get()
    assert (row.persons, row.state, row.version) == (90_052, DenominatorState.PROPOSED, 1)
    assert (row.proposed_by, row.region) == (admin, places["64.01"])
    assert trail()[-1] == Act.DENOMINATOR_PROPOSED
    assert "0 baru, 0 berubah, 1 tetap" in told(send(desk, "target", text))


def test_another_name_of_a_region_is_added_once(desk, places):
    text = "sistem,sebutan,kode,sumber\nname,Kabupaten Pasir,64.01,PP 49/2007\n"

    apply(desk, "sebutan-wilayah", send(desk, "sebutan-wilayah", text))
    again = send(desk, "sebutan-wilayah", table(desk, "sebutan-wilayah"))

    alias = RegionAlias.objects.get(region=places["64.01"])
    assert alias.source == "administrator: PP 49/2007"
    assert "0 baru, 0 berubah, 1 tetap" in told(again)


def test_a_kind_of_worker_goes_through_its_gate(desk):
    text = table(desk, "jenis-pekerja")
    line = next(line for line in text.splitlines() if line.startswith("petani,"))

    apply(
        desk, "jenis-pekerja", send(desk, "jenis-pekerja", text.replace(line, line.replace("Petani", "Petani sawah")))
    )

    assert WorkerCategory.objects.get(code="petani").name == "Petani sawah"


def test_what_moved_since_the_preview_is_shown_anew_and_not_stored(desk, admin, at):
    shown = send(desk, "sumber-dana", "kode,nama,urutan\ncsr,CSR,9\n")
    save_payer(code="csr", name="CSR daerah", position=9, by=admin, at=at)

    answer = apply(desk, "sumber-dana", shown)

    assert "berubah sejak pratinjau dibuat" in told(answer)
    assert "<del>CSR daerah</del> <ins>CSR</ins>" in told(answer)
    assert Payer.objects.get(code="csr").name == "CSR daerah"


def test_a_preview_is_applied_once_and_by_its_own_person_alone(desk, places, time_machine, at):
    other = a_person("admin2", "D", places["ID"])
    give_second_factor(other)
    elsewhere = Client()
    elsewhere.force_login(other)
    shown = send(desk, "sumber-dana", "kode,nama,urutan\ncsr,CSR,9\n")
    name = re.search(r'name="pratinjau" value="([^"]+)"', shown.content.decode())[1]

    answers = [
        client.post("/kelola/sumber-dana/terapkan/", {"pratinjau": name}).status_code
        for client in (elsewhere, desk, desk)
    ]
    other_kind = desk.post("/kelola/target/terapkan/", {"pratinjau": name}).status_code

    assert (answers, other_kind) == ([422, 302, 422], 422)


def test_a_kind_that_is_not_does_not_exist(desk):
    assert [desk.get(path).status_code for path in ("/kelola/figur/", "/kelola/figur.csv")] == [404, 404]
    assert desk.post("/kelola/figur/terapkan/").status_code == 404
