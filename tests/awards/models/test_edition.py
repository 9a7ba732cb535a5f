"""What the database itself refuses of programmes and editions, and by what an edition is known."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from awards.models import Edition, Programme
from tests.awards.factories import an_edition

OPENED = date(2025, 7, 1)


@pytest.fixture
def paritrana(db) -> Programme:
    return Programme.objects.create(code="paritrana", name="Paritrana")


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [({"data_year": 1999}, "edition_data_year_in_range"), ({"data_year": 2100}, "edition_data_year_in_range"),
     ({"label": ""}, "edition_has_a_label"), ({"closes_on": OPENED}, "edition_lasts"),
     ({"data_year": 2022}, "edition")],
)  # fmt: skip
def test_an_edition_that_cannot_be_is_refused(paritrana, wrong, constraint):
    told = {"programme": paritrana, "data_year": 2023, "label": "2024", "opens_on": OPENED}
    Edition.objects.create(**told | {"data_year": 2022})

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Edition.objects.create(**told | wrong)

    assert Edition.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"code": ""}, "programme_has_a_code"),
        ({"name": ""}, "programme_has_a_name"),
        ({"code": "paritrana"}, "programme"),
    ],
)
def test_a_programme_has_a_name_and_a_code_of_its_own(paritrana, wrong, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Programme.objects.create(**{"code": "k3", "name": "K3"} | wrong)


def test_an_edition_is_known_by_its_data_year_and_not_by_its_label(admin):
    edition = an_edition(admin, label="Paritrana Award 2024")

    assert (str(edition), edition.data_month) == ("Paritrana, data 2023", 202312)
