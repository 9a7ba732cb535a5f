"""What holds at each form and file of the award: a token is asked, nothing unasked is stored, no formula leaves."""

import csv
import io
import re
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from awards.actions.results.closing import close_round
from awards.enums import RoundStage
from awards.models import (
    Conflict,
    CriteriaSet,
    EntrantCategory,
    Entry,
    Evidence,
    Firm,
    Interview,
    Mark,
    Objection,
    Programme,
    Publication,
    Round,
)
from paritrana.exports import STARTS_A_FORMULA
from regions.models import Region
from tests.accounts.people import signed_in, with_password
from tests.awards.closings import a_judged_round
from tests.awards.entrants import WHY, a_pdf
from tests.awards.matrix import OF_AWARDS
from tests.awards.rows import a_category, a_firm, a_round, an_entry, judged_at, moved_to
from tests.factories import A_MOMENT

pytestmark = pytest.mark.usefixtures("at_that_moment")

POSTED = sorted({row.split()[1] for row in OF_AWARDS.strip().splitlines() if row.split()[2] == "POST"})


@pytest.fixture
def at_that_moment(time_machine):
    time_machine.move_to(A_MOMENT, tick=False)


@pytest.mark.parametrize("path", POSTED)
def test_a_form_without_its_token_is_refused_before_anything_else_is_asked(db, path):
    lax, strict = (Client(enforce_csrf_checks=is_asked) for is_asked in (False, True))

    address = "/penghargaan/" + re.sub(r"{\w+}", "1", path)
    answers = [client.post(address).status_code for client in (lax, strict)]

    assert answers == [302, 403]  # without the question of the token, the sign-in is asked for


# What is sent besides the fields of a form

UNASKED = {
    "id": "9", "pk": "9", "round": "9", "round_id": "9", "state": "nominee", "origin": "import", "version": "9",
    "why": "x", "was": "1", "proposed_by": "1", "decided_by": "1", "is_sample": "1", "is_national": "1",
    "filed_by": "1", "digest": "0" * 64, "media_type": "text/html", "redacted": "x", "after_complete": "1",
    "number": "9", "is_granted": "1", "answer": "x", "answered_by": "1", "raw": "99", "result": "9", "position": "9",
    "began_at": "2020-01-01", "head_attended": "1", "noted_by": "1", "lifted_at": "2020-01-01", "is_winner": "1",
}  # fmt: skip
"""Fields of the models that no form asks for."""
KEPT = (Round, Entry, Firm, Evidence, Interview, Objection, Conflict, Publication)


def stored() -> list[dict[str, object]]:
    """Return what is stored of an award, but the numbers that a database gives to rows."""
    rows = [row for model in KEPT for row in model.objects.order_by("pk").values()]
    return [{name: told for name, told in row.items() if name != "id"} for row in rows]


def a_file() -> SimpleUploadedFile:
    return SimpleUploadedFile("perda.pdf", a_pdf())


@pytest.fixture
def kaltim(edition, places, citra):
    made = a_round(edition, places["64"], citra, RoundStage.NOMINATION)
    judged_at(made, a_category(edition))
    return made


