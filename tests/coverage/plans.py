"""Entry plans for tests, set through the ordinary action."""

from coverage.actions.plan import set_plan
from coverage.enums import AskedPer
from coverage.models import Payer, WorkerCategory
from coverage.queries.plan import Asked
from regions.models import Region
from tests.coverage.factories import staff_of
from tests.factories import A_MOMENT

PER_VILLAGE = (
    "petani apbd_kab",
    "nelayan apbd_kab",
    "pekebun dbh_sawit",
    "pedagang mandiri",
    "keagamaan apbd_kab",
    "rt_rw apbdes",
)
PER_REPORTER = ("pu pemberi_kerja",)


def asked(pair: str, per: AskedPer = AskedPer.VILLAGE) -> Asked:
    """Return a pair by "category payer"."""
    category, payer = pair.split()
    return Asked(WorkerCategory.objects.get(code=category), Payer.objects.get(code=payer), per)


def a_plan(
    region: Region, villages: tuple[str, ...] = PER_VILLAGE, own: tuple[str, ...] = PER_REPORTER, year: int = 2025
) -> tuple[Asked, ...]:
    """Let the region's head set what is asked per village and of the regency itself."""
    pairs = [*(asked(pair) for pair in villages), *(asked(pair, AskedPer.REPORTER) for pair in own)]
    return set_plan(region=region, year=year, pairs=pairs, by=staff_of(region)["signs"], at=A_MOMENT)
