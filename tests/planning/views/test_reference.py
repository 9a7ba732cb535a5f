"""Contribution rates are kept at `/kelola/iuran/`, beside the other reference data, by a file with a preview."""

import csv
import io
import re
from datetime import date

import openpyxl
import pytest
from django.test import Client

from accounts.models import AuditEntry
from planning.models import ContributionRate
from tests.accounts.people import give_second_factor

HEAD = (
    "kelompok;jenis_pekerja;sumber_dana;program;kelas_risiko;rupiah;persen_upah;mulai;sampai;"
    "dasar_hukum;terverifikasi\n"
)
SEEDED = 17


@pytest.fixture
def client(admin) -> Client:
    give_second_factor(admin)
    client = Client()
    client.force_login(admin)
    return client


def sent(client: Client, content: bytes | str, name: str = "acuan.csv"):
    file = io.BytesIO(content.encode() if isinstance(content, str) else content)
    file.name = name
    return client.post("/kelola/iuran/", {"berkas": file})


def table(client: Client) -> str:
    return b"".join(client.get("/kelola/iuran.csv").streaming_content).decode()


def test_rates_are_listed_among_the_reference_data(client):
    page = client.get("/kelola/").content.decode()

    assert '<a href="/kelola/iuran/">Tarif iuran</a>' in page


def test_a_new_rate_and_the_end_of_the_old_come_in_by_file_after_a_preview(client):
    text = HEAD + "bpu;;;JKM;;6.800;;2015-07;2026-12;PP 44/2015;ya\nBPU;;;jkm;;7.000;;2027-01;;PP 1/2027;tidak\n"
    preview = sent(client, text)
    assert (preview.context["counts"]["new"], preview.context["counts"]["changed"]) == (1, 1)
    assert (ContributionRate.objects.count(), AuditEntry.objects.filter(act="reference_changed").count()) == (SEEDED, 0)

    code = client.post("/kelola/iuran/terapkan/", {"pratinjau": preview.context["name"]}).status_code

    rows = ContributionRate.objects.filter(group="bpu", payer=None, programme="JKM").order_by("first_month")
    told = [(row.first_month, row.last_month, row.amount, row.is_verified) for row in rows]
    assert (code, told) == (302, [(201507, 202612, 6_800, True), (202701, None, 7_000, False)])
    subjects = AuditEntry.objects.filter(act="reference_changed").order_by("sequence").values_list("subject", flat=True)
    assert list(subjects) == ["rate:bpu/JKM/2015-07", "rate:bpu/JKM/2027-01"]


def test_what_is_downloaded_and_sent_again_changes_nothing(client):
    counts = sent(client, table(client)).context["counts"]

    assert counts == {"new": 0, "changed": 0, "unchanged": SEEDED, "rejected": 0}


def test_a_workbook_that_made_numbers_and_dates_of_the_cells_changes_nothing(client):
    book, file = openpyxl.Workbook(), io.BytesIO()
    for line in table(client).lstrip("\N{ZERO WIDTH NO-BREAK SPACE}").splitlines():
        book.active.append(cells_of(line))
    book.save(file)

    counts = sent(client, file.getvalue(), "acuan.xlsx").context["counts"]

    assert counts == {"new": 0, "changed": 0, "unchanged": SEEDED, "rejected": 0}


def cells_of(line: str) -> list[object]:
    """Return the cells of a line as an Indonesian spreadsheet program reads them: 0,24 a number, 2026-01 a date."""
    (row,) = csv.reader([line])
    return [typed(text) for text in row]


def typed(text: str) -> object:
    if re.fullmatch(r"[0-9]+(,[0-9]+)?", text):
        return float(text.replace(",", "."))
    return date.fromisoformat(f"{text}-01") if re.fullmatch(r"[0-9]{4}-[0-9]{2}", text) else text


@pytest.mark.parametrize(
    ("line", "said"),
    [("bpu;petani;;JKM;;7.000;;2030-01;;PP 1/2030;ya",
      "Tarif iuran bpu JKM 2030-01 harus menyebut kelompok atau jenis pekerja, salah satu saja. Kosongkan yang lain."),
     ("bpu;;;JKM;;7.000;;2030-01;;PP 1/2030;ya",
      "Tarif iuran bpu JKM 2030-01 sudah ada untuk sebagian bulan itu. Akhiri dulu yang lama dengan kolom sampai, "
      "di baris sebelum tarif yang baru."),
     (";petani;;JKM;;7.000;0,3;2030-01;;PP 1/2030;ya",
      "Tarif iuran petani JKM 2030-01 harus berupa rupiah atau persen upah, salah satu saja. Kosongkan yang lain."),
     (";petani;;JKK;rendah;;nol;2030-01;;PP 1/2030;ya",
      "Tarif “nol” persen upah tidak dapat dipakai. Tulis seperti 0,24: lebih dari 0, paling tinggi 100, "
      "paling banyak tiga angka di belakang koma."),
     (";petani;;JKM;;7.000;;Jan-30;;PP 1/2030;ya",
      "Bulan “Jan-30” tidak dapat dibaca. Tulis tahun dan bulan, misalnya 2026-01."),
     (";petani;;JKM;;-7.000;;2030-01;;PP 1/2030;ya",
      "“-7.000” bukan bilangan bulat yang dapat diterima di sini. Tulis seperti 81.436."),
     (";petani;;JKM;;7.000;;2030-01;;;ya",
      "Kolom dasar_hukum kosong, padahal harus diisi. Tulis isinya, lalu kirim lagi."),
     (";petani;;JKM;;7.000;;2030-01;2029-01;PP 1/2030;ya",
      "Tarif iuran petani JKM 2030-01 tidak boleh berakhir sebelum mulai. Periksa kolom mulai dan sampai.")],
)  # fmt: skip
def test_a_line_that_cannot_hold_is_told_in_the_preview(client, line, said):
    answer = sent(client, HEAD + line + "\n")

    assert [row.message for row in answer.context["rows"]] == [said]
    assert (answer.context["name"], ContributionRate.objects.count()) == ("", SEEDED)
