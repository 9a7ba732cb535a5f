from dataclasses import replace

import pytest

from accounts.errors import IdentityTyped, RightMissing
from accounts.models import AuditEntry
from awards.actions.entrants.firms import FirmTold, save_firm
from awards.entry_errors import FirmRefused
from awards.models import Firm
from tests.awards.rows import a_firm, a_round
from tests.factories import A_MOMENT

TOLD = FirmTold(npp="NN123456", name="PT Kideco", size="large", sector="Pertambangan", contact="kantor@kideco.id")


@pytest.fixture
def kaltim(edition, places, citra):
    return a_round(edition, places["64"], citra)


def test_a_firm_is_stored_with_an_entry_in_the_trail(kaltim, places, citra):
    firm = save_firm(told=TOLD, region=places["64.01"], round_=kaltim, by=citra, at=A_MOMENT)

    assert (firm.npp, firm.region) == ("NN123456", places["64.01"])
    assert AuditEntry.objects.latest("sequence").new["name"] == "PT Kideco"


def test_the_same_again_changes_nothing_and_leaves_no_entry(kaltim, places, citra):
    save_firm(told=TOLD, region=places["64.01"], round_=kaltim, by=citra, at=A_MOMENT)
    entries = AuditEntry.objects.count()

    save_firm(told=TOLD, region=places["64.01"], round_=kaltim, by=citra, at=A_MOMENT)

    assert (Firm.objects.count(), AuditEntry.objects.count()) == (1, entries)


def test_the_number_finds_the_firm_again(kaltim, places, citra):
    save_firm(told=TOLD, region=places["64.01"], round_=kaltim, by=citra, at=A_MOMENT)

    save_firm(told=replace(TOLD, size="medium"), region=places["64.08"], round_=kaltim, by=citra, at=A_MOMENT)

    assert list(Firm.objects.values_list("size", "region__code")) == [("medium", "64.08")]


@pytest.mark.parametrize(
    ("changed", "code"),
    [({"npp": "ab"}, "npp"), ({"npp": "nn123456"}, "npp"), ({"name": ""}, "name"), ({"name": " PT A"}, "name"),
     ({"sector": ""}, "sector"), ({"size": "raksasa"}, "size"), ({"contact": "x" * 201}, "contact")],
)  # fmt: skip
def test_what_cannot_be_a_firm_is_refused(kaltim, places, citra, changed, code):
    with pytest.raises(FirmRefused) as refused:
        save_firm(told=replace(TOLD, **changed), region=places["64.01"], round_=kaltim, by=citra, at=A_MOMENT)

    assert refused.value.code == code
    assert refused.value.message
    assert Firm.objects.count() == 0


@pytest.mark.parametrize("field", ["npp", "name", "sector", "contact"])
def test_the_number_of_a_person_is_stored_nowhere(kaltim, places, citra, field):
    told = replace(TOLD, **{field: "6401991501900001"})

    with pytest.raises(IdentityTyped):
        save_firm(told=told, region=places["64.01"], round_=kaltim, by=citra, at=A_MOMENT)


def test_a_firm_of_another_province_is_neither_stored_nor_told_of(kaltim, places, citra):
    a_firm(places["63.01"], npp="KS000001", name="PT Rahasia")

    with pytest.raises(FirmRefused) as outside:
        save_firm(told=TOLD, region=places["63.01"], round_=kaltim, by=citra, at=A_MOMENT)
    with pytest.raises(FirmRefused) as taken:
        save_firm(told=replace(TOLD, npp="KS000001"), region=places["64.01"], round_=kaltim, by=citra, at=A_MOMENT)

    assert (outside.value.code, taken.value.code) == ("area", "taken")
    assert "Rahasia" not in taken.value.message


def test_only_the_secretariat_keeps_firms(kaltim, places, hana, admin):
    for person in (hana, admin):
        with pytest.raises(RightMissing):
            save_firm(told=TOLD, region=places["64.01"], round_=kaltim, by=person, at=A_MOMENT)
