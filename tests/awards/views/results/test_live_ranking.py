"""The ranking before it is published: closed to jurors, and to the secretariat until the one rule opens its points."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.abilities import Role
from accounts.enums import Act
from accounts.models import Assignment, AuditEntry
from awards.actions.results.ranking_reading import note_ranking_read
from awards.enums import RoundStage
from awards.models import MarkSheet
from awards.queries.results.judging import judged
from awards.queries.results.live_ranking import live_ranking
from awards.queries.settings.schemes import criteria_of
from tests.accounts.people import give_second_factor, signed_in
from tests.awards.closings import a_judged_round
from tests.awards.rows import a_category, a_seat, a_sheet, an_entry, criteria_for, moved_to
from tests.factories import A_MOMENT

PAGES = ("", "analisis/")
TOTALS = ("92,00", "70,00", "48,00", "90,00", "80,00")


@pytest.fixture(autouse=True)
def then(time_machine):
    time_machine.move_to(A_MOMENT, tick=False)


@pytest.fixture
def judged_round(edition, places, citra, ayu, bayu):
    return a_judged_round(edition, places, citra, [ayu, bayu])


@pytest.fixture
def page(judged_round):
    return f"/penghargaan/putaran/{judged_round.round.pk}/peringkat/"


def shown_to(user, page, **asked) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(page, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def with_a_draft(judged_round) -> None:
    """Make one sheet of Ayu a draft again."""
    sheet = MarkSheet.objects.filter(seat=judged_round.seats[0]).first()
    sheet.final_at = None
    sheet.save()


def test_the_secretariat_sees_the_order_and_the_look_is_noted(page, citra):
    text = shown_to(citra, page)

    assert text.index("Kabupaten Paser") < text.index("Kabupaten Kutai Timur") < text.index("Kota Bontang")
    assert "92,00" in text
    assert "Yang berlaku: nilai asli" in text
    assert AuditEntry.objects.get(act=Act.MARKS_READ).user_name == "Citra"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("stage", [RoundStage.VERIFICATION, RoundStage.NOMINEES])
def test_while_papers_are_marked_the_secretariat_sees_who_is_behind_and_no_points(
    judged_round, page, citra, path, stage
):
    moved_to(judged_round.round, stage)
    with_a_draft(judged_round)

    text = shown_to(citra, page + path)

    assert not any(total in text for total in TOTALS)
    assert "Peringkat tampil setelah semua nilai final" in text
    assert "peserta-" not in text
    assert not AuditEntry.objects.filter(act=Act.MARKS_READ).exists()


def test_who_owes_marks_is_told_before_points_are_shown(judged_round, page, citra):
    moved_to(judged_round.round, RoundStage.VERIFICATION)
    with_a_draft(judged_round)

    assert "Ayu: 1 nilai belum final" in shown_to(citra, page)


def test_while_papers_are_marked_points_open_once_all_are_final(judged_round, page, citra):
    moved_to(judged_round.round, RoundStage.VERIFICATION)

    assert "92,00" in shown_to(citra, page)


def test_once_the_stage_is_over_points_are_shown_though_a_mark_is_missing_and_it_is_told(judged_round, page, citra):
    with_a_draft(judged_round)

    text = shown_to(citra, page)

    assert "Ayu: 1 nilai belum final" in text
    assert 'id="peringkat-sementara"' in text


@pytest.mark.parametrize("path", PAGES)
def test_a_secretary_who_judges_reaches_it_as_little_as_any_juror(judged_round, page, citra, places, path):
    Assignment.objects.create(
        user=citra, role=Role.PROVINCIAL_JUROR, region=places["64"], since=A_MOMENT.date(), granted_at=A_MOMENT
    )
    seat = a_seat(judged_round.round, citra, citra)
    for entry in judged_round.entries:
        a_sheet(seat, entry, {"inovasi": 70})

    assert signed_in(citra).get(page + path).status_code == 403


@pytest.mark.parametrize("path", PAGES)
def test_an_administrator_reads_points_at_any_time(judged_round, page, admin, path):
    moved_to(judged_round.round, RoundStage.VERIFICATION)
    with_a_draft(judged_round)
    give_second_factor(admin)

    assert "70,00" in shown_to(admin, page + path)
    assert AuditEntry.objects.get(act=Act.MARKS_READ).user_name == admin.name


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("who", "status"), [("ayu", 403), ("dewi", 404), ("hana", 404), ("stranger", 404)])
def test_jurors_entrants_and_strangers_do_not_reach_it(page, path, who, status, request, client):
    client.force_login(request.getfixturevalue(who))

    answer = client.get(page + path)

    assert answer.status_code == status
    assert not any(total in answer.content.decode() for total in TOTALS)


def test_a_category_that_is_not_judged_here_does_not_exist(page, citra, client):
    client.force_login(citra)

    assert client.get(page, {"kategori": "desa"}).status_code == 404


def test_a_ranking_is_read_in_six_queries_and_the_page_in_as_many_for_more_entries(judged_round, page, citra, places):
    def of_the_ranking() -> int:
        with CaptureQueriesContext(connection) as asked:
            held = criteria_of(judged_round.round, judged_round.category)
            live_ranking(judged(judged_round.round, judged_round.category, held))
        return len(asked)

    def of_the_page() -> int:
        with CaptureQueriesContext(connection) as asked:
            shown_to(citra, page)
        return len(asked)

    few = of_the_ranking(), of_the_page()
    for code in ("64.02", "63.01", "64"):
        entry = an_entry(judged_round.round, judged_round.category, places[code], citra)
        for seat in judged_round.seats:
            a_sheet(seat, entry, {"inovasi": 60})

    assert (of_the_ranking(), of_the_page()) == few
    assert few[0] <= 6


def test_a_look_names_the_round_and_the_category(judged_round, citra, at):
    note_ranking_read(round_=judged_round.round, category=judged_round.category, by=citra, at=at)

    assert AuditEntry.objects.get(act=Act.MARKS_READ).subject == f"ranking:{judged_round.round.pk}/kabkota"


def test_a_category_without_entries_says_so(judged_round, page, citra):
    criteria_for(
        judged_round.round, a_category(judged_round.round.edition, code="desa", name="Desa", position=2), citra
    )

    for each in PAGES:
        text = shown_to(citra, page + each, kategori="desa")
        assert "Tidak ada peserta yang dinilai dalam kategori ini" in text
        assert "<table" not in text
