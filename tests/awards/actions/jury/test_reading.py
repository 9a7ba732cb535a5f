"""Who read the marks of others is noted, once for all that a page shows."""

from accounts.models import AuditEntry
from awards.actions.jury.reading import note_reading
from awards.arithmetic.schemes import Phase
from awards.queries.jury.visibility import Sight
from tests.awards.desks import a_desk, saved
from tests.factories import A_MOMENT


def test_reading_the_marks_of_others_leaves_one_entry_and_ones_own_none(edition, places, citra, ayu, bayu, admin):
    desk = a_desk(edition, places, citra, (ayu, bayu))
    sheets = [saved(seat, entry) for seat in (desk.one, desk.other) for entry in (desk.paser, desk.kutim)]
    whole = Sight(desk.round.pk, whole=frozenset(Phase))
    own = Sight(desk.round.pk, seat_id=desk.one.pk)

    told = {"round_": desk.round, "at": A_MOMENT}
    found = [
        note_reading(sight=whole, sheets=sheets, by=admin, **told),
        note_reading(sight=own, sheets=sheets[:2], by=ayu, **told),
        note_reading(sight=own, sheets=sheets, by=ayu, **told),
    ]

    assert found == [4, 0, 2]
    first, second = AuditEntry.objects.filter(act="marks_read").order_by("sequence")
    pairs = [[desk.paser.pk, "desk"], [desk.kutim.pk, "desk"]]
    assert (first.user_name, first.new) == ("Admin", {"entries": pairs, "sheets": 4})
    assert (second.user_name, second.new["sheets"], second.subject) == ("Ayu", 2, f"round:{desk.round.pk}")
