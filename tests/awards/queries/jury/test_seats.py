"""Who sits in a round, and who could."""

from awards.models import Seat
from awards.queries.jury.seats import candidates, jury_of
from tests.awards.rows import a_round, a_seat
from tests.factories import A_MOMENT


def test_the_chair_stands_first_and_who_has_gone_apart(edition, places, ayu, bayu, citra, dewi):
    round_ = a_round(edition, places["64"], citra)
    a_seat(round_, ayu, citra)
    a_seat(round_, bayu, citra, role="chair")
    a_seat(round_, dewi, citra, ended_at=A_MOMENT)

    found = jury_of(round_)

    assert [seat.user for seat in found.seated] == [bayu, ayu]
    assert [seat.user for seat in found.ended] == [dewi]
    assert {"pseudonym", "shuffle"} <= found.seated[0].get_deferred_fields()


def test_who_holds_the_role_and_does_not_sit_there_could(edition, places, ayu, bayu, citra, dewi, at):
    round_ = a_round(edition, places["64"], citra)
    a_seat(round_, ayu, citra)
    nation = a_round(edition, places["ID"], citra)

    assert list(candidates(round_, at)) == [bayu]
    assert list(candidates(nation, at)) == [dewi]
    Seat.objects.update(ended_at=A_MOMENT)
    assert list(candidates(round_, at)) == [ayu, bayu]
