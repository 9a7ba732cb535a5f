"""A month on paper adds up to the last worker, and its digests prove what was signed."""

import hashlib
import json
from datetime import timedelta

from coverage.actions.corrections import reopen_report
from coverage.models import LiveTotal, Report
from coverage.queries.report_paper import paper_of, sealed
from tests.coverage.factories import a_cell, a_published_month, an_open_report, entered, published, signed, staff_of

REASON = "Angka desa Busui keliru"


def of_paser(places):
    report = an_open_report(places["64.01"])
    cells = [
        (places["64.01"], 100, "pu", "pemberi_kerja"), (places["64.01.01.2001"], 30), (places["64.01.01.2002"], 0),
        (places["64.01.04.2002"], 7, "nelayan"), (places["64.01.04"], 3), (places["64.01.01.2001"], 4, "petani", "csr"),
        (places["64.01"], 900, "uhc_penduduk"),
    ]  # fmt: skip
    entered(report, [a_cell(*cell) for cell in cells])
    return report


def test_the_detail_adds_up_to_the_summary_to_the_last_worker(places):
    report = of_paser(places)

    paper = paper_of(report)

    for sheet in paper.sheets:
        live = LiveTotal.objects.get(region=report.region, month=report.month, scheme=sheet.scheme, axis=0)
        assert sheet.total == live.enrolled
        assert sum(line.total for line in sheet.lines) == sheet.total
        assert sum(sheet.by_payer) == sheet.total
        assert sum(district.total for district in sheet.districts) + sheet.unsplit == sheet.total
        assert all(sum(heads or 0 for heads in line.heads) == line.total for line in sheet.lines)
    assert [(sheet.scheme.code, sheet.total) for sheet in paper.sheets] == [("ucj", 144), ("uhc", 900)]


def test_a_blank_cell_is_blank_on_paper_and_zero_is_zero(places):
    sheet = paper_of(of_paser(places)).sheets[0]

    [farmers] = [line for line in sheet.lines if line.name == "Petani"]
    assert dict(zip(sheet.payers, farmers.heads, strict=True))["Pemberi kerja"] is None
    batu_sopang = next(district for district in sheet.districts if district.code == "64.01.01")
    assert [(name, heads) for _, name, heads in batu_sopang.villages] == [("Desa Busui", 34), ("Desa Kasungai", 0)]


def test_only_steps_that_hold_now_are_signatures(places):
    report = of_paser(places)
    before = paper_of(report).signatures
    after = paper_of(signed(report)).signatures

    assert before == ()
    assert [(event.step.value, event.by) for event in after] == [
        ("submitted", "Isi.64.01"), ("checked", "Periksa.64.01"), ("signed", "Sahkan.64.01"),
    ]  # fmt: skip


def test_the_digest_is_the_sha256_of_all_cells_in_the_order_of_their_codes(places):
    report = an_open_report(places["64.01"])
    entered(report, [a_cell(places["64.01.01.2001"], 30), a_cell(places["64.01"], 5, "pu", "pemberi_kerja")])
    entered(report, [a_cell(places["64.01.01.2002"], None, not_applicable=True)])
    text = json.dumps(
        [
            ["64.01", "pu", "pemberi_kerja", 5, False, None],
            ["64.01.01.2001", "petani", "apbd_kab", 30, False, None],
            ["64.01.01.2002", "petani", "apbd_kab", None, True, None],
        ],
        separators=(",", ":"),
    )

    assert sealed(report).digest == hashlib.sha256(text.encode()).hexdigest()


def test_a_correction_carries_the_digest_of_the_publication_before_it(places, at):
    paser = places["64.01"]
    report = of_paser(places)
    published(report)
    report = Report.objects.select_related("region").get()
    first = sealed(report)
    cell = a_cell(places["64.01.01.2001"], 31)
    later, publisher = at + timedelta(days=2), staff_of(paser)["publishes"]
    reopen_report(report=report, cells=[cell[:1] + cell[2:4]], reason=REASON, by=publisher, at=later)
    entered(report, [cell], later)
    report.refresh_from_db()

    second = sealed(report)

    assert first.before is None
    assert second.digest != first.digest
    assert second.before[1] == first.digest
    assert second.entry.act == "report_reopened"


def test_a_province_prints_its_own_figures_alone(places, wati, at):
    a_published_month(places["64.01"], {(places["64.01"], "petani", "apbd_kab"): 100})
    report = an_open_report(places["64"])
    entered(report, [a_cell(places["64"], 12, "pu", "pemberi_kerja")])

    [sheet] = paper_of(report).sheets

    assert (sheet.total, sheet.unsplit, sheet.districts) == (12, 12, ())