@pytest.mark.parametrize(
    ("stage", "who", "address", "told"),
    [
        ("nomination", "citra", "putaran/{round}/peserta/usul/", {"category": "kabkota", "region": "64.08"}),
        ("nomination", "hana", "putaran/{round}/usul/", {"category": "kabkota", "region": "64.01"}),
        ("nomination", "citra", "putaran/{round}/badan-usaha/", {"npp": "AB123456", "name": "PT Baru", "size": "large",
         "sector": "Tambang", "region": "64.08"}),
        ("nomination", "citra", "putaran/{round}/badan-usaha/{firm}/", {"npp": "NN123456", "name": "PT Ganti",
         "size": "small", "sector": "Tambang", "region": "64.01"}),
        ("verification", "citra", "peserta/{entry}/tolak/", {"seen": "1", "reason": WHY}),
        ("verification", "citra", "peserta/{entry}/bukti/", {"proof": ":lain", "title": "Perda", "issuer": "Bupati",
         "issued_on": "2023-01-02", "file": a_file}),
        ("nominees", "citra", "putaran/{round}/peserta/nomine/", {"category": "kabkota", "entry": "{entry}:1",
         "reason": WHY}),
        ("interview", "citra", "putaran/{round}/wawancara/", {"urutan": "tulis", "tempat-{entry}": "1"}),
    ],
)  # fmt: skip
def test_what_no_form_asks_for_is_not_stored(kaltim, places, citra, hana, stage, who, address, told):
    state = {"interview": "nominee"}.get(stage, "verified")
    entry = an_entry(kaltim, EntrantCategory.objects.get(), places["64.74"], citra, state=state)
    numbers = {"round": kaltim.pk, "entry": entry.pk, "firm": a_firm(places["64.01"]).pk}
    client, found = signed_in({"citra": citra, "hana": hana}[who]), []
    moved_to(kaltim, RoundStage(stage))
    before = stored()

    for unasked in ({}, UNASKED):
        asked = {
            name.format(**numbers): text() if callable(text) else text.format(**numbers) for name, text in told.items()
        }
        with transaction.atomic():
            sent = {name: text for name, text in unasked.items() if name not in asked} | asked
            answer = client.post(f"/penghargaan/{address.format(**numbers)}", sent)
            assert answer.status_code == 302, answer.content.decode()
            found.append(stored())
            transaction.set_rollback(True)

    assert found[0] == found[1] != before


# Texts that a spreadsheet would run


@pytest.fixture
def published(edition, places, citra, ayu, bayu, admin, request):
    """A public result, everything with a name in it named like a formula."""
    evil = f"{request.param}HYPERLINK(1)"
    judged = a_judged_round(edition, places, citra, [ayu, bayu])
    firm = a_firm(places["64.01"], name=evil, sector=evil, contact=evil)
    mining = judged_at(judged.round, a_category(edition, "tambang", kind="firm", name=f"{evil} 2", position=2))
    an_entry(judged.round, mining, places["64.01"], citra, firm=firm, state="nominee", why=evil)
    Region.objects.filter(code__startswith="64.").update(name=evil)
    EntrantCategory.objects.filter(pk=judged.category.pk).update(name=evil)
    Programme.objects.update(name=evil)
    Entry.objects.update(why=evil)
    Mark.objects.update(note=evil)
    held = CriteriaSet.objects.get(pk=judged.criteria_set.pk)
    for criterion in held.content["scheme"]["criteria"]:
        criterion["name"] = evil
        for level in criterion["levels"]:
            level["name"] = evil
    CriteriaSet.objects.filter(pk=held.pk).update(content=held.content)
    fresh = EntrantCategory.objects.get(pk=judged.category.pk)
    made = close_round(round_=Round.objects.get(pk=judged.round.pk), category=fresh, by=citra, at=A_MOMENT)
    Publication.objects.create(
        result=made, sk_number=evil, sk_on=A_MOMENT.date(), asked_by=citra, asked_at=A_MOMENT, approved_by=admin,
        approved_at=A_MOMENT,
    )  # fmt: skip
    return made


TABLES = (
    "putaran/{round}/peserta", "putaran/{round}/nilai", "putaran/{round}/nomine", "putaran/{round}/hasil",
    "hasil/{result}", "putaran", "riwayat", "paritrana/2023/kriteria",
)  # fmt: skip


def is_a_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def running(text: str) -> list[str]:
    """Return the cells of a CSV file that a spreadsheet would run."""
    cells = [cell for row in csv.reader(io.StringIO(text.lstrip("\ufeff"))) for cell in row]
    return [cell for cell in cells if cell.startswith(STARTS_A_FORMULA) and not is_a_number(cell)]


def formulas(content: bytes) -> list[str]:
    """Return the cells of a workbook that a spreadsheet would run."""
    sheets = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    return [f"{cell.parent.title}!{cell.coordinate}" for cell in cells if cell.data_type == "f" or cell.hyperlink]


