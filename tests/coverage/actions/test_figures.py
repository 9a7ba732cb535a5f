from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.abilities import Role
from accounts.enums import Act
from accounts.errors import RightMissing
from accounts.models import AuditEntry
from coverage.actions.figures import SavedFigures, save_figures
from coverage.actions.reports import submit_report
from coverage.enums import Via
from coverage.errors import FigureRefused, FiguresConflict, ReportLocked
from coverage.models import Change, Figure, LiveTotal, Report, Revision
from coverage.queries.recount import recounted_live
from tests.coverage.factories import JULY, a_cell, an_open_report
from tests.factories import a_person


@dataclass
class Desk:
    """An open report of Paser for July 2025 and who fills it."""

    report: Report
    village: object
    save: object


@pytest.fixture
def desk(places, sari, at):
    def save(*cells, by=sari, via=Via.FORM, **more) -> SavedFigures:
        return save_figures(cells=list(cells), by=by, at=more.pop("at", at), via=via, **more)

    return Desk(an_open_report(places["64.01"]), places["64.01.01.2001"], save)


def stored() -> list[tuple]:
    return list(
        Figure.objects.order_by("region__code", "category__code", "payer__code").values_list(
            "region__code", "category__code", "payer__code", "enrolled", "not_applicable", "version"
        )
    )


def live(code: str, axis: int = 0) -> dict[int, int]:
    return dict(LiveTotal.objects.filter(region__code=code, axis=axis).values_list("member", "enrolled"))


def test_a_saved_cell_is_stored_with_its_revision_its_audit_entry_and_all_totals_up_to_the_regency(desk):
    outcome = desk.save(a_cell(desk.village, 125, funded_until=date(2025, 12, 31)))

    assert (outcome.new, outcome.changed, outcome.unchanged) == (1, 0, 0)
    assert stored() == [("64.01.01.2001", "petani", "apbd_kab", 125, False, 1)]
    assert [(r.version, r.enrolled, r.funded_until) for r in Revision.objects.all()] == [(1, 125, date(2025, 12, 31))]
    entry = AuditEntry.objects.get(act=Act.FIGURES_SAVED)
    assert (entry.old, entry.new["enrolled"], entry.new["region"]) == ({}, 125, "64.01.01.2001")
    assert [live(code) for code in ("64.01.01.2001", "64.01.01", "64.01", "64", "ID")] == [
        {0: 125}, {0: 125}, {0: 125}, {}, {},
    ]  # fmt: skip


def test_a_number_zero_not_applicable_and_blank_are_four_different_things(desk):
    desk.save(
        a_cell(desk.village, 7, "petani"),
        a_cell(desk.village, 0, "nelayan"),
        a_cell(desk.village, None, "pedagang", not_applicable=True),
    )

    assert stored() == [
        ("64.01.01.2001", "nelayan", "apbd_kab", 0, False, 1),
        ("64.01.01.2001", "pedagang", "apbd_kab", None, True, 1),
        ("64.01.01.2001", "petani", "apbd_kab", 7, False, 1),
    ]
    whole = LiveTotal.objects.get(region=desk.village, axis=0)
    assert (whole.enrolled, whole.filled) == (7, 2)


def test_an_emptied_cell_is_blank_again_and_its_total_holds_no_number(desk):
    desk.save(a_cell(desk.village, 7))

    desk.save(a_cell(desk.village, None))

    assert stored() == [("64.01.01.2001", "petani", "apbd_kab", None, False, 2)]
    whole = LiveTotal.objects.get(region=desk.village, axis=0)
    assert (whole.enrolled, whole.filled) == (0, 0)


def test_the_same_figures_again_change_nothing_and_leave_no_trace(desk):
    desk.save(a_cell(desk.village, 7), a_cell(desk.village, 0, "nelayan"))
    entries = AuditEntry.objects.count()

    outcome = desk.save(a_cell(desk.village, 7), a_cell(desk.village, 0, "nelayan"))

    assert outcome == SavedFigures(None, 0, 0, 2)
    assert (AuditEntry.objects.count(), Change.objects.count(), Revision.objects.count()) == (entries, 1, 2)


def test_every_earlier_value_stays_as_a_revision(desk, at):
    for enrolled in (120, 125, 0):
        desk.save(a_cell(desk.village, enrolled), at=at + timedelta(minutes=enrolled))

    assert list(Revision.objects.order_by("version").values_list("version", "enrolled")) == [(1, 120), (2, 125), (3, 0)]


