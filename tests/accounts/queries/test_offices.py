"""Which offices have too few people: everyone of the regency and below counts once, by the day."""

from datetime import date

from accounts.abilities import Role
from accounts.models import Assignment, User
from accounts.queries.offices import small_offices
from tests.factories import a_person

TODAY = date(2025, 8, 4)


def test_three_people_are_enough_and_two_with_three_roles_are_not(places):
    paser, kutim = places["64.01"], places["64.08"]
    for name, role in (("a", Role.ENTERER), ("b", Role.CHECKER), ("c", Role.HEAD)):
        a_person(name, role, paser)
    sari = a_person("sari", Role.ENTERER, kutim)
    a_person("hana", Role.HEAD, kutim)
    Assignment.objects.create(user=sari, role=Role.CHECKER, region=kutim, since=TODAY, granted_at="2025-08-04T00:00Z")

    assert small_offices([paser.pk, kutim.pk, places["64.02"].pk], TODAY) == {kutim.pk, places["64.02"].pk}


def test_who_enters_for_a_district_counts_and_who_is_above_left_or_gone_does_not(places):
    paser = places["64.01"]
    a_person("district", Role.ENTERER, places["64.01.01"])
    a_person("checks", Role.CHECKER, paser)
    a_person("above", Role.ENTERER, places["64"])
    left = a_person("left", Role.HEAD, paser)
    a_person("gone", Role.HEAD, paser)
    Assignment.objects.filter(user=left).update(until=date(2025, 8, 3))
    User.objects.filter(username="gone").update(is_active=False)

    assert small_offices([paser.pk], TODAY) == {paser.pk}
    Assignment.objects.filter(user=left).update(until=TODAY)
    assert small_offices([paser.pk], TODAY) == set()


def test_any_number_of_offices_takes_one_query(places, django_assert_num_queries):
    with django_assert_num_queries(1):
        small_offices([places["64.01"].pk], TODAY)
    with django_assert_num_queries(1):
        small_offices([places[code].pk for code in ("64.01", "64.02", "64.08")], TODAY)
