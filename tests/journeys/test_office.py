"""The pages with which an office runs itself: whole on desk and phone, by day and by night, open to everyone."""

from datetime import date

import pytest

from accounts.actions.delegations import delegate_role
from accounts.enums import Acting
from coverage.actions.denominators import Proposal, propose_denominators
from coverage.actions.extensions import ask_extension
from coverage.enums import DenominatorKind
from coverage.models import Scheme
from tests.coverage.factories import DUE, a_published_month, a_target, an_open_report, staff_of
from tests.factories import A_MOMENT
from tests.journeys.browsing import DESK, PHONE
from tests.journeys.conftest import Visit
from tests.journeys.entering import sign_in

pytestmark = pytest.mark.browser
PAGES = {
    "head": ["/wilayah/64.01/orang/", "/wilayah/64.01/undang/", "/wilayah/64.01/orang/sari/",
             "/wilayah/64.01/delegasi/", "/wilayah/64.01/target/?tahun=2025", "/wilayah/64.01/tahun-baru/?tahun=2026",
             "/mulai/"],
    "province": ["/wilayah/64/batas-waktu/?tahun=2025", "/wilayah/64/tahun-baru/?tahun=2026", "/mulai/",
                 "/wilayah/64/orang/", "/laporan/64.01/2025-08/perpanjangan/"],
}  # fmt: skip


@pytest.fixture
def office(places, sari, budi, hana, wati):
    """Paser with a month published, a target that waits, a deputy, and more time asked for."""
    region = places["64.01"]
    a_target(region, 200)
    a_published_month(region, {(region, "petani", "apbd_kab"): 100})
    proposal = Proposal(
        region=region, year=2025, scheme=Scheme.objects.get(code="ucj"), kind=DenominatorKind.TARGET, persons=400,
        issuer="Pemerintah Kabupaten Paser", method="RPJMD", as_of=date(2025, 3, 1),
    )  # fmt: skip
    propose_denominators(proposals=[proposal], by=sari, at=A_MOMENT)
    delegate_role(
        assignment=hana.assignments.get(), deputy=budi, acting=Acting.DAILY, since=date(2025, 12, 1),
        until=date(2025, 12, 31), reason="Kepala dinas mengikuti diklat", by=hana, at=A_MOMENT,
    )  # fmt: skip
    report = an_open_report(region, 202508)
    ask_extension(
        report=report, until=DUE.replace(month=9), reason="Jaringan dua kecamatan putus",
        by=staff_of(region)["enters"], at=A_MOMENT,
    )  # fmt: skip
    return {"head": hana, "province": wati}


@pytest.mark.parametrize("who", PAGES)
@pytest.mark.parametrize(("width", "dark"), [(DESK, False), (PHONE, True)])
def test_the_pages_of_an_office_fit_and_shut_nobody_out(visit: Visit, office, who: str, width: int, dark: bool):
    visitor = sign_in(visit(width, dark=dark), office[who])

    found = {}
    for path in PAGES[who]:
        visitor.open(path)
        found[path] = (visitor.sideways(), visitor.barriers())

    assert found == dict.fromkeys(PAGES[who], (0, []))
