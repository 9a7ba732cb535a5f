"""Saving what the entry grid sends: each cell for itself, each sending once."""

from datetime import date, timedelta

import pytest

from accounts.abilities import Role
from accounts.enums import Act
from accounts.errors import RightMissing
from accounts.models import AuditEntry
from coverage.actions.corrections import reopen_report
from coverage.actions.entry import MOST_CELLS, save_entries
from coverage.actions.entry_answers import EntryState, Sent
from coverage.actions.entry_zeros import fill_blanks_with_zero
from coverage.entry_errors import EntryRefused
from coverage.models import Change, Figure, Report, Revision, Submission
from tests.coverage.factories import JULY, a_cell, an_open_report, entered, published, signed, staff_of
from tests.coverage.plans import a_plan
from tests.factories import A_MOMENT, a_person

BUSUI, KASUNGAI = "64.01.01.2001", "64.01.01.2002"


@pytest.fixture
def report(places) -> Report:
    a_plan(places["64.01"])
    return an_open_report(places["64.01"])


def a_sent(text: str, pair: str = "petani apbd_kab", region: str = BUSUI, seen: int = 0, **more) -> Sent:
    category, payer = pair.split()
    return Sent(region, category, payer, text, seen, **more)


def save(report: Report, *sent: Sent, key: str = "k1", by=None, at=A_MOMENT):
    return save_entries(report=report, sent=sent, key=key, by=by or staff_of(report.region)["enters"], at=at)


def told(saved) -> list[tuple[str, int, str]]:
    return [(cell.state.value, cell.version, cell.text) for cell in saved.cells]


def heads() -> dict[tuple[str, str], int | None]:
    return {(row.region.code, row.category.code): row.enrolled for row in Figure.objects.all()}


# What is stored


def test_numbers_tb_and_blank_are_stored_as_four_different_things(report):
    saved = save(
        report,
        a_sent("1.250"),
        a_sent("0", "nelayan apbd_kab"),
        a_sent("tb", "pekebun dbh_sawit"),
        a_sent("", "pedagang mandiri"),
        a_sent(" 36 ", region=KASUNGAI),
    )

    assert told(saved) == [
        ("saved", 1, "1.250"),
        ("saved", 1, "0"),
        ("saved", 1, "tb"),
        ("same", 0, ""),
        ("saved", 1, "36"),
    ]
    assert heads() == {
        (BUSUI, "petani"): 1250,
        (BUSUI, "nelayan"): 0,
        (BUSUI, "pekebun"): None,
        (KASUNGAI, "petani"): 36,
    }
    assert Figure.objects.get(category__code="pekebun").not_applicable


def test_one_sending_is_one_change_with_one_audit_entry(report):
    save(report, a_sent("12"), a_sent("13", region=KASUNGAI))

    assert (Change.objects.count(), Revision.objects.count()) == (1, 2)
    assert AuditEntry.objects.filter(act=Act.FIGURES_SAVED).count() == 1


def test_the_regencys_own_cell_is_stored_where_the_plan_asks_it_there(report):
    saved = save(report, a_sent("500", "pu pemberi_kerja", "64.01"), a_sent("5", "pu pemberi_kerja"))

    assert [cell.state for cell in saved.cells] == [EntryState.SAVED, EntryState.REFUSED]
    assert heads() == {("64.01", "pu"): 500}


def test_what_stands_already_is_the_same_whatever_version_was_seen(report):
    save(report, a_sent("12"))

    again = save(report, a_sent("12", seen=0), key="k2")

    assert told(again) == [("same", 1, "12")]
    assert Change.objects.count() == 1


def test_until_when_a_cell_is_paid_stays_unless_it_is_sent(report):
    cell = lambda: Figure.objects.get()  # noqa: E731
    save(report, a_sent("12", until=date(2025, 12, 31), keeps_until=False))
    save(report, a_sent("13", seen=1), key="k2")
    assert cell().funded_until == date(2025, 12, 31)

    save(report, a_sent("13", seen=2, keeps_until=False), key="k3")
    assert cell().funded_until is None

    save(report, a_sent("14", seen=3, until=date(2025, 12, 31), keeps_until=False), key="k4")
    save(report, a_sent("", seen=4), key="k5")
    assert (cell().enrolled, cell().funded_until) == (None, None)