@pytest.mark.parametrize("published", ["=", "+", "-", "@", "\t"], indirect=True)
def test_no_file_of_the_award_holds_what_a_spreadsheet_runs(published, citra):
    client, numbers = signed_in(citra), {"round": published.round_id, "result": published.pk}
    found, seen = {}, set()
    for address in TABLES:
        for form, look in (("csv", lambda body: running(body.decode())), ("xlsx", formulas)):
            answer = client.get(f"/penghargaan/{address.format(**numbers)}.{form}")
            assert answer.status_code == 200, address
            body = answer.getvalue()
            found[address, form] = look(body)
            if form == "csv" and b"HYPERLINK" in body:
                seen.add(address)
    found["format"] = formulas(
        client.get(f"/penghargaan/putaran/{published.round_id}/peserta/impor/format.xlsx").content
    )
    found["audit"] = formulas(client.get(f"/penghargaan/hasil/{published.pk}/audit.xlsx").content)
    with zipfile.ZipFile(io.BytesIO(client.get(f"/penghargaan/hasil/{published.pk}/audit.zip").content)) as archive:
        found |= {name: running(archive.read(name).decode()) for name in archive.namelist()}

    assert {name: cells for name, cells in found.items() if cells} == {}
    assert set(TABLES) - seen <= {"riwayat", "putaran", "paritrana/2023/kriteria"}  # else nothing was looked at


# How much may be sent


def test_a_file_of_proposals_is_bounded_and_nothing_of_it_is_kept(kaltim, citra):
    client, page = signed_in(citra), f"/penghargaan/putaran/{kaltim.pk}/peserta/impor/"
    head = b"kategori,kode wilayah,npp,nama,ukuran,sektor,kontak\r\n"

    many = client.post(page, {"berkas": SimpleUploadedFile("usulan.csv", head + b"kabkota,64.01,,,,,\r\n" * 5001)})
    large = client.post(page, {"berkas": SimpleUploadedFile("usulan.csv", b"x" * (7 << 20))})

    assert (many.status_code, "5000" in many.content.decode()) == (422, True)
    assert large.status_code == 413
    assert Entry.objects.count() == 0


def test_the_proof_of_an_objection_counts_towards_the_amount_of_its_entry(
    edition, places, citra, ayu, bayu, admin, hana, monkeypatch
):
    limit = "awards.actions.entrants.evidence_quota.MOST_OF_AN_ENTRY"
    judged = a_judged_round(edition, places, citra, [ayu, bayu])
    made = close_round(round_=judged.round, category=judged.category, by=citra, at=A_MOMENT)
    Publication.objects.create(
        result=made, sk_number="1", sk_on=A_MOMENT.date(), asked_by=citra, asked_at=A_MOMENT, approved_by=admin,
        approved_at=A_MOMENT,
    )  # fmt: skip
    moved_to(judged.round, RoundStage.OBJECTION)
    monkeypatch.setattr(limit, 2 * len(a_pdf()) - 1)
    client = signed_in(with_password(hana))
    page = f"/penghargaan/hasil/{made.pk}/lembar/{judged.entries[0].pk}/sanggahan/"

    answers = [
        client.post(
            page, {"kriteria": code, "isi": "Angka kami belum dihitung semuanya", "bukti": a_file()}
        ).status_code
        for code in ("regulasi", "cakupan")
    ]

    assert (answers, Objection.objects.count()) == ([302, 422], 1)


# The way back

PAGES = """
    tim benturan nilai nilai/semua wawancara angka angka/kabkota peringkat peringkat/analisis pleno penutupan hasil
    jadwal peserta peserta/nomine peserta/usul peserta/impor badan-usaha
"""


def test_each_page_of_a_round_leads_back_to_it(kaltim, citra):
    moved_to(kaltim, RoundStage.NOMINEES)
    client, way = signed_in(citra), f"/penghargaan/putaran/{kaltim.pk}/"
    lost = []

    for page in re.findall(r"\S+", PAGES):
        answer = client.get(f"{way}{page}/")
        if answer.status_code != 200 or f'<a href="{way}">' not in answer.content.decode():
            lost.append(page)

    assert lost == []
