"""Contribution rates are kept by the administrator alone, and each change is told."""

from dataclasses import replace
from decimal import Decimal

import pytest

from accounts.enums import Act
from accounts.errors import IdentityTyped, RightMissing
from accounts.models import AuditEntry
from planning.actions.rates import RateTold, save_rate
from planning.errors import RateRefused
from planning.models import ContributionRate

TOLD = RateTold("JKM", 203001, "PP 1/2030", category="petani", payer="csr", amount=7_000)
RISKY = RateTold("JKK", 203001, "PP 1/2030", category="petani", risk_class="rendah", percent=Decimal("0.54"))
SAID = {"amount": 7_000, "percent": None, "last_month": None, "legal_basis": "PP 1/2030", "is_verified": False}


def told() -> list[tuple[str, object, object]]:
    entries = AuditEntry.objects.filter(act=Act.REFERENCE_CHANGED).order_by("sequence")
    return list(entries.values_list("subject", "old", "new"))


def test_a_new_rate_and_its_change_are_told_with_what_it_was(admin, at):
    save_rate(told=TOLD, by=admin, at=at)
    save_rate(told=replace(TOLD, last_month=203012, is_verified=True), by=admin, at=at)

    subject = "rate:petani/csr/JKM/2030-01"
    assert told() == [
        (subject, None, SAID),
        (subject, SAID, SAID | {"last_month": 203012, "is_verified": True}),
    ]
    row = ContributionRate.objects.get(category__code="petani")
    assert (row.payer.code, row.amount, row.last_month, row.is_verified) == ("csr", 7_000, 203012, True)


@pytest.mark.parametrize("same", [TOLD, RISKY])
def test_what_stands_already_changes_nothing_and_is_not_told(admin, at, same):
    save_rate(told=same, by=admin, at=at)
    save_rate(told=same, by=admin, at=at)

    assert len(told()) == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"group": "bpu"}, "kelompok atau jenis pekerja"), ({"category": ""}, "kelompok atau jenis pekerja"),
     ({"category": "", "group": "asn"}, "Kelompok “asn”"), ({"category": "penambang"}, "Jenis pekerja “penambang”"),
     ({"category": "uhc_penduduk"}, "Jenis pekerja “uhc_penduduk”"), ({"payer": "hibah"}, "Sumber dana “hibah”"),
     ({"programme": "JKN"}, "Program “JKN”"), ({"risk_class": "tanggung"}, "Kelas risiko “tanggung”"),
     ({"risk_class": "rendah"}, "hanya berlaku bagi JKK"), ({"amount": None}, "rupiah atau persen upah"),
     ({"percent": Decimal(1)}, "rupiah atau persen upah"), ({"amount": 0}, "Tarif Rp0"), ({"amount": -1}, "Tarif Rp-1"),
     ({"amount": 1_000_000_001}, "Tarif Rp1000000001"),
     ({"amount": None, "percent": Decimal("100.1")}, "“100,1” persen"),
     ({"amount": None, "percent": Decimal("0.1234")}, "“0,1234” persen"),
     ({"first_month": 203013}, "Bulan “2030-13”"), ({"last_month": 203100}, "Bulan “2031-00”"),
     ({"last_month": 202912}, "petani csr JKM 2030-01 tidak boleh berakhir sebelum mulai"),
     ({"legal_basis": ""}, "Dasar hukum"), ({"legal_basis": "x" * 201}, "Dasar hukum")],
)  # fmt: skip
def test_a_rate_that_cannot_hold_is_refused_and_changes_nothing(admin, at, wrong, said):
    before = ContributionRate.objects.count()

    with pytest.raises(RateRefused, match=said):
        save_rate(told=replace(TOLD, **wrong), by=admin, at=at)

    assert (ContributionRate.objects.count(), told()) == (before, [])


@pytest.mark.parametrize(
    ("first", "last"), [(202907, 203001), (202907, None), (203006, 203007), (203012, None), (203006, None)]
)
def test_two_rates_of_one_key_do_not_hold_in_one_month(admin, at, first, last):
    save_rate(told=replace(TOLD, last_month=203012), by=admin, at=at)

    with pytest.raises(RateRefused, match="sudah ada untuk sebagian bulan"):
        save_rate(told=replace(TOLD, first_month=first, last_month=last), by=admin, at=at)


def test_one_rate_follows_another_and_other_keys_stand_beside_it(admin, at):
    save_rate(told=replace(TOLD, last_month=203012), by=admin, at=at)
    for other in (
        replace(TOLD, first_month=202901, last_month=202912),
        replace(TOLD, first_month=203101),
        replace(TOLD, payer=""),
        replace(TOLD, category="nelayan"),
        replace(TOLD, programme="JHT"),
        RISKY,
        replace(RISKY, risk_class="tinggi"),
    ):
        save_rate(told=other, by=admin, at=at)

    assert ContributionRate.objects.filter(legal_basis="PP 1/2030").count() == 8


def test_no_legal_basis_holds_the_number_of_a_person(admin, at):
    with pytest.raises(IdentityTyped):
        save_rate(told=replace(TOLD, legal_basis="SK 6401010101900001"), by=admin, at=at)


@pytest.mark.parametrize("who", ["sari", "wati", "hana", "stranger"])
def test_nobody_else_keeps_them(request, at, who):
    user = request.getfixturevalue(who)

    with pytest.raises(RightMissing):
        save_rate(told=TOLD, by=user, at=at)
    assert not ContributionRate.objects.filter(category__code="petani").exists()