def test_figures_of_any_level_add_up_with_all_below_them(desk, places):
    desk.save(
        a_cell(places["64.01"], 1000, "pu", "pemberi_kerja"),
        a_cell(places["64.01.01"], 100, "petani", "apbdes"),
        a_cell(places["64.01.01.2001"], 10, "petani", "apbd_kab"),
        a_cell(places["64.01.02.2001"], 1, "tak_terinci", "tak_terinci"),
    )

    assert [live(code)[0] for code in ("64.01", "64.01.01", "64.01.01.2001", "64.01.02")] == [1111, 110, 10, 1]
    assert sorted(live("64.01", axis=1).values()) == [1, 110, 1000]
    assert sorted(live("64.01", axis=2).values()) == [1, 110, 1000]
    assert sorted(live("64.01", axis=3).values()) == [1, 10, 100, 1000]
    assert live("64.01.01", axis=2) == {}


def test_totals_stay_equal_to_a_plain_recount_through_many_writes(desk, places):
    villages = [places[code] for code in ("64.01.01.2001", "64.01.01.2002", "64.01.02.2001", "64.01", "64.01.04")]
    for step in range(12):
        desk.save(
            *(
                a_cell(village, None if (step + turn) % 5 == 0 else (step * 37 + turn * 11) % 400, category, payer)
                for turn, village in enumerate(villages)
                for category, payer in (("petani", "apbd_kab"), ("pu", "pemberi_kerja"), ("tak_terinci", "csr"))
            )
        )

    kept = {
        (row.region_id, row.scheme_id, row.axis, row.member): (row.level, row.enrolled, row.filled)
        for row in LiveTotal.objects.filter(filled__gt=0)
    }
    assert kept == {tuple(key): tuple(sums) for key, sums in recounted_live(JULY).items()}


@pytest.mark.parametrize(
    ("enrolled", "more", "said"),
    [
        (-1, {}, "tidak boleh kurang dari 0"),
        (81.5, {}, "harus bilangan bulat"),
        (True, {}, "harus bilangan bulat"),
        ("12", {}, "harus bilangan bulat"),
        (1_000_000_001, {}, "melebihi 1.000.000.000"),
        (5, {"not_applicable": True}, "ditandai tidak berlaku"),
        (5, {"month": 202513}, "tidak dikenal"),
        (5, {"month": 199912}, "tidak dikenal"),
        (5, {"month": 202508}, "belum dibuka"),
    ],
)
def test_an_impossible_cell_is_refused_with_a_sentence_and_nothing_is_stored(desk, enrolled, more, said):
    with pytest.raises(FigureRefused) as refusal:
        desk.save(a_cell(desk.village, 3, "nelayan"), a_cell(desk.village, enrolled, **more))

    assert said in refusal.value.message
    assert (stored(), LiveTotal.objects.count(), Change.objects.count()) == ([], 0, 0)


def test_the_largest_count_is_stored(desk):
    desk.save(a_cell(desk.village, 1_000_000_000))

    assert [row[3] for row in stored()] == [1_000_000_000]


def test_a_cell_that_does_not_apply_adds_no_total(desk):
    desk.save(a_cell(desk.village, None, "pedagang", not_applicable=True))

    assert LiveTotal.objects.count() == 0


def test_a_cell_that_comes_twice_is_refused(desk):
    with pytest.raises(FigureRefused, match="dua kali"):
        desk.save(a_cell(desk.village, 3), a_cell(desk.village, 4))

    assert stored() == []


def test_a_category_that_is_not_valid_at_that_month_is_refused(desk):
    cell = a_cell(desk.village, 3, "relawan")
    from coverage.models import WorkerCategory

    WorkerCategory.objects.filter(code="relawan").update(valid_from=date(2025, 8, 1))

    with pytest.raises(FigureRefused, match="tidak berlaku pada Juli 2025"):
        desk.save(cell)


def test_a_region_that_does_not_exist_or_has_no_report_above_it_is_refused(desk, places):
    ghost = a_cell(desk.village, 3)._replace(region=999_999)

    with pytest.raises(FigureRefused, match="tidak ada dalam daftar wilayah"):
        desk.save(ghost)
    with pytest.raises(FigureRefused, match="tidak ada dalam daftar wilayah"):
        desk.save(a_cell(places["ID"], 3))


