"""Programmes and editions are kept by the administrator alone, and each change is told."""

from datetime import date

import pytest

from accounts.enums import Act
from accounts.errors import IdentityTyped, RightMissing
from accounts.models import AuditEntry
from awards.actions.settings.editions import EditionTold, save_edition, save_programme
from awards.errors import EditionRefused
from awards.models import Edition, Programme
from tests.awards.factories import CLOSED, OPENED, an_edition

TOLD = EditionTold("paritrana", 2023, "Paritrana Award 2023", OPENED)


def told() -> list[tuple[str, object, object]]:
    entries = AuditEntry.objects.filter(act=Act.REFERENCE_CHANGED).order_by("sequence")
    return list(entries.values_list("subject", "old", "new"))


def test_a_new_edition_and_its_change_are_told_with_what_it_was(admin, at):
    an_edition(admin, closes_on=None)
    an_edition(admin, closes_on=CLOSED)

    open_ended = {"label": "Paritrana Award 2023", "opens_on": "2025-07-01", "closes_on": None}
    assert told() == [
        ("programme:paritrana", None, {"name": "Paritrana"}),
        ("edition:paritrana/2023", None, open_ended),
        ("edition:paritrana/2023", open_ended, open_ended | {"closes_on": "2025-09-01"}),
    ]
    assert Edition.objects.get().closes_on == CLOSED


def test_what_stands_already_changes_nothing_and_is_not_told(admin):
    an_edition(admin)
    before = told()

    an_edition(admin)

    assert told() == before


def test_a_programme_gets_another_name_and_keeps_its_editions(admin, at):
    edition = an_edition(admin)

    save_programme(code="paritrana", name="Paritrana Award", by=admin, at=at)

    edition.refresh_from_db()
    assert str(Edition.objects.get()) == "Paritrana Award, data 2023"
    assert told()[-1] == ("programme:paritrana", {"name": "Paritrana"}, {"name": "Paritrana Award"})


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"programme": "k3"}, "belum terdaftar"), ({"data_year": 1999}, "Tahun data"), ({"data_year": 2100}, "Tahun data"),
     ({"label": ""}, "Nama"), ({"label": " x"}, "Nama"), ({"label": "x" * 81}, "Nama"),
     ({"closes_on": OPENED}, "Paritrana, data 2023 harus ditutup sesudah"),
     ({"closes_on": date(2024, 1, 1)}, "harus ditutup sesudah")],
)  # fmt: skip
def test_an_edition_that_cannot_hold_is_refused_and_changes_nothing(admin, at, wrong, said):
    save_programme(code="paritrana", name="Paritrana", by=admin, at=at)

    with pytest.raises(EditionRefused, match=said):
        save_edition(told=EditionTold(**vars(TOLD) | wrong), by=admin, at=at)

    assert list(Edition.objects.all()) == []
    assert len(told()) == 1


@pytest.mark.parametrize("wrong", [{"code": "K3"}, {"code": "3k"}, {"code": ""}, {"code": "a" * 21}, {"name": ""}])
def test_a_programme_that_cannot_hold_is_refused(admin, at, wrong):
    with pytest.raises(EditionRefused):
        save_programme(**{"code": "k3", "name": "K3"} | wrong, by=admin, at=at)

    assert list(Programme.objects.all()) == []


def test_no_name_holds_the_number_of_a_person(admin, at):
    with pytest.raises(IdentityTyped):
        save_programme(code="k3", name="K3 6401010101900001", by=admin, at=at)


@pytest.mark.parametrize("who", ["sari", "wati", "hana", "stranger"])
def test_nobody_else_keeps_them(request, admin, at, who):
    user = request.getfixturevalue(who)
    save_programme(code="paritrana", name="Paritrana", by=admin, at=at)

    with pytest.raises(RightMissing):
        save_programme(code="k3", name="K3", by=user, at=at)
    with pytest.raises(RightMissing):
        save_edition(told=TOLD, by=user, at=at)
    assert list(Edition.objects.all()) == []
