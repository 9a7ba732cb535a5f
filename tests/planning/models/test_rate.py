"""What the database itself refuses of contribution rates, and which rates a new portal has."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from coverage.models import Payer, WorkerCategory
from planning.models import ContributionRate

pytestmark = pytest.mark.django_db

TOLD = {"group": "bpu", "programme": "JKM", "amount": 7_000, "first_month": 203001, "legal_basis": "PP 1/2030"}


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [({"group": ""}, "rate_is_for_a_group_or_a_kind"), ({"group": "asn"}, "rate_is_for_a_group_or_a_kind"),
     ({"category": "petani"}, "rate_is_for_a_group_or_a_kind"), ({"programme": "JKX"}, "rate_programme_is_known"),
     ({"amount": None}, "rate_is_an_amount_or_a_percentage"), ({"amount": 0}, "rate_is_an_amount_or_a_percentage"),
     ({"percent": "0.3"}, "rate_is_an_amount_or_a_percentage"),
     ({"amount": None, "percent": "0"}, "rate_is_an_amount_or_a_percentage"),
     ({"amount": None, "percent": "100.001"}, "rate_is_an_amount_or_a_percentage"),
     ({"programme": "JKK", "risk_class": "rendah"}, "rate_risk_class_is_of_jkk"),
     ({"amount": None, "percent": "0.3", "risk_class": "rendah"}, "rate_risk_class_is_of_jkk"),
     ({"first_month": 203013}, "rate_first_month_is_real"), ({"first_month": 203000}, "rate_first_month_is_real"),
     ({"last_month": 203013}, "rate_last_month_is_real"), ({"last_month": 202912}, "rate_lasts"),
     ({"legal_basis": ""}, "rate_has_a_legal_basis")],
)  # fmt: skip
def test_a_rate_that_cannot_be_is_refused(wrong, constraint):
    if "category" in wrong:
        wrong = wrong | {"category": WorkerCategory.objects.get(code=wrong["category"])}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        ContributionRate.objects.create(**TOLD | wrong)


@pytest.mark.parametrize(
    "whose", [{}, {"payer": "csr"}, {"category": "petani"}, {"category": "petani", "payer": "csr"}]
)
def test_one_key_has_one_rate_from_a_month_also_where_it_names_neither_kind_nor_payer(whose):
    found = {"category": WorkerCategory.objects.get(code=whose["category"]), "group": ""} if "category" in whose else {}
    if "payer" in whose:
        found["payer"] = Payer.objects.get(code=whose["payer"])
    ContributionRate.objects.create(**TOLD | found)
    ContributionRate.objects.create(**TOLD | found | {"first_month": 203002})

    with pytest.raises(IntegrityError), transaction.atomic():
        ContributionRate.objects.create(**TOLD | found | {"amount": 8_000})


def amounts(**who) -> dict[str, int]:
    """Return rupiah by programme of the rows that say so."""
    rows = ContributionRate.objects.filter(**who).values_list("programme", "amount")
    assert len(rows) == len(dict(rows))
    return dict(rows)


def test_the_lowest_bracket_of_bpu_is_16_800_and_36_800_with_jht():
    found = amounts(group="bpu", payer=None, first_month=201507, last_month=None)

    assert found == {"JKK": 10_000, "JKM": 6_800, "JHT": 20_000}
    assert (found["JKK"] + found["JKM"], sum(found.values())) == (16_800, 36_800)


@pytest.mark.parametrize(
    ("who", "first", "last"),
    [({"category__code": "transportasi"}, 202601, 202703), ({"group": "bpu"}, 202604, 202612)],
)
def test_who_pays_alone_pays_half_for_some_months_of_2026(who, first, last):
    found = amounts(payer__code="mandiri", first_month=first, last_month=last, **who)

    assert found == {"JKK": 5_000, "JKM": 3_400}
    assert sum(found.values()) == 8_400 == 16_800 // 2
    rows = ContributionRate.objects.filter(payer__code="mandiri", **who)
    assert all("PP 50/2025" in row.legal_basis for row in rows)


@pytest.mark.parametrize("payer", ["apbn", "apbd_prov", "apbd_kab"])
def test_who_is_paid_by_a_budget_of_state_or_region_has_no_relief(payer):
    rows = ContributionRate.objects.filter(payer__code=payer, first_month__lte=202601, last_month__gte=202703)

    assert {row.programme: row.amount for row in rows} == {"JKK": 10_000, "JKM": 6_800}
    assert all("PP 50/2025" in row.legal_basis for row in rows)


def test_who_is_employed_pays_by_wage_and_risk():
    rows = ContributionRate.objects.filter(group="pu").values_list("programme", "risk_class", "percent", "amount")

    assert set(rows) == {
        ("JKK", "sangat_rendah", Decimal("0.240"), None),
        ("JKK", "sangat_tinggi", Decimal("1.740"), None),
        ("JKM", "", Decimal("0.300"), None),
    }


def test_what_is_not_sure_is_not_verified_and_all_of_it_names_its_law():
    rows = ContributionRate.objects.filter(is_verified=False).values_list("group", "category__code", "programme")

    assert set(rows) == {("bpu", None, "JHT"), ("", "non_asn", "JKK")}
    assert all(row.legal_basis.startswith("PP ") for row in ContributionRate.objects.all())
    assert ContributionRate.objects.count() == 17