def test_a_report_that_was_submitted_is_locked_with_the_name_of_who_can_lift_it(desk, sari, at):
    desk.save(a_cell(desk.village, 3))
    submit_report(report=desk.report, by=sari, at=at)

    with pytest.raises(ReportLocked) as refusal:
        desk.save(a_cell(desk.village, 4))

    assert refusal.value.message == (
        "Laporan Juli 2025 Kabupaten Paser berstatus menunggu pemeriksaan, jadi tidak dapat diubah. "
        "Pemeriksa atau pengesah dapat mengembalikannya kepada Anda."
    )
    assert stored() == [("64.01.01.2001", "petani", "apbd_kab", 3, False, 1)]


@pytest.mark.parametrize("who", ["stranger", "budi", "hana", "wati", "admin"])
def test_nobody_but_an_enterer_of_the_region_writes_figures(desk, request, who):
    with pytest.raises(RightMissing):
        desk.save(a_cell(desk.village, 3), by=request.getfixturevalue(who))

    assert stored() == []


def test_an_enterer_of_another_regency_writes_nothing_here_not_even_beside_his_own(desk, places):
    neighbour = a_person("tono", Role.ENTERER, places["64.02"])
    an_open_report(places["64.02"])

    with pytest.raises(RightMissing):
        desk.save(a_cell(places["64.02.01.2001"], 5), a_cell(desk.village, 3), by=neighbour)

    assert stored() == []


def test_an_importer_writes_by_import_and_not_by_form(desk, places):
    importer = a_person("imran", Role.IMPORTER, places["64"])

    with pytest.raises(RightMissing):
        desk.save(a_cell(desk.village, 3), by=importer)
    desk.save(a_cell(desk.village, 3), by=importer, via=Via.IMPORT)

    assert stored() == [("64.01.01.2001", "petani", "apbd_kab", 3, False, 1)]


def test_a_stale_version_stores_nothing_and_tells_mine_theirs_and_who(desk, places, at):
    desk.save(a_cell(desk.village, 120))
    rina = a_person("rina", Role.ENTERER, places["64.01"])
    desk.save(a_cell(desk.village, 125, seen=1), by=rina, at=at + timedelta(minutes=5))

    with pytest.raises(FiguresConflict) as refusal:
        desk.save(a_cell(desk.village, 130, seen=1), a_cell(desk.village, 9, "nelayan", seen=0))

    [conflict] = refusal.value.conflicts
    assert (conflict.mine, conflict.theirs, conflict.their_version, conflict.by) == (130, 125, 2, "Rina")
    assert conflict.at == at + timedelta(minutes=5)
    assert stored() == [("64.01.01.2001", "petani", "apbd_kab", 125, False, 2)]


def test_different_cells_saved_by_two_people_are_both_kept(desk, places):
    rina = a_person("rina", Role.ENTERER, places["64.01"])

    desk.save(a_cell(desk.village, 120, seen=0))
    desk.save(a_cell(desk.village, 9, "nelayan", seen=0), by=rina)

    assert [row[3] for row in stored()] == [9, 120]


@pytest.mark.parametrize(
    "broken",
    [
        "enrolled = -1",
        "enrolled = 1000000001",
        "not_applicable = true",
        "month = 202513",
        "payer_id = 99999",
    ],
)
def test_the_database_itself_refuses_what_cannot_be(desk, broken):
    desk.save(a_cell(desk.village, 3))

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:  # noqa: PT012, SQLite checks late
        cursor.execute(f"UPDATE coverage_figure SET {broken}")
        connection.check_constraints()


def test_a_write_that_fails_at_its_audit_entry_leaves_nothing(desk, monkeypatch):
    def refuse(**entry):
        raise DatabaseError("no audit")

    monkeypatch.setattr("accounts.actions.audit.record", refuse)

    with pytest.raises(DatabaseError, match="no audit"):
        desk.save(a_cell(desk.village, 3))

    assert (stored(), LiveTotal.objects.count(), Revision.objects.count()) == ([], 0, 0)


def test_one_cell_and_three_hundred_need_the_same_number_of_queries(desk, places, django_assert_num_queries):
    from django.test.utils import CaptureQueriesContext

    villages = [places[code] for code in ("64.01.01.2001", "64.01.01.2002", "64.01.02.2001")]
    from coverage.models import WorkerCategory

    categories = list(WorkerCategory.objects.filter(scheme__code="ucj").values_list("code", flat=True))
    cells = [a_cell(village, 5, category) for village in villages for category in categories]

    with CaptureQueriesContext(connection) as few:
        desk.save(*cells[:3])
    with CaptureQueriesContext(connection) as many:
        desk.save(*cells[3:])

    assert len(many) == len(few)
