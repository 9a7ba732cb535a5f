"""Who has read marks knows them, although they are closed to him again."""

import pytest

from accounts.abilities import Role
from awards.actions.entrants.verification import name_nominees
from awards.entry_errors import EntryRefused
from awards.enums import RoundStage
from awards.models import Entry, MarkSheet
from awards.queries.jury.knowing import has_read_marks
from tests.accounts.people import signed_in
from tests.awards.closings import a_judged_round
from tests.awards.entrants import WHY
from tests.awards.rows import a_round, moved_to
from tests.factories import A_MOMENT, a_person

PAGES = ["nilai.csv", "peringkat/", "peserta/nomine/"]


@pytest.fixture(autouse=True)
def at_that_moment(time_machine):
    time_machine.move_to(A_MOMENT, tick=False)


@pytest.fixture
def made(edition, places, citra, ayu, bayu):
    """Paser, Kutai Timur and Bontang, first to third by their papers; all marks are final."""
    made = a_judged_round(edition, places, citra, [ayu, bayu])
    moved_to(made.round, RoundStage.NOMINEES)
    return made


@pytest.fixture
def other(places):
    return a_person("sekretaris dua", Role.SECRETARY, places["64"])


def named(made, by, *entries) -> int:
    for one in entries:
        one.refresh_from_db()
    return name_nominees(
        round_=made.round, category=made.category, chosen={one.pk: one.version for one in entries}, reason=WHY, by=by,
        at=A_MOMENT,
    )  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_each_page_that_shows_marks_or_their_order_is_known_to_who_opened_it(made, citra, other, places, page):
    elsewhere = a_round(made.round.edition, places["63"], citra, RoundStage.NOMINEES)
    assert not has_read_marks(citra, made.round)

    assert signed_in(citra).get(f"/penghargaan/putaran/{made.round.pk}/{page}").status_code == 200

    assert has_read_marks(citra, made.round)
    assert not has_read_marks(other, made.round)
    assert not has_read_marks(citra, elsewhere)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_shows_no_marks_yet_lets_nobody_know_any(made, citra, page):
    MarkSheet.objects.update(final_at=None)

    assert signed_in(citra).get(f"/penghargaan/putaran/{made.round.pk}/{page}").status_code == 200

    assert not has_read_marks(citra, made.round)


def test_who_has_read_the_papers_names_nobody_while_their_order_is_hidden_again(made, citra, other):
    paser, kutim, bontang = made.entries
    signed_in(citra).get(f"/penghargaan/putaran/{made.round.pk}/nilai.csv")
    MarkSheet.objects.filter(entry=bontang, seat=made.seats[0]).update(final_at=None)

    with pytest.raises(EntryRefused) as refused:
        named(made, citra, bontang)
    assert (refused.value.code, Entry.objects.filter(state="nominee").count()) == ("known", 0)
    assert refused.value.message.startswith("Anda sudah membaca nilai berkas putaran ini")
    assert named(made, other, bontang) == 1

    MarkSheet.objects.update(final_at=A_MOMENT)
    assert named(made, citra, paser, kutim) == 2
