"""Contribution rates as far as they are known: PP 44/2015, in force since July 2015, and the relief of PP 50/2025.

Those of BPU are of the lowest bracket of income. PP 50/2025 halves JKK and JKM for some months for who pays alone, and
leaves out who is paid by APBN or APBD: these rows answer as the general ones do, and tell why. Of the classes of risk
the lowest and the highest are laid; the administrator adds those between. Not verified: the legal basis of JHT, whose
amount is known as a difference (36,800 less 16,800), and the class of non-ASN.
"""

from decimal import Decimal

from django.db import migrations

LOWEST = "PP 44/2015, lapisan penghasilan terendah"
HALF = "PP 50/2025, setengah iuran bagi yang membayar sendiri"
NO_RELIEF = "PP 44/2015; PP 50/2025 tidak memberi keringanan bagi yang dibayar APBN atau APBD"
SINCE = 201507
RELIEF = (202601, 202703)  # from the first month in which it holds for anyone to the last

# group, category, payer, programme, risk class, rupiah, percent of wage, first month, last month, legal basis, verified
RATES = [
    ("bpu", "", "", "JKK", "", 10_000, None, SINCE, None, LOWEST, True),
    ("bpu", "", "", "JKM", "", 6_800, None, SINCE, None, LOWEST, True),
    ("bpu", "", "", "JHT", "", 20_000, None, SINCE, None, LOWEST, False),
    ("", "transportasi", "mandiri", "JKK", "", 5_000, None, 202601, 202703, HALF, True),
    ("", "transportasi", "mandiri", "JKM", "", 3_400, None, 202601, 202703, HALF, True),
    ("bpu", "", "mandiri", "JKK", "", 5_000, None, 202604, 202612, HALF, True),
    ("bpu", "", "mandiri", "JKM", "", 3_400, None, 202604, 202612, HALF, True),
    *[
        ("bpu", "", payer, programme, "", amount, None, *RELIEF, NO_RELIEF, True)
        for payer in ("apbn", "apbd_prov", "apbd_kab")
        for programme, amount in (("JKK", 10_000), ("JKM", 6_800))
    ],
    ("pu", "", "", "JKK", "sangat_rendah", None, "0.240", SINCE, None, "PP 44/2015", True),
    ("pu", "", "", "JKK", "sangat_tinggi", None, "1.740", SINCE, None, "PP 44/2015", True),
    ("pu", "", "", "JKM", "", None, "0.300", SINCE, None, "PP 44/2015", True),
    ("", "non_asn", "", "JKK", "sangat_rendah", None, "0.240", SINCE, None, "PP 44/2015", False),
]


def lay(apps, schema_editor):
    categories = dict(apps.get_model("coverage", "WorkerCategory").objects.values_list("code", "pk"))
    payers = dict(apps.get_model("coverage", "Payer").objects.values_list("code", "pk"))
    rate = apps.get_model("planning", "ContributionRate")
    rate.objects.bulk_create(
        rate(
            group=group, category_id=categories[category] if category else None,
            payer_id=payers[payer] if payer else None, programme=programme, risk_class=risk_class, amount=amount,
            percent=percent and Decimal(percent), first_month=first, last_month=last, legal_basis=basis,
            is_verified=is_verified,
        )
        for group, category, payer, programme, risk_class, amount, percent, first, last, basis, is_verified in RATES
    )  # fmt: skip


def lift(apps, schema_editor):
    apps.get_model("planning", "ContributionRate").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("planning", "0001_schema"), ("coverage", "0002_dimensions")]
    operations = [migrations.RunPython(lay, lift)]
