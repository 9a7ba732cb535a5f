"""Proofs through the browser: handed in, replaced, given out, and what the public gets."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import AuditEntry
from awards.enums import RoundStage
from awards.models import Conflict, Entry, Evidence
from tests.accounts.people import signed_in
from tests.awards.entrants import WHY, a_criteria_set, a_pdf, a_png
from tests.awards.evidence_rows import a_proof, with_copy
from tests.awards.rows import a_category, a_round, a_seat, an_entry, moved_to
from tests.factories import A_MOMENT

pytestmark = pytest.mark.usefixtures("at_that_moment")

TYPED = {
    "proof": "regulasi:perda", "title": "Perbup 12/2023", "issuer": "Bupati Paser", "issued_on": "2023-03-01",
    "valid_until": "", "amount": "",
}  # fmt: skip


@pytest.fixture
def kaltim(edition, places, citra):
    return a_round(edition, places["64"], citra, RoundStage.VERIFICATION)


@pytest.fixture
def paser(kaltim, edition, places, hana, citra):
    regencies = a_category(edition)
    a_criteria_set(regencies, citra)
    return an_entry(kaltim, regencies, places["64.01"], hana)


@pytest.fixture
def page(paser):
    return f"/penghargaan/peserta/{paser.pk}/"


@pytest.fixture
def enterer(sari):
    return signed_in(sari)


def upload(client: Client, page: str, content: bytes = b"", name: str = "perbup.pdf", **changed):
    file = SimpleUploadedFile(name, content or a_pdf())
    return client.post(f"{page}bukti/", TYPED | changed | {"file": file})


def chosen(client: Client, page: str) -> list[str]:
    """Return the choices of the form as they read, the chosen one first."""
    field = client.get(f"{page}bukti/").context["form"]["proof"]
    labels = dict(field.field.choices)
    return [labels[field.initial], *labels.values()]


def test_the_form_proposes_what_lacks_and_tells_what_would_be_replaced(enterer, page):
    first, *labels = chosen(enterer, page)
    assert first == labels[0] == "Regulasi: Perda atau Perkada"

    upload(enterer, page)

    first, *labels = chosen(enterer, page)
    assert labels[0] == "Regulasi: Perda atau Perkada (sudah ada, berkas ini menjadi versi baru)"
    assert first != labels[0]
    assert all("sudah ada" not in label for label in labels[1:])


@pytest.mark.parametrize(
    ("changed", "is_told"),
    [({}, False), ({"issued_on": "2024-01-01"}, True), ({"valid_until": "2023-12-30"}, True),
     ({"issued_on": "2023-12-31", "valid_until": "2023-12-31"}, False)],
)  # fmt: skip
def test_who_hands_in_what_does_not_hold_on_the_data_date_is_told_so(enterer, page, changed, is_told):
    upload(enterer, page, **changed)

    told = enterer.get(page).content.decode()
    assert ("Bukti itu tidak berlaku pada tanggal data, 31 Desember 2023." in told) is is_told


def test_a_file_is_handed_in_and_its_digest_told_beside_it(enterer, page):
    assert upload(enterer, page, amount="1.626.307.200").status_code == 302

    row = Evidence.objects.get()
    assert (row.version, row.amount, row.media_type) == (1, 1_626_307_200, "application/pdf")
    told = enterer.get(page).content.decode()
    assert "Bukti tersimpan sebagai versi 1." in told
    assert told.count(row.digest) == 1
    assert "Sidik berkas<" in told[: told.index(row.digest)]
    assert "Rp1.626.307.200" in told


def test_the_form_chooses_the_proof_it_was_opened_for(enterer, page):
    assert (
        '<option value="regulasi:foto" selected>' in enterer.get(f"{page}bukti/?bukti=regulasi%3Afoto").content.decode()
    )


@pytest.mark.parametrize(
    ("content", "changed", "told"),
    [(b"MZ", {"name": "perbup.pdf"}, "bukan PDF, JPEG, PNG, atau XLSX"),
     (a_pdf(b"<</S/JavaScript>>"), {}, "memuat program"), (a_pdf(trailer=b"/Encrypt 1 0 R"), {}, "kata sandi"),
     (a_png(0, 1), {}, "mengaku berukuran 0 × 1 titik"), (a_pdf(), {"proof": "regulasi:x"}, "Pilih salah satu"),
     (a_pdf(), {"title": "NIK 6401991501900001"}, "NIK"),
     (a_pdf(), {"issued_on": "31-31-2023"}, "Tanggal ini tidak ada"),
     (a_pdf(), {"issued_on": "2026-01-01"}, "di masa depan"),
     (a_pdf(), {"amount": "NaN"}, "Tulis jumlahnya dengan angka saja"),
     (a_pdf(), {"amount": "-5"}, "tidak boleh kurang dari 0")],
)  # fmt: skip
def test_what_is_refused_is_told_and_nothing_is_kept(enterer, page, content, changed, told):
    answer = upload(enterer, page, content, **changed)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert Evidence.objects.count() == 0


def test_the_field_says_how_large_a_file_may_be_before_it_is_sent(enterer, page):
    text = enterer.get(f"{page}bukti/").content.decode()

    assert 'data-most="10485760"' in text
    assert "data-too-large" in text


def test_a_body_beyond_the_limit_is_not_read(enterer, page):
    assert upload(enterer, page, b"%PDF-1.7" + b"0" * (12 << 20)).status_code == 413


def test_a_proof_is_given_out_as_a_file_and_the_reader_noted(page, paser, sari, citra):
    row = a_proof(paser, sari)

    answer = signed_in(citra).get(f"{page}bukti/{row.pk}/")

    assert answer.content == a_pdf()
    assert answer["Content-Disposition"] == f'attachment; filename="bukti-{row.pk}-v1.pdf"'
    assert (answer["X-Content-Type-Options"], answer["Content-Type"]) == ("nosniff", "application/pdf")
    assert answer["Cache-Control"] == "no-store"
    told = AuditEntry.objects.filter(act="evidence_read").get()
    assert (told.user_id_then, told.subject) == (citra.pk, f"entry:{paser.pk}/evidence:{row.pk}")


def test_a_juror_opens_proofs_until_a_conflict_stands(page, paser, kaltim, ayu, citra, sari):
    row, seat, juror = a_proof(paser, sari), a_seat(kaltim, ayu, citra), signed_in(ayu)
    assert juror.get(f"{page}bukti/{row.pk}/").status_code == 200

    Conflict.objects.create(seat=seat, entry=paser, kind="family", source="declared", found_at=A_MOMENT)

    assert juror.get(f"{page}bukti/{row.pk}/").status_code == 403
    assert AuditEntry.objects.filter(act="evidence_read").count() == 1


def test_the_number_of_a_proof_under_another_entry_is_not_found(kaltim, paser, places, sari, hana, citra):
    kutim = an_entry(kaltim, paser.category, places["64.08"], citra)
    row = a_proof(kutim, sari)
    head = signed_in(hana)

    for address in ("", "tarik/", "salinan/"):
        path = f"/penghargaan/peserta/{paser.pk}/bukti/{row.pk}/{address}"
        assert (head.post(path, {"reason": WHY}) if address else head.get(path)).status_code == 404
    assert Evidence.objects.get().withdrawn_at is None


def test_a_copy_for_the_public_and_a_withdrawal_by_the_page(enterer, page, paser, sari):
    row = a_proof(paser, sari)
    address = f"{page}bukti/{row.pk}/"

    nothing = enterer.post(f"{address}salinan/", {})
    hostile = enterer.post(f"{address}salinan/", {"file": SimpleUploadedFile("a.pdf", b"MZ")})
    kept = enterer.post(f"{address}salinan/", {"file": SimpleUploadedFile("a.png", a_png())})
    no_reason = enterer.post(f"{address}tarik/", {"reason": ""})
    withdrawn = enterer.post(f"{address}tarik/", {"reason": WHY})

    assert [one.status_code for one in (nothing, hostile, kept, no_reason, withdrawn)] == [422, 422, 302, 422, 302]
    row.refresh_from_db()
    assert (row.redacted_type, row.withdrawn_why) == ("image/png", WHY)
    assert WHY in enterer.get(page).content.decode()


def test_the_public_gets_the_copy_alone_and_only_when_nominees_are_announced(page, paser, kaltim, sari, client):
    row = with_copy(a_proof(paser, sari), sari)
    address = f"{page}bukti/{row.pk}/"
    assert client.get(f"{address}publik/").status_code == 404
    moved_to(kaltim, RoundStage.ANNOUNCEMENT)
    assert client.get(f"{address}publik/").status_code == 404
    Entry.objects.update(state="nominee")

    answer = client.get(f"{address}publik/")

    assert answer.content == b"%PDF-1.7 salinan"
    assert "attachment" in answer["Content-Disposition"]
    assert client.get(address).status_code == 302
    assert client.get(f"{page}bukti/99999999999999999999/publik/").status_code == 404


def test_the_public_reads_that_a_copy_was_replaced_and_that_one_was_taken_down(page, paser, kaltim, sari, citra):
    row = with_copy(a_proof(paser, sari), sari)
    address, public = f"{page}bukti/{row.pk}/", Client()
    assert public.get(f"{page}bukti-publik/").status_code == 404
    moved_to(kaltim, RoundStage.ANNOUNCEMENT)
    Entry.objects.update(state="nominee")
    secretariat = signed_in(citra)

    refused = signed_in(sari).post(f"{address}salinan/", {"file": SimpleUploadedFile("a.png", a_png()), "reason": WHY})
    secretariat.post(f"{address}salinan/", {"file": SimpleUploadedFile("a.png", a_png()), "reason": WHY})

    assert (refused.status_code, public.get(f"{address}publik/").content) == (422, a_png())
    told = f"diganti pada 4 Agustus 2025 pukul 10.00 WITA: {WHY}"
    for reader, where in ((public, f"{page}bukti-publik/"), (secretariat, page)):
        assert told in reader.get(where).content.decode()
        assert f'href="{address}publik/"' in reader.get(where).content.decode()

    assert secretariat.post(f"{address}salinan/turunkan/", {"reason": ""}).status_code == 422
    assert secretariat.post(f"{address}salinan/turunkan/", {"reason": WHY}).status_code == 302

    assert "diturunkan pada 4 Agustus 2025" in public.get(f"{page}bukti-publik/").content.decode()
    assert public.get(f"{address}publik/").status_code == 404


def test_what_changed_after_the_documents_were_complete_is_flagged_for_a_juror(
    page, paser, kaltim, ayu, citra, enterer
):
    a_seat(kaltim, ayu, citra)
    upload(enterer, page)

    told = signed_in(ayu).get(page).content.decode()

    assert "1 bukti berubah setelah berkas dinyatakan lengkap" in told
    assert "berubah setelah berkas dinyatakan lengkap: versi 1, 4 Agustus 2025 pukul 10.00 WITA" in told
