"""The pages of frozen numbers: who reaches them, what they freeze, and that nothing typed is lost."""

import re
from decimal import Decimal

import pytest
from django.test import Client

from accounts.abilities import Role
from awards.bundles import bundle as bundles
from awards.enums import RoundStage
from awards.models import MarkSheet, Result, Snapshot, SnapshotInput
from tests.accounts.people import give_second_factor, signed_in
from tests.awards.closings import a_judged_round
from tests.awards.rows import a_seat, an_evidence, moved_to
from tests.coverage.factories import a_published_month, a_target
from tests.factories import a_person

WHY = "Target tahun data tidak pernah ada"


@pytest.fixture
def judged_round(edition, places, citra, ayu, bayu, time_machine, at):
    """Paser, whose coverage is known, Kutai Timur and Bontang, of which nothing is; nothing is frozen yet."""
    time_machine.move_to(at, tick=False)
    made = a_judged_round(edition, places, citra, [ayu, bayu])
    Snapshot.objects.all().delete()
    a_target(places["64.01"], 100000, year=2023)
    a_published_month(places["64.01"], {(places["64.01"], "pu", "pemberi_kerja"): 80000}, month=202312)
    return made


@pytest.fixture
def page(judged_round):
    return f"/penghargaan/putaran/{judged_round.round.pk}/angka/kabkota/"


@pytest.fixture
def citras(citra):
    return signed_in(citra)


@pytest.fixture
def admins(admin):
    """An administrator, who freezes since all marks are open to the secretariat."""
    give_second_factor(admin)
    client = Client()
    client.force_login(admin)
    return client


