"""The command `import_sheet`: the same counts as the page, told in one object, with exit codes."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from coverage.actions.uploads.applying import apply_upload
from coverage.models import Figure, Observation, SecondRequest, Upload
from coverage.queries.uploads.told import import_told
from tests.awards.factories import an_edition
from tests.coverage.factories import an_open_report
from tests.coverage.seconding import a_colleague, written
from tests.coverage.uploads import BATU_KAJANG, BUSUI, KASUNGAI, a_row, a_template, a_workbook, sent
from tests.factories import A_MOMENT

pytestmark = pytest.mark.django_db


def ran(capsys: Any, command: str, *arguments: str) -> tuple[int, dict[str, Any]]:
    """Run a command with --json; return its exit code and what it printed."""
    capsys.readouterr()
    code = 0
    try:
        call_command(command, *arguments, "--json")
    except SystemExit as ended:
        code = int(ended.code or 0)
    return code, json.loads(capsys.readouterr().out)


@pytest.fixture
def file(tmp_path: Path):
    def written(content: bytes, name: str = "juli.xlsx") -> str:
        (tmp_path / name).write_bytes(content)
        return str(tmp_path / name)

    return written


GOOD = a_template(a_row(BUSUI, 12), a_row(KASUNGAI, 7))
MIXED = a_template(a_row(BUSUI, 12), a_row(KASUNGAI, "7,5"), a_row(BATU_KAJANG, "-"), a_row(BATU_KAJANG, None))


def test_a_good_file_is_applied_and_the_same_again_changes_nothing_and_says_so(paser, sari, file, capsys):
    code, told = ran(capsys, "import_sheet", file(GOOD), "--user", "sari")
    again, repeated = ran(capsys, "import_sheet", file(GOOD), "--user", "sari")

    counts = {"name": "Data", "read": 2, "new": 2, "changed": 0, "unchanged": 0, "rejected": 0, "held": 0, "ignored": 0}
    batch = Upload.objects.earliest("pk").pk
    assert (code, {key: told[key] for key in ("outcome", "dry_run", "batch", "sheets", "rows")}) == (
        0, {"outcome": "applied", "dry_run": False, "batch": batch, "sheets": [counts], "rows": []},
    )  # fmt: skip
    assert (again, repeated["sheets"]) == (0, [counts | {"new": 0, "unchanged": 2}])
    assert repeated["message"].startswith("Berkas ini sudah diterapkan oleh Sari pada ")
    assert sorted(Figure.objects.values_list("enrolled", flat=True)) == [7, 12]


def test_a_file_with_bad_rows_is_taken_in_part_and_each_is_told(paser, sari, file, capsys):
    code, told = ran(capsys, "import_sheet", file(MIXED), "--user", "sari")

    assert (code, told["outcome"]) == (3, "partial")
    rows = [(row["row"], row["column"], row["code"], row["status"]) for row in told["rows"]]
    assert rows == [(3, "Peserta Aktif", "not_whole", "rejected"), (4, "Peserta Aktif", "dash", "held")]
    assert told["rows"][0]["message"].startswith("Baris 3, Peserta Aktif: 7,5 tidak dapat disimpan")
    assert list(Figure.objects.values_list("enrolled", flat=True)) == [12]


def test_the_page_and_the_command_count_the_same_and_so_does_a_dry_run(paser, sari, file, capsys):
    page = import_told(sent(MIXED, sari), sari, A_MOMENT)
    _, dry = ran(capsys, "import_sheet", file(MIXED), "--user", "sari", "--dry-run")
    assert list(Figure.objects.all()) == []
    _, real = ran(capsys, "import_sheet", file(MIXED), "--user", "sari")

    assert page["sheets"] == dry["sheets"] == real["sheets"]
    assert page["rows"] == dry["rows"] == real["rows"]
    assert (dry["dry_run"], dry["batch"], dry["outcome"]) == (True, None, real["outcome"])


@pytest.mark.parametrize(
    ("content", "name"),
    [(a_template(a_row(BUSUI, "7,5")), "a.xlsx"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.xls"),
     (b"", "a.csv"), (a_workbook({"Surat": [["Dengan hormat"]]}), "a.xlsx")],
)  # fmt: skip
def test_a_file_without_a_good_row_is_rejected_and_stores_nothing(paser, sari, file, capsys, content, name):
    code, told = ran(capsys, "import_sheet", file(content, name), "--user", "sari")

    assert (code, told["outcome"]) == (4, "rejected")
    assert told["message"]
    assert list(Figure.objects.all()) == []


def test_options_fill_what_the_file_does_not_say(paser, sari, file, capsys):
    content = file(
        a_workbook({"A": [["Desa", "Peserta Aktif"], ["Busui", 5]], "B": [["Desa", "Peserta"], ["Kasungai", 1]]})
    )
    given = ["--period", "2025-07", "--category", "kader", "--payer", "csr", "--sheet", "A"]

    code, _ = ran(capsys, "import_sheet", content, "--user", "sari", *given)

    rows = Figure.objects.values_list("region__code", "month", "category__code", "payer__code", "enrolled")
    assert (code, list(rows)) == (0, [(BUSUI, 202507, "kader", "csr", 5)])


def test_a_comparison_is_stored_beside_the_figures(paser, sari, file, capsys):
    code, _ = ran(capsys, "import_sheet", file(GOOD), "--user", "sari", "--as", "comparison", "--stated-by", "village")

    assert (code, Figure.objects.count()) == (0, 0)
    assert sorted(Observation.objects.values_list("stated_by", "enrolled")) == [("village", 7), ("village", 12)]


@pytest.mark.parametrize(
    "arguments",
    [["--user", "siapa"], ["--user", "sari", "--period", "2025-13"], ["--user", "sari", "--payer", "kantong"]],
)
def test_what_is_no_order_is_a_usage_error(paser, sari, file, arguments):
    with pytest.raises(CommandError) as refused:
        call_command("import_sheet", file(GOOD), *arguments)

    assert refused.value.returncode == 2
    assert list(Upload.objects.all()) == []


def test_a_command_without_the_right_is_rejected(paser, budi, file, capsys):
    code, told = ran(capsys, "import_sheet", file(GOOD), "--user", "budi")

    assert (code, told["batch"], list(Upload.objects.all())) == (4, None, [])


def test_rows_of_one_cell_name_each_other(paser, sari, file, capsys):
    content = a_workbook({
        "Satu": [["Kode Wilayah", "Peserta Aktif"], [BUSUI, 5], [KASUNGAI, 6]],
        "Dua": [["Kode Wilayah", "Peserta Aktif"], [BUSUI, 7]],
    })  # fmt: skip
    given = ["--period", "2025-07", "--category", "petani", "--payer", "csr"]

    _, told = ran(capsys, "import_sheet", file(content), "--user", "sari", *given)

    assert ["lembar Dua baris 2" in row["message"] for row in told["rows"]] == [True, False]
    assert ["lembar Satu baris 2" in row["message"] for row in told["rows"]] == [False, True]


def test_an_import_is_undone_by_command_and_later_edits_stay(paser, sari, file, capsys):
    _, told = ran(capsys, "import_sheet", file(GOOD), "--user", "sari")
    later = sent(a_template(a_row(BUSUI, 13)), sari)
    apply_upload(upload=later, partly=False, by=sari, at=A_MOMENT)
    order = ["undo_import", str(told["batch"]), "--user", "sari", "--reason"]

    code, undone = ran(capsys, *order, "Berkas bulan lalu terunggah")
    again, refused = ran(capsys, *order, "Berkas bulan lalu terunggah")

    assert (code, undone["restored"], [cell["region"] for cell in undone["spared"]]) == (3, 1, [BUSUI])
    assert (again, refused["outcome"]) == (4, "rejected")
    assert sorted(Figure.objects.values_list("region__code", "enrolled")) == [(BUSUI, 13), (KASUNGAI, None)]


def test_an_undone_import_is_restored_by_command(paser, sari, file, capsys):
    _, told = ran(capsys, "import_sheet", file(GOOD), "--user", "sari")
    order = ["undo_import", str(told["batch"]), "--user", "sari", "--reason", "Berkas bulan lalu terunggah"]
    before = sorted(Figure.objects.values_list("region__code", "enrolled"))
    ran(capsys, *order)

    code, restored = ran(capsys, *order, "--restore")
    again, refused = ran(capsys, *order, "--restore")

    assert (code, restored["restored"], again, refused["outcome"]) == (0, 2, 4, "rejected")
    assert "seperti sesudah impor" in restored["message"]
    assert sorted(Figure.objects.values_list("region__code", "enrolled")) == before


# What needs a second person

DECEMBER = a_template([BUSUI, "", "2023-12", "petani", "apbd_kab", 12])


@pytest.fixture
def edition(paser, admin, time_machine):
    """Paritrana, data 2023 is open, and so is December 2023 of Paser."""
    time_machine.move_to(A_MOMENT)
    an_open_report(paser, 202312)
    return an_edition(admin)


def test_what_touches_an_open_edition_is_staged_and_says_who_must_approve(edition, paser, sari, file, capsys):
    a_colleague(paser)

    code, told = ran(capsys, "import_sheet", file(DECEMBER), "--user", "sari")

    upload = Upload.objects.get()
    assert (code, told["outcome"], told["batch"]) == (5, "needs_second_person", upload.pk)
    assert told["second_person"]["page"].endswith(f"/impor/{upload.pk}/")
    assert told["second_person"]["months"] == [{"period": "2023-12", "edition": "Paritrana, data 2023"}]
    assert "Rina (operator Kab. Paser)" in told["second_person"]["who"]
    assert not any(who.startswith("Sari") for who in told["second_person"]["who"])
    assert "Orang kedua perlu memeriksa" in told["message"]
    assert [sheet["new"] for sheet in told["sheets"]] == [1]
    assert (upload.state, list(Figure.objects.all())) == ("waiting", [])


def test_a_dry_run_says_the_same_and_leaves_nothing_waiting(edition, sari, file, capsys):
    code, dry = ran(capsys, "import_sheet", file(DECEMBER), "--user", "sari", "--dry-run")
    assert (Upload.objects.get().state, list(SecondRequest.objects.all())) == ("cancelled", [])
    again, real = ran(capsys, "import_sheet", file(DECEMBER), "--user", "sari")

    assert (code, again, dry["outcome"], dry["batch"]) == (5, 5, real["outcome"], None)
    assert dry["second_person"] == real["second_person"] | {"page": None}
    assert dry["sheets"] == real["sheets"]


def test_the_command_is_no_way_around_as_the_same_user(edition, sari, file, capsys):
    for _time in range(2):
        ran(capsys, "import_sheet", file(DECEMBER), "--user", "sari")

    assert (set(Upload.objects.values_list("state", flat=True)), list(Figure.objects.all())) == ({"waiting"}, [])


def test_an_undo_of_it_waits_and_the_command_does_not_approve(edition, paser, sari, file, capsys):
    rina = a_colleague(paser)
    upload = written(rina, sari)
    order = ["undo_import", str(upload.pk), "--reason", "Berkas bulan lalu terunggah", "--user"]

    code, told = ran(capsys, *order, "sari")
    again, refused = ran(capsys, *order, "rina")

    assert (code, told["outcome"], told["batch"]) == (5, "needs_second_person", upload.pk)
    assert "Rina (operator Kab. Paser)" in told["second_person"]["who"]
    assert (again, refused["outcome"]) == (4, "rejected")
    assert list(Figure.objects.values_list("enrolled", flat=True)) == [12]