# What cannot be, beside what can


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (a_sent("81,5"), "Maksud Anda 815 atau 81?"),
        (a_sent("1,250"), "Maksud Anda 1.250?"),
        (a_sent("-4"), "tidak boleh kurang dari 0"),
        (a_sent("lima"), "“lima” tidak dapat disimpan karena bukan angka"),
        (a_sent("1.000.000.001"), "melebihi 1.000.000.000"),
        (a_sent("5", region="64.08.01.2001"), "Wilayah 64.08.01.2001 tidak termasuk laporan"),
        (a_sent("5", region="99"), "Wilayah 99 tidak termasuk laporan"),
        (a_sent("5", "buruh apbd_kab"), "Jenis pekerja buruh tidak berlaku"),
        (a_sent("5", "petani desa"), "Sumber dana desa tidak dikenal"),
        (a_sent("5", "petani csr"), "tidak termasuk susunan isian"),
        (a_sent("5", region="64.01.01"), "tidak termasuk susunan isian"),
    ],
    ids=str,
)
def test_what_cannot_be_is_told_and_the_rest_is_kept(report, sent, words):
    saved = save(report, a_sent("7", region=KASUNGAI), sent)

    assert [cell.state for cell in saved.cells] == [EntryState.SAVED, EntryState.REFUSED]
    assert words in saved.cells[1].message
    assert heads() == {(KASUNGAI, "petani"): 7}


def test_a_cell_that_comes_twice_is_taken_once(report):
    saved = save(report, a_sent("7"), a_sent("8"))

    assert [cell.state for cell in saved.cells] == [EntryState.SAVED, EntryState.REFUSED]
    assert heads() == {(BUSUI, "petani"): 7}


def test_without_a_plan_nothing_is_taken_and_the_sentence_says_who_sets_it(places):
    saved = save(an_open_report(places["64.01"]), a_sent("7"))

    assert [cell.state for cell in saved.cells] == [EntryState.REFUSED]
    assert "Minta pengesah mengaturnya" in saved.cells[0].message
    assert Figure.objects.count() == 0


def test_what_is_no_longer_asked_can_be_emptied_and_not_changed(report, places):
    entered(report, [a_cell(places[BUSUI], 9, "prt", "csr")])

    changed = save(report, a_sent("10", "prt csr", seen=1))
    emptied = save(report, a_sent("", "prt csr", seen=1), key="k2")

    assert told(changed) == [("refused", 1, "9")]
    assert told(emptied) == [("saved", 2, "")]


def test_more_cells_than_a_grid_holds_are_refused_as_a_whole(report):
    with pytest.raises(EntryRefused, match=r"10\.000"):
        save(report, *[a_sent("1")] * (MOST_CELLS + 1))

    assert Submission.objects.count() == 0


def test_ten_thousand_cells_are_answered_each(report):
    sent = [a_sent("1", region=f"64.01.99.{number}") for number in range(MOST_CELLS - 1)]

    saved = save(report, *sent, a_sent("3"))

    assert len(saved.cells) == MOST_CELLS
    assert len(saved.of_state(EntryState.REFUSED)) == MOST_CELLS - 1
    assert heads() == {(BUSUI, "petani"): 3}


# Others


def test_a_cell_that_someone_changed_meanwhile_is_told_with_both_values_and_the_others_are_saved(report, places):
    rina = a_person("rina", Role.ENTERER, places["64.01"], name="Rina")
    save(report, a_sent("100"), key="first")
    save(report, a_sent("120", seen=1), key="hers", by=rina, at=A_MOMENT + timedelta(hours=4, minutes=5))

    saved = save(report, a_sent("125", seen=1), a_sent("8", region=KASUNGAI), key="mine")

    conflict = saved.cells[0]
    assert told(saved) == [("conflict", 2, "120"), ("saved", 1, "8")]
    assert (conflict.theirs.text, conflict.theirs.version, conflict.theirs.by) == ("120", 2, "Rina")
    assert conflict.message == (
        "Isian ini diubah Rina pada 4 Agustus 2025 pukul 14.05 WITA menjadi 120; Anda menulis 125. "
        "Pilih satu; yang lain tetap tercatat di riwayat."
    )
    assert heads() == {(BUSUI, "petani"): 120, (KASUNGAI, "petani"): 8}


def test_a_locked_report_answers_each_cell_with_who_can_lift_it_and_keeps_the_key_free(report, places):
    entered(report, [a_cell(places["64.01"], 5, "pu", "pemberi_kerja")])
    signed(report)

    saved = save(report, a_sent("7"), a_sent("x"))

    assert [cell.state for cell in saved.cells] == [EntryState.LOCKED] * 2
    assert "Verifikator provinsi dapat mengembalikannya" in saved.cells[0].message
    assert (Figure.objects.count(), Submission.objects.count()) == (1, 0)


