"""The demonstration has an edition of Paritrana that is over and one that runs."""

from datetime import date

import pytest

from awards.models import Edition, Programme
from awards.queries.editions import guarded_months
from tests.awards.actions.demonstration.conftest import STARTED

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demonstration of awards")]


def test_the_edition_of_2023_is_over_and_that_of_2024_guards_its_december(laid):
    finished, running = Edition.objects.filter(programme__code="paritrana").order_by("data_year")

    assert (finished.opens_on, finished.closes_on, finished.ceremony_on) == (
        date(2024, 1, 2), date(2024, 8, 12), date(2024, 8, 9),
    )  # fmt: skip
    assert (running.opens_on, running.closes_on) == (date(2026, 10, 29), None)
    assert guarded_months(STARTED) == [(202412, "Paritrana, data 2024")]


def test_k3_stands_beside_paritrana_and_its_edition_says_that_it_is_an_example(laid):
    assert list(Programme.objects.order_by("code").values_list("code", "name")) == [
        ("k3", "K3"), ("paritrana", "Paritrana"),
    ]  # fmt: skip
    edition = Edition.objects.get(programme__code="k3")
    assert (edition.label, edition.closes_on) == ("Penghargaan K3 (contoh)", date(2024, 8, 12))
    assert not edition.rounds.exists()