def opened(client, page) -> tuple[str, dict[str, str]]:
    """Return the page and what its form would send as it stands."""
    answer = client.get(page)
    assert answer.status_code == 200
    text = answer.content.decode()
    form = text[text.index('name="versi"') - 40 :]
    sent = dict(re.findall(r'<(?:input|textarea)[^>]* name="([\w-]+)"[^>]*?(?: value="([^"]*)")?>', form))
    sent |= dict(re.findall(r'<textarea[^>]* name="([\w-]+)"[^>]*>([^<]*)</textarea>', form))
    for name, options in re.findall(r'<select[^>]* name="([\w-]+)">(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[name] = chosen.group(1) if chosen else ""
    return text, sent


def test_the_page_proposes_the_lowest_level_where_no_proof_is_and_none_where_there_is(
    judged_round, page, admins, citra
):
    paser, kutim, _bontang = judged_round.entries
    an_evidence(paser, "regulasi", citra)

    text, sent = opened(admins, page)

    assert (sent[f"tingkat-{paser.pk}-regulasi"], sent[f"tingkat-{kutim.pk}-regulasi"]) == ("", "nihil")
    assert "Angka belum pernah dibekukan" in text
    assert "/angka/64.01_2023-12_ucj_1/" in text
    assert f"alasan-{paser.pk}-cakupan" not in sent  # it is known
    assert sent[f"alasan-{kutim.pk}-cakupan"] == ""


def test_what_is_stated_is_frozen_kept_for_the_next_time_and_leads_to_a_closing(
    judged_round, page, admins, citras, citra
):
    paser, kutim, bontang = judged_round.entries
    proof = an_evidence(paser, "regulasi", citra)
    closing = page.replace("/angka/", "/penutupan/")
    _text, sent = opened(admins, page)
    sent |= {f"tingkat-{paser.pk}-regulasi": "perda", f"bukti-{paser.pk}-regulasi": str(proof.pk)}

    assert admins.post(page, sent).status_code == 302
    refused = citras.post(closing)
    assert refused.status_code == 422
    assert "dinyatakan tidak berlaku" in refused.content.decode()
    assert page.removesuffix("kabkota/") in refused.content.decode()

    _text, again = opened(admins, page)
    assert again["versi"] == "1"
    assert again[f"bukti-{paser.pk}-regulasi"] == str(proof.pk)
    waived = {f"alasan-{entry.pk}-cakupan": WHY for entry in (kutim, bontang)}
    assert admins.post(page, again | waived).status_code == 302

    text, third = opened(admins, page)
    assert third[f"alasan-{kutim.pk}-cakupan"] == WHY
    assert "2 perubahan dari versi sebelumnya" in text
    assert citras.post(closing).status_code == 302
    result = Result.objects.get()
    rows = {row.entry_id: row.total for row in result.rows.all()}
    assert rows[paser.pk] == Decimal(84)  # 0.4 * 80 + 0.2 * 100 + 0.4 * 80
    assert rows[kutim.pk] == Decimal(60)  # (20 * 0 + 40 * 90) / 60
    checked = bundles.verified(bytes(Result.objects.get().bundle))
    assert checked.is_sound
    assert {one.waiver for one in checked.bundle.contests["kabkota"].inputs} == {"", WHY}


def test_a_waiver_is_told_in_words_with_its_reason_to_all_and_on_the_own_sheet(judged_round, page, admins, citras):
    _paser, kutim, bontang = judged_round.entries
    _text, sent = opened(admins, page)
    admins.post(page, sent | {f"alasan-{entry.pk}-cakupan": WHY for entry in (kutim, bontang)})
    citras.post(page.replace("/angka/", "/penutupan/"))
    result = f"/penghargaan/hasil/{Result.objects.get().pk}/"

    told, own = (citras.get(address).content.decode() for address in (result, f"{result}lembar/{kutim.pk}/"))
    table, document = citras.get(f"{result[:-1]}.csv").getvalue().decode(), citras.get(f"{result[:-1]}.json").json()

    assert f"Tidak berlaku bagi Kabupaten Kutai Timur: Cakupan. Alasan sekretariat: {WHY}" in told
    assert "bobotnya dibagi ke kriteria lain" in told
    assert WHY in own
    assert "semula 40,00" in own
    assert "66,67" in own  # 40 of the 60 that apply
    assert "cakupan" in next(line for line in table.splitlines() if "Kutai Timur" in line)
    assert [one["not_applicable"] for one in document["entries"]] == [[], ["cakupan"], ["cakupan"]]


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"tingkat": "perda"}, "pilih bukti dukung"),
        ({"alasan": "singkat"}, "10 sampai 300 huruf"),
    ],
)
def test_what_is_refused_comes_back_as_it_was_typed(judged_round, page, admins, told, sentence):
    kutim = judged_round.entries[1]
    _text, sent = opened(admins, page)
    names = {"tingkat": f"tingkat-{kutim.pk}-regulasi", "alasan": f"alasan-{kutim.pk}-cakupan"}
    typed = {names[field]: text for field, text in told.items()}
    kept = {f"alasan-{judged_round.entries[2].pk}-cakupan": WHY}

    answer = admins.post(page, sent | kept | typed)

    text = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in text
    assert not Snapshot.objects.exists()
    assert WHY in text
    assert ('value="perda" selected' in text) if "tingkat" in told else (">singkat</textarea>" in text)


def test_a_number_that_became_known_meanwhile_is_not_waived(judged_round, page, admins, places):
    kutim = judged_round.entries[1]
    _text, sent = opened(admins, page)
    a_target(places["64.08"], 1000, year=2023)
    a_published_month(places["64.08"], {(places["64.08"], "pu", "pemberi_kerja"): 500}, month=202312)

    refused = admins.post(page, sent | {f"alasan-{kutim.pk}-cakupan": WHY})
    assert refused.status_code == 422
    assert "angkanya ada, jadi kriteria ini berlaku" in refused.content.decode()
    assert not Snapshot.objects.exists()

    assert admins.post(page, sent).status_code == 302
    assert SnapshotInput.objects.get(entry=kutim, criterion="cakupan").raw == Decimal(50)