def test_a_correction_takes_only_the_cells_that_it_names(report, places):
    cells = [a_cell(places[BUSUI], 100), a_cell(places[KASUNGAI], 90)]
    entered(report, cells)
    published(report)
    report.refresh_from_db()
    named = [(cells[0].region, cells[0].category, cells[0].payer)]
    reopen_report(
        report=report, cells=named, reason="Salah ketik di Busui", by=staff_of(report.region)["publishes"], at=A_MOMENT
    )

    longer = a_sent("90", region=KASUNGAI, seen=1, until=date(2026, 1, 1), keeps_until=False)
    told_until = save(report, longer, key="until")
    saved = save(report, a_sent("101", seen=1), a_sent("91", region=KASUNGAI, seen=1))

    assert [cell.state for cell in (*told_until.cells, *saved.cells)] == [
        EntryState.LOCKED, EntryState.SAVED, EntryState.LOCKED,
    ]  # fmt: skip
    assert "koreksi terbatas" in saved.cells[1].message
    assert heads() == {(BUSUI, "petani"): 101, (KASUNGAI, "petani"): 90}


def test_who_may_not_enter_there_is_refused_and_nothing_is_left(report, places, stranger):
    with pytest.raises(RightMissing):
        save(report, a_sent("7"), by=stranger)

    assert (Figure.objects.count(), Submission.objects.count()) == (0, 0)


# The same sending again


def test_the_same_key_is_answered_the_same_and_changes_nothing(report):
    first = save(report, a_sent("7"), a_sent("81,5", region=KASUNGAI))
    save(report, a_sent("8", seen=1), key="later")

    again = save(report, a_sent("7"), a_sent("81,5", region=KASUNGAI))

    assert again == first
    assert heads() == {(BUSUI, "petani"): 8}
    assert Revision.objects.count() == 2


def test_an_answer_with_a_conflict_is_kept_whole(report):
    save(report, a_sent("7"), key="other")
    first = save(report, a_sent("9", seen=0))

    assert save(report, a_sent("9", seen=0)) == first
    assert first.has_conflicts


def test_the_same_key_is_answered_after_the_report_was_handed_in(report):
    first = save(report, a_sent("7"))
    signed(report)

    assert save(report, a_sent("7")) == first


@pytest.mark.parametrize("other", [a_sent("8"), a_sent("7", seen=1), a_sent("7", region=KASUNGAI)], ids=str)
def test_the_same_key_with_other_content_is_refused(report, other):
    save(report, a_sent("7"))

    with pytest.raises(EntryRefused) as refused:
        save(report, other)

    assert refused.value.code == "key_reused"
    assert heads() == {(BUSUI, "petani"): 7}


def test_two_people_may_choose_the_same_key(report, places):
    rina = a_person("rina", Role.ENTERER, places["64.01"])
    save(report, a_sent("7"))

    saved = save(report, a_sent("8", region=KASUNGAI), by=rina)

    assert told(saved) == [("saved", 1, "8")]


# Blanks


def test_only_asked_blank_cells_are_filled_with_zero(report, places):
    entered(report, [a_cell(places[BUSUI], 12), a_cell(places[BUSUI], None, "nelayan", not_applicable=True)])
    save(report, a_sent("5", "rt_rw apbdes"), key="before")
    save(report, a_sent("", "rt_rw apbdes", seen=1), key="emptied")
    enterer = staff_of(report.region)["enters"]

    saved = fill_blanks_with_zero(report=report, cells=None, by=enterer, at=A_MOMENT, key="zero")

    assert {cell.state for cell in saved.cells} == {EntryState.SAVED}
    assert len(saved.cells) == 6 * 7 + 1 - 2
    assert Figure.objects.filter(month=JULY, enrolled=0).count() == 41
    assert Figure.objects.get(category__code="rt_rw", region__code=BUSUI).version == 3


def test_a_selection_is_filled_and_emptied_again_by_the_versions_of_the_answer(report):
    enterer = staff_of(report.region)["enters"]
    chosen = [f"{BUSUI}|petani|apbd_kab", f"{BUSUI}|nelayan|apbd_kab", f"{BUSUI}|prt|csr"]

    filled = fill_blanks_with_zero(report=report, cells=chosen, by=enterer, at=A_MOMENT, key="zero")
    again = fill_blanks_with_zero(report=report, cells=chosen, by=enterer, at=A_MOMENT, key="zero")
    undone = save(report, *(Sent(*cell.id.split("|"), text="", seen=cell.version) for cell in filled.cells), key="undo")

    assert again == filled
    assert sorted(cell.id for cell in filled.cells) == sorted(chosen[:2])
    assert [cell.state for cell in undone.cells] == [EntryState.SAVED] * 2
    assert set(heads().values()) == {None}


@pytest.mark.parametrize("typed", ["6401014203900001", "12345678901", "Siti Rohmah binti Salim", "-6401014203900001"])
def test_what_is_pasted_from_a_list_of_persons_is_told_and_not_stored(report, typed):
    saved = save(report, a_sent(typed), a_sent("5", region=KASUNGAI))
    again = save(report, a_sent(typed), a_sent("5", region=KASUNGAI))

    assert typed in saved.cells[0].message
    assert typed not in str(Submission.objects.get().answer)
    assert again == saved
