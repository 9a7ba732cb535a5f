"""What stands beside a published number: disputes, kept from telling small counts, and the commonest reasons."""

import pytest

from coverage.actions.reconciliation import Finding, reconcile
from coverage.enums import AgreementState, ReasonCode, StatedBy
from coverage.models import Explanation, Release, WorkerCategory
from coverage.queries.published import Published
from coverage.queries.quality import cautions_of
from coverage.queries.remarks import FEWEST_CELLS
from tests.coverage.factories import a_cell, an_observation, an_open_report, entered, published, staff_of


def disputed(places, report, code, ours, theirs, at, category=None, stated_by=StatedBy.BPJS):
    """Let someone state a number and the checker mark it as disputed."""
    an_observation(places[code], theirs, stated_by, category)
    pk = WorkerCategory.objects.get(code=category).pk if category else None
    finding = Finding(places[code].pk, pk, stated_by, ours, theirs, AgreementState.DISPUTED)
    reconcile(report=report, findings=[finding], by=staff_of(places["64.01"])["checks"], at=at)


def newest(code: str) -> Published:
    return Published.of(Release.objects.filter(region__code=code).order_by("-version")[0])


def test_a_dispute_stands_beside_the_released_number_on_page_and_origin(places, at, client):
    report = an_open_report(places["64.01"])
    entered(report, [a_cell(places["64.01.01.2001"], 120), a_cell(places["64.01"], 900, "pu")])
    disputed(places, report, "64.01", 1020, 1100, at)
    disputed(places, report, "64.01", 900, 980, at, "pu")
    disputed(places, report, "64.01.01.2001", 120, 90, at, stated_by=StatedBy.VILLAGE)
    disputed(places, report, "64.01.01.2001", 120, 90, at, "petani", StatedBy.VILLAGE)
    published(report)

    told = {code: [(one.category, one.theirs) for one in newest(code).disputes] for code in ("64.01", "64.01.01.2001")}

    assert told == {"64.01": [("", 1100), ("pu", 980)], "64.01.01.2001": [("", 90)]}
    said = "Belum disepakati dengan BPJS Ketenagakerjaan: seluruh pekerja, 1.100 pekerja"
    for path in ("/wilayah/64.01/", "/angka/64.01_2025-07_ucj_1/"):
        assert said in " ".join(client.get(path).content.decode().split())
    assert client.get("/wilayah/64.01.json").json()["disputed"][0] == {
        "category": None, "category_name": None, "stated_by": "bpjs", "theirs": 1100,
    }  # fmt: skip


@pytest.mark.parametrize(("ours", "theirs"), [(3, 700), (700, 3)])
def test_a_disputed_number_is_withheld_where_it_or_ours_is_small(places, at, client, ours, theirs):
    report = an_open_report(places["64.01"])
    entered(report, [a_cell(places["64.01"], ours, "nelayan"), a_cell(places["64.01"], 900, "pu")])
    disputed(places, report, "64.01", ours, theirs, at, "nelayan")
    published(report)

    assert [(one.category, one.theirs) for one in newest("64.01").disputes] == [("nelayan", None)]
    assert "disamarkan" in client.get("/wilayah/64.01/").content.decode()


def test_what_was_explained_or_agrees_is_not_told_as_disputed(places, at):
    report = an_open_report(places["64.01"])
    entered(report, [a_cell(places["64.01"], 900, "pu")])
    an_observation(places["64.01"], 900)
    an_observation(places["64.01"], 901, category="pu")
    category = WorkerCategory.objects.get(code="pu").pk
    finding = Finding(
        places["64.01"].pk, category, StatedBy.BPJS, 900, 901, AgreementState.EXPLAINED, ReasonCode.ARREARS
    )
    reconcile(report=report, findings=[finding], by=staff_of(places["64.01"])["checks"], at=at)
    published(report)

    assert newest("64.01").disputes == ()


def explained(report, reasons: list[ReasonCode], at) -> None:
    """Give the standing cautions of a report these reasons, one each."""
    for one, reason in zip(cautions_of(report), reasons, strict=False):
        Explanation.objects.create(
            report=report, region_id=one.caution.region_id, category_id=one.caution.category_id,
            payer_id=one.caution.payer_id, rule=one.caution.rule, about=one.caution.about, reason=reason,
            by=staff_of(report.region)["enters"], at=at,
        )  # fmt: skip


def test_the_three_commonest_reasons_that_hold_are_published_and_few_cells_are_not_counted_aloud(places, at, client):
    report = an_open_report(places["64.01"])
    codes = ["64.01.01.2001", "64.01.01.2002", "64.01.01.2003", "64.01.02.2001", "64.01.02.2002", "64.01.04.2002"]
    money = [a_cell(places[code], 16_800, category) for code in codes for category in ("petani", "nelayan")]
    entered(report, money)
    rare = [ReasonCode.MOVED] * 3 + [ReasonCode.DIED] * 2 + [ReasonCode.OVER_AGE]
    given = rare + [ReasonCode.ARREARS] * (len(cautions_of(report)) - len(rare))
    explained(report, given, at)
    published(report)

    told = [(one.code, one.cells) for one in newest("64.01").explanations]

    assert told == [("arrears", len(given) - len(rare)), ("moved", None), ("died", None)]
    assert len(given) - len(rare) >= FEWEST_CELLS
    assert newest("64.01.01.2001").explanations == newest("64").explanations == ()
    page = " ".join(client.get("/wilayah/64.01/").content.decode().split())
    assert f"menunggak ({len(given) - len(rare)} isian), pindah, meninggal." in page