def test_a_page_in_part_and_an_older_page_freeze_nothing(judged_round, page, admins):
    _text, sent = opened(admins, page)
    part = dict(list(sent.items())[:2])

    assert admins.post(page, part).status_code == 422
    assert admins.post(page, sent).status_code == 302
    older = admins.post(page, sent)

    assert older.status_code == 422
    assert "sebagai versi ke-1 setelah halaman ini dibuka" in older.content.decode()
    assert 'name="versi" value="1"' in older.content.decode()
    assert Snapshot.objects.count() == 1


def test_a_release_after_the_freezing_is_told_on_the_pages_and_hinders_no_closing(
    judged_round, page, admins, citras, places
):
    _text, sent = opened(admins, page)
    admins.post(page, sent | {f"alasan-{entry.pk}-cakupan": WHY for entry in judged_round.entries[1:]})
    a_target(places["64.08"], 1000, year=2023)
    a_published_month(places["64.08"], {(places["64.08"], "pu", "pemberi_kerja"): 500}, month=202312)
    sentence = "1 angka tidak lagi sama dengan rilis atau bukti terbaru"
    closing = page.replace("/angka/kabkota/", "/penutupan/")

    for address in (page, page.removesuffix("kabkota/"), closing):
        assert sentence in citras.get(address).content.decode()
    assert citras.post(f"{closing}kabkota/").status_code == 302


def test_the_secretariat_freezes_until_marks_are_open_to_it_and_then_looks(judged_round, page, admins, citras):
    _text, sent = opened(admins, page)
    refused = citras.post(page, sent)
    assert (refused.status_code, Snapshot.objects.count()) == (422, 0)
    assert "Minta administrator membekukannya" in refused.content.decode()
    assert 'type="submit"' not in citras.get(page).content.decode().partition('id="angka-')[2]

    moved_to(judged_round.round, RoundStage.VERIFICATION)
    MarkSheet.objects.filter(entry=judged_round.entries[0]).update(final_at=None)

    assert [admins.get(address).status_code for address in (page, page.removesuffix("kabkota/"))] == [200, 200]
    assert admins.post(page, sent).status_code == 403
    assert 'type="submit"' not in admins.get(page).content.decode().partition('id="angka-')[2]
    assert citras.post(page, sent).status_code == 302


@pytest.mark.parametrize(("who", "status"), [("ayu", 403), ("dewi", 404), ("hana", 404), ("neighbour", 404)])
def test_others_do_not_reach_it(judged_round, page, who, status, request, places, client):
    neighbour = a_person("gita", Role.SECRETARY, places["63"])
    client.force_login(neighbour if who == "neighbour" else request.getfixturevalue(who))

    answers = {client.get(page).status_code, client.post(page).status_code}

    assert answers | {client.get(page.removesuffix("kabkota/")).status_code} == {status}


def test_who_sits_in_the_jury_does_not_reach_it_by_another_office(judged_round, page, citra, client):
    a_seat(judged_round.round, citra, citra)
    client.force_login(citra)

    assert {client.get(page).status_code, client.post(page).status_code} == {404}


def test_a_category_that_is_not_judged_here_is_not_found(page, citras):
    assert citras.get(page.replace("kabkota", "desa")).status_code == 404


def test_nothing_is_offered_to_freeze_once_the_category_is_closed(judged_round, page, admins, citras):
    _text, sent = opened(admins, page)
    admins.post(page, sent | {f"alasan-{entry.pk}-cakupan": WHY for entry in judged_round.entries[1:]})
    assert "Bekukan" in admins.get(page).content.decode()

    citras.post(page.replace("/angka/", "/penutupan/"))

    text = admins.get(page).content.decode()
    assert "Penilaian kategori ini sudah ditutup, jadi angkanya tidak dibekukan lagi." in text
    assert 'type="submit"' not in text.partition('id="angka-')[2]
    assert admins.post(page, sent | {"versi": "1"}).status_code == 422
