"""A year of sixteen categories for each village of Paser, as the grid shows it: `python -m bench.year`.

It is laid into the database of the demonstration at DATABASE_URL, a throwaway one: figures with their revisions, but
without their sums.
"""

import random
from datetime import UTC, datetime

import django

django.setup()

from accounts.models import User  # noqa: E402
from coverage import months  # noqa: E402 - models can be imported only after the setup
from coverage.enums import Via  # noqa: E402
from coverage.models import AskedPair, Change, Figure, Payer, Revision, WorkerCategory  # noqa: E402
from regions.enums import Level  # noqa: E402
from regions.models import Placement, Region  # noqa: E402

CATEGORIES = (
    "bpu_mandiri", "petani", "pekebun", "nelayan", "umkm", "keagamaan", "rt_rw", "relawan", "kader", "buruh_lepas",
    "pedagang", "peternak", "prt", "transportasi", "pmi", "rentan_lain",
)  # fmt: skip
REGENCY, PAYER, YEAR, MONTH, WRITER = "64.01", "apbd_kab", 2025, 202507, "petugas.paser"
STEPS = (0, 0, 0, 0, 1, -1, 4, -5, 12)


def lay_year() -> int:
    """Ask sixteen categories of each village and write the month and the twelve before it; return how many figures."""
    payer, regency = Payer.objects.get(code=PAYER), Region.objects.get(code=REGENCY)
    categories = list(WorkerCategory.objects.filter(code__in=CATEGORIES))
    AskedPair.objects.filter(region=regency, year=YEAR).delete()
    AskedPair.objects.bulk_create(
        [AskedPair(region=regency, year=YEAR, category=category, payer=payer, per="village") for category in categories]
    )
    villages = Placement.objects.on(months.last_day(MONTH)).filter(regency=regency, level=Level.VILLAGE)
    of_months = [months.shifted(MONTH, step) for step in range(-12, 1)]
    stored = Figure.objects.filter(month__in=of_months, payer=payer)
    known = set(stored.values_list("month", "region_id", "category_id"))
    rows = []
    for village in villages.values_list("region", flat=True):
        for category in categories:
            heads = random.randrange(50, 900)
            for month in of_months:
                heads = max(0, heads + random.choice(STEPS))
                if (month, village, category.pk) not in known:
                    rows.append(Figure(month=month, region_id=village, category=category, payer=payer, enrolled=heads))
    Figure.objects.bulk_create(rows, batch_size=2000)
    change = Change.objects.create(by=User.objects.get(username=WRITER), at=datetime.now(UTC), via=Via.DEMO)
    told = [
        Revision(change=change, figure=row, version=1, enrolled=row.enrolled, not_applicable=row.not_applicable)
        for row in rows
    ]
    Revision.objects.bulk_create(told, batch_size=2000)
    return len(rows)


if __name__ == "__main__":
    print(f"{lay_year():,} figures")
