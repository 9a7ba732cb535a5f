"""The desk of one juror: an order of chance that never changes, and where to go on."""

from decimal import Decimal

import pytest

from awards.arithmetic.schemes import Phase
from awards.models import Conflict, Entry, Seat
from awards.queries.jury.desk import desk_of, entries_of, next_entry
from awards.queries.jury.judged import Given, judged_in
from tests.awards.desks import a_desk, finished, saved
from tests.awards.rows import an_entry
from tests.factories import A_MOMENT, plant_region


@pytest.fixture
def desk(edition, places, citra, ayu, bayu):
    """Two regencies of the round and eight more."""
    found = a_desk(edition, places, citra, (ayu, bayu))
    for number in range(20, 28):
        an_entry(found.round, found.paser.category, plant_region(f"64.{number}", f"Kabupaten {number}"), citra)
    return found


def order(seat):
    return [one.pk for one in entries_of(seat, Phase.DESK, judged_in(seat.round))]


def test_the_order_is_of_each_juror_alone_and_stays(desk):
    mine, theirs = order(desk.one), order(desk.other)
    saved(desk.one, desk.paser)
    later = an_entry(desk.round, desk.paser.category, plant_region("64.90", "Kabupaten Baru"), desk.round.opened_by)

    assert sorted(mine) == sorted(theirs)
    assert mine != theirs
    assert mine != sorted(mine)
    assert [pk for pk in order(Seat.objects.get(pk=desk.one.pk)) if pk != later.pk] == mine


def test_the_desk_tells_his_own_marks_alone(desk):
    saved(desk.one, desk.paser, Given("inovasi", None, "nanti"), Given("regulasi", Decimal(50)))
    finished(desk.other, desk.kutim)
    Conflict.objects.create(seat=desk.one, entry=desk.kutim, kind="family", source="declared", found_at=A_MOMENT)

    found = desk_of(desk.one, Phase.DESK, A_MOMENT)

    assert {row.entry.pk: (row.marked, row.criteria) for row in found.rows}[desk.paser.pk] == (1, 2)
    assert (len(found.rows), found.final, found.kept_out) == (9, 0, (desk.kutim,))
    assert (found.is_open, found.needs_declaration) == (True, False)


def test_next_is_what_fewest_have_begun_then_the_first_of_his_order(desk):
    first, second, *rest = entries_of(desk.one, Phase.DESK, judged_in(desk.round))
    assert next_entry(desk.one, Phase.DESK, 0, A_MOMENT) == first
    saved(desk.other, first)
    assert next_entry(desk.one, Phase.DESK, 0, A_MOMENT) == second
    assert next_entry(desk.one, Phase.DESK, second.pk, A_MOMENT) == rest[0]


def test_next_is_never_recused_final_or_whole_while_another_waits(desk):
    entries = entries_of(desk.one, Phase.DESK, judged_in(desk.round))
    Conflict.objects.create(seat=desk.one, entry=entries[0], kind="family", source="declared", found_at=A_MOMENT)
    finished(desk.one, entries[1])
    for entry in entries[2:9]:
        saved(desk.one, entry)
    assert next_entry(desk.one, Phase.DESK, 0, A_MOMENT) == entries[9]
    saved(desk.one, entries[9])
    assert next_entry(desk.one, Phase.DESK, entries[9].pk, A_MOMENT) == entries[2]
    for entry in entries[2:]:
        Entry.objects.filter(pk=entry.pk).update(state="withdrawn")
    assert next_entry(desk.one, Phase.DESK, 0, A_MOMENT) is None


def test_as_many_queries_for_ten_entries_as_for_two(desk, django_assert_num_queries):
    with django_assert_num_queries(5):
        desk_of(desk.one, Phase.DESK, A_MOMENT)
    Entry.objects.exclude(pk__in=(desk.paser.pk, desk.kutim.pk)).update(state="withdrawn")
    with django_assert_num_queries(5):
        desk_of(desk.one, Phase.DESK, A_MOMENT)
