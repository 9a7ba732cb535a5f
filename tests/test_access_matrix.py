"""Who gets which answer where: every address, every method, every kind of person, as one table.

P nobody signed in · S signed in without a role · E enters at Paser · F enters at Kutai Kartanegara, the sibling ·
A verifies for Kalimantan Timur · J judges nationally · D administers, with a second factor. Of awards three more are
asked (`tests.awards.matrix`).
A new address without a row fails the build. Where an address belongs to a region, the row names it and scopes follow.
"""

import hashlib
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.abilities import Role
from accounts.models import AuditEntry, AuditHead, Session, User
from tests.accounts.people import PASSWORD, give_second_factor, with_password
from tests.awards.matrix import AWARDS_PUBLIC, OF_AWARDS
from tests.awards.matrix_rounds import an_award
from tests.coverage.factories import a_published_month
from tests.coverage.uploads import BUSUI, a_workbook, sent
from tests.factories import a_person

WHO = (*"PSEFAJD",)
EVERYBODY = (*WHO, "K", "H", "JP")
"""The last three are asked of awards alone."""
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")

PUBLIC = {
    "home": "/", "home_json": "/beranda.json", "home_csv": "/beranda.csv", "home_xlsx": "/beranda.xlsx",
    "method": "/metode/", "method_json": "/metode.json", "method_csv": "/metode.csv", "method_xlsx": "/metode.xlsx",
    "open_data": "/data/", "open_data_json": "/data.json", "open_data_csv": "/data.csv", "open_data_xlsx": "/data.xlsx",
    "region_register": "/data/wilayah.csv.gz", "register_licence": "/data/lisensi-wilayah.txt",
    "observations_json": "/data/angka-dari-sumber-lain.json", "observations_csv": "/data/angka-dari-sumber-lain.csv",
    "observations_xlsx": "/data/angka-dari-sumber-lain.xlsx",
    "errata_json": "/data/ralat.json", "errata_csv": "/data/ralat.csv", "errata_xlsx": "/data/ralat.xlsx",
    "published_json": "/data/cakupan.json", "published_csv": "/data/cakupan.csv",
    "published_xlsx": "/data/cakupan.xlsx",
    "register_json": "/data/wilayah.json", "register_csv": "/data/wilayah.csv", "register_xlsx": "/data/wilayah.xlsx",
    "dataset": "/data/cakupan/", "dictionary": "/data/cakupan/kamus.csv", "feed": "/data/umpan.atom",
    "dated": "/data/terbitan/", "dated_json": "/data/terbitan.json", "dated_csv": "/data/terbitan.csv",
    "dated_xlsx": "/data/terbitan.xlsx", "dated_release": "/data/terbitan/{figure}/",
    "dated_release_json": "/data/terbitan/{figure}.json", "dated_release_csv": "/data/terbitan/{figure}.csv",
    "dated_release_xlsx": "/data/terbitan/{figure}.xlsx",
    "api_page": "/data/api/", "api:openapi-json": "/api/v1/openapi.json",
    "api:region": "/api/v1/wilayah/64.01", "api:ranking": "/api/v1/peringkat",
    "api:figure": "/api/v1/angka/{figure}", "api:search": "/api/v1/cari?q=paser", "api:datasets": "/api/v1/data",
    "alive": "/sehat/hidup", "ready": "/sehat/siap",
    "regions:search": "/cari/?q=paser", "regions:search_json": "/cari.json?q=paser",
    "regions:search_csv": "/cari.csv?q=paser", "regions:search_xlsx": "/cari.xlsx?q=paser",
    "coverage:region": "/wilayah/64.01/", "coverage:region_json": "/wilayah/64.01.json",
    "coverage:region_csv": "/wilayah/64.01.csv", "coverage:region_xlsx": "/wilayah/64.01.xlsx",
    "coverage:trend": "/wilayah/64.01/tren.svg",
    "coverage:brief": "/wilayah/64.01/ringkas/", "coverage:share_card": "/wilayah/64.01/kartu.png",
    "coverage:entry_frame": "/isian-tanpa-jaringan/", "coverage:worker": "/sw.js",
    "coverage:ranking": "/peringkat/", "coverage:ranking_json": "/peringkat.json",
    "coverage:ranking_csv": "/peringkat.csv", "coverage:ranking_xlsx": "/peringkat.xlsx",
    "coverage:map": "/peta/", "coverage:map_json": "/peta.json?induk=64",
    "coverage:map_csv": "/peta.csv?tampil=sisa", "coverage:map_xlsx": "/peta.xlsx?tampil=adopsi",
    "coverage:figure": "/angka/{figure}/", "coverage:figure_json": "/angka/{figure}.json",
    "coverage:figure_csv": "/angka/{figure}.csv", "coverage:figure_xlsx": "/angka/{figure}.xlsx",
    "awards:awards": "/penghargaan/", "awards:round": "/penghargaan/putaran/{round}/",
    "awards:edition": "/penghargaan/paritrana/2023/", "awards:programme": "/penghargaan/paritrana/",
    **AWARDS_PUBLIC,
}  # fmt: skip
"""Open to everyone by GET; everything else is 405."""

TABLE = """
name                         path                                  method   P   S   E   F   A   J   D
language                     /bahasa/en/                           GET    302 302 302 302 302 302 302
account_login                /masuk/                               GET    200 302 302 302 302 302 302
account_login                /masuk/                               POST   200 302 302 302 302 302 302
mfa_authenticate             /masuk/kode/                          GET    302 302 302 302 302 302 302
mfa_authenticate             /masuk/kode/                          POST   302 302 302 302 302 302 302
account_logout               /keluar/                              GET    302 200 200 200 200 200 200
account_logout               /keluar/                              POST   302 302 302 302 302 302 302
account                      /akun/                                GET    302 200 200 200 200 200 200
account_change_password      /akun/kata-sandi/                     GET    302 200 200 200 200 200 200
account_change_password      /akun/kata-sandi/                     POST   302 200 200 200 200 200 200
account_reauthenticate       /akun/konfirmasi/                     GET    302 200 200 200 200 200 302
account_reauthenticate       /akun/konfirmasi/                     POST   302 200 200 200 200 200 302
mfa_reauthenticate           /akun/konfirmasi/kode/                GET    302 302 302 302 302 302 200
mfa_reauthenticate           /akun/konfirmasi/kode/                POST   302 302 302 302 302 302 200
mfa_index                    /akun/kode-verifikasi/                GET    302 200 200 200 200 200 200
mfa_activate_totp            /akun/kode-verifikasi/aktifkan/       GET    302 302 302 302 302 302 302
mfa_activate_totp            /akun/kode-verifikasi/aktifkan/       POST   302 302 302 302 302 302 302
mfa_deactivate_totp          /akun/kode-verifikasi/nonaktifkan/    GET    302 404 404 404 404 404 302
mfa_deactivate_totp          /akun/kode-verifikasi/nonaktifkan/    POST   302 404 404 404 404 404 302
mfa_view_recovery_codes      /akun/kode-verifikasi/cadangan/       GET    302 404 404 404 404 404 404
mfa_generate_recovery_codes  /akun/kode-verifikasi/cadangan/buat/  GET    302 302 302 302 302 302 302
mfa_generate_recovery_codes  /akun/kode-verifikasi/cadangan/buat/  POST   302 302 302 302 302 302 302
end_other_sessions           /akun/sesi/lain/akhiri/               POST   302 302 302 302 302 302 302
end_session                  /akun/sesi/0123456789abcdef/akhiri/   POST   302 404 404 404 404 404 404
tokens                       /akun/kunci/                          GET    302 200 200 200 200 200 200
tokens                       /akun/kunci/                          POST   302 302 302 302 302 302 302
revoke_token                 /akun/kunci/0/cabut/                  POST   302 404 404 404 404 404 404
invitation                   /akun/undangan/tidak-ada/             GET    410 410 410 410 410 410 410
invitation                   /akun/undangan/tidak-ada/             POST   410 410 410 410 410 410 410
account_signup               /akun/tertutup/account_signup/        GET    404 404 404 404 404 404 404
account_inactive             /akun/tertutup/account_inactive/      GET    404 404 404 404 404 404 404
account_email                /akun/tertutup/account_email/         GET    404 404 404 404 404 404 404
account_email_verification_sent /akun/tertutup/account_email_verification_sent/ GET 404 404 404 404 404 404 404
account_set_password         /akun/tertutup/account_set_password/  GET    404 404 404 404 404 404 404
account_reset_password       /akun/tertutup/account_reset_password/ GET   404 404 404 404 404 404 404
account_confirm_login_code   /akun/tertutup/account_confirm_login_code/ GET 404 404 404 404 404 404 404
mfa_download_recovery_codes  /akun/tertutup/mfa_download_recovery_codes/ GET 404 404 404 404 404 404 404
people                       /wilayah/64.01/orang/                 GET    302 404 200 404 200 403 200
invite                       /wilayah/64.01/undang/                GET    302 404 403 404 403 403 200
invite                       /wilayah/64.01/undang/                POST   302 404 403 404 403 403 302
person                       /wilayah/64.01/orang/e/               GET    302 404 403 404 403 403 200
new_link                     /wilayah/64.01/orang/e/tautan/        POST   302 404 403 404 403 403 302
deactivate                   /wilayah/64.01/orang/e/nonaktifkan/   POST   302 404 403 404 403 403 302
reactivate                   /wilayah/64.01/orang/e/aktifkan/      POST   302 404 403 404 403 403 302
no_second_factor             /wilayah/64.01/orang/e/hapus-kode/    POST   302 404 403 404 403 403 302
give_role                    /wilayah/64.01/orang/e/peran/         POST   302 404 403 404 403 403 302
end_role                     /wilayah/64.01/orang/e/peran/0/akhiri/ POST  302 404 403 404 403 403 302
delegations                  /wilayah/64.01/delegasi/              GET    302 404 200 404 200 403 200
delegations                  /wilayah/64.01/delegasi/              POST   302 404 302 404 302 403 302
end_deputy                   /wilayah/64.01/delegasi/0/akhiri/     POST   302 404 404 404 404 403 404
coverage:deadlines           /wilayah/64/batas-waktu/              GET    302 404 200 200 200 403 200
coverage:deadlines           /wilayah/64/batas-waktu/              POST   302 404 404 404 200 403 200
coverage:holiday             /wilayah/64/batas-waktu/hari-libur/   POST   302 404 404 404 200 403 200
coverage:no_holiday          /wilayah/64/batas-waktu/hari-libur/0/hapus/ POST 302 404 404 404 404 403 404
coverage:extension           /laporan/64.01/2025-07/perpanjangan/  GET    302 404 200 404 200 200 200
coverage:extension           /laporan/64.01/2025-07/perpanjangan/  POST   302 404 200 404 403 403 403
coverage:decide_extension    /laporan/64.01/2025-07/perpanjangan/0/putuskan/ POST 302 404 403 404 404 403 404
coverage:save_entries        /wilayah/64.01/isi/simpan/            POST   401 404 400 404 403 403 403
coverage:cell_panel /wilayah/64.01/isi/sel/?periode=2025-07&kategori=pu&sumber=csr GET 401 404 200 404 200 403 200
coverage:explain_cells       /wilayah/64.01/isi/alasan/            POST   302 404 400 404 403 403 403
coverage:comment_cell        /wilayah/64.01/isi/catatan/           POST   302 404 400 404 400 403 403
coverage:answer_comment      /wilayah/64.01/isi/catatan/1/jawab/   POST   302 404 404 404 404 403 403
coverage:plan                /wilayah/64.01/susunan/               GET    302 404 200 404 200 403 200
coverage:plan                /wilayah/64.01/susunan/               POST   302 404 403 404 403 403 400
coverage:entry               /wilayah/64.01/isi/                   GET    302 404 200 404 200 403 200
coverage:entry               /wilayah/64.01/isi/                   POST   302 404 302 404 403 403 403
coverage:collecting          /wilayah/64.01/kumpulkan/?periode=2025-07 GET 302 404 200 404 200 403 200
coverage:village_forms       /wilayah/64.01/kumpulkan/formulir/?periode=2025-07 GET 302 404 200 404 200 403 200
coverage:entry_format        /wilayah/64.01/kumpulkan/format-isian.xlsx?periode=2025-07 GET 302 404 200 404 200 403 200
coverage:entry_formats       /wilayah/64.01/kumpulkan/format-isian.zip?periode=2025-07 GET 302 404 200 404 200 403 200
coverage:targets             /wilayah/64.01/target/                GET    302 404 200 404 200 403 200
coverage:targets             /wilayah/64.01/target/                POST   302 404 200 404 403 403 200
coverage:approve_target      /wilayah/64.01/target/0/setujui/      POST   302 404 403 404 403 403 403
coverage:accept_target       /wilayah/64.01/target/0/terima/       POST   302 404 403 404 404 403 404
coverage:inbox               /kerja/                               GET    302 200 200 200 200 200 200
coverage:board               /laporan/?induk=64&tahun=2025         GET    302 404 200 200 200 403 200
coverage:board_json          /laporan.json?induk=64&tahun=2025     GET    302 404 200 200 200 403 200
coverage:board_csv           /laporan.csv?induk=64&tahun=2025      GET    302 404 200 200 200 403 200
coverage:board_xlsx          /laporan.xlsx?induk=64&tahun=2025     GET    302 404 200 200 200 403 200
coverage:reports             /laporan/64.01/                       GET    302 404 200 404 200 403 200
coverage:reports_step        /laporan/64.01/bersama/               POST   302 404 422 404 422 403 422
coverage:report              /laporan/64.01/2025-07/               GET    302 404 200 404 200 200 200
coverage:report_print        /laporan/64.01/2025-07/cetak/         GET    302 404 200 404 200 200 200
coverage:report_history      /laporan/64.01/2025-07/riwayat/       GET    302 404 200 404 200 200 200
coverage:report_json         /laporan/64.01/2025-07.json           GET    302 404 200 404 200 200 200
coverage:report_csv          /laporan/64.01/2025-07.csv            GET    302 404 200 404 200 200 200
coverage:report_xlsx         /laporan/64.01/2025-07.xlsx           GET    302 404 200 404 200 200 200
coverage:report_pdf          /laporan/64.01/2025-07.pdf            GET    302 404 200 404 200 200 200
coverage:report_step         /laporan/64.01/2025-07/ajukan/        POST   302 404 422 404 403 403 403
coverage:report_step         /laporan/64.01/2025-07/tarik/         POST   302 404 422 404 403 403 403
coverage:report_step         /laporan/64.01/2025-07/nyatakan-benar/ POST  302 404 403 404 403 403 403
coverage:report_step         /laporan/64.01/2025-07/sahkan/        POST   302 404 403 404 403 403 403
coverage:report_step         /laporan/64.01/2025-07/terbitkan/     POST   302 404 403 404 422 403 403
coverage:report_step         /laporan/64.01/2025-07/kembalikan/    POST   302 404 403 404 422 403 422
coverage:new_year            /wilayah/64.01/tahun-baru/            GET    302 404 200 404 200 403 200
coverage:new_year            /wilayah/64.01/tahun-baru/            POST   302 404 200 404 200 403 200
coverage:first_steps         /mulai/                               GET    302 200 200 200 200 200 200
coverage:correction          /laporan/64.01/2025-07/koreksi/       GET    302 404 403 404 200 403 200
coverage:correction          /laporan/64.01/2025-07/koreksi/       POST   302 404 403 404 422 403 422
coverage:reconciliation      /laporan/64.01/2025-07/pencocokan/    GET    302 404 200 404 200 200 200
coverage:reconciliation      /laporan/64.01/2025-07/pencocokan/    POST   302 404 422 404 403 403 403
coverage:reconciliation_xlsx /laporan/64.01/2025-07/pencocokan.xlsx GET    302 404 200 404 200 200 200
coverage:reconciliation_csv  /laporan/64.01/2025-07/pencocokan.csv  GET    302 404 200 404 200 200 200
coverage:statement           /laporan/64.01/2025-07/pencocokan/angka/ POST 302 404 422 404 403 403 422
coverage:take_number         /laporan/64.01/2025-07/pencocokan/ambil/ POST 302 404 422 404 403 403 403
coverage:minutes             /laporan/64.01/2025-07/pencocokan/berita-acara/ GET 302 404 200 404 200 200 200
coverage:minutes_pdf         /laporan/64.01/2025-07/pencocokan/berita-acara.pdf GET 302 404 200 404 200 200 200
coverage:paper_approval      /laporan/64.01/2025-07/kertas/        GET    302 404 200 404 200 200 200
coverage:paper_approval      /laporan/64.01/2025-07/kertas/        POST   302 404 403 404 403 403 403
coverage:paper_sheet         /laporan/64.01/2025-07/kertas/0/      GET    302 404 403 404 403 403 403
coverage:paper_pdf           /laporan/64.01/2025-07/kertas/0.pdf   GET    302 404 403 404 403 403 403
coverage:confirm_paper       /laporan/64.01/2025-07/kertas/0/nyatakan/ POST 302 404 403 404 404 403 403
coverage:uploads             /impor/                               GET    302 404 200 200 403 403 200
coverage:uploads             /impor/                               POST   302 404 422 422 403 403 422
coverage:upload              /impor/{upload}/                      GET    302 404 200 404 403 403 200
coverage:upload_progress     /impor/{upload}/kemajuan.json         GET    302 404 200 404 403 403 200
coverage:answer_upload       /impor/{upload}/jawab/                POST   302 404 422 404 403 403 422
coverage:map_columns         /impor/{upload}/kolom/                POST   302 404 422 404 403 403 422
coverage:fix_rows            /impor/{upload}/perbaiki/             POST   302 404 422 404 403 403 422
coverage:apply_upload        /impor/{upload}/terapkan/             POST   302 404 409 404 403 403 409
coverage:cancel_upload       /impor/{upload}/tutup/                POST   302 404 403 404 403 403 403
coverage:undo_upload         /impor/{upload}/batalkan/             POST   302 404 422 404 403 403 422
coverage:restore_upload      /impor/{upload}/pulihkan/             POST   302 404 422 404 403 403 422
coverage:approve_upload      /impor/{upload}/setujui/              POST   302 404 409 404 403 403 409
coverage:refuse_upload       /impor/{upload}/tolak/                POST   302 404 422 404 403 403 422
coverage:withdraw_upload     /impor/{upload}/tarik/                POST   302 404 409 404 403 403 409
coverage:upload_rows_xlsx    /impor/{upload}/baris.xlsx            GET    302 404 200 404 403 403 200
coverage:upload_rows_csv     /impor/{upload}/baris.csv             GET    302 404 200 404 403 403 200
coverage:upload_corrections  /impor/{upload}/perbaikan.xlsx        GET    302 404 404 404 403 403 200
coverage:upload_original     /impor/{upload}/berkas/               GET    302 404 404 404 403 403 200
coverage:reference           /kelola/                              GET    302 404 404 404 404 403 200
coverage:reference_kind      /kelola/sumber-dana/                  GET    302 404 404 404 404 403 200
coverage:reference_kind      /kelola/sumber-dana/                  POST   302 404 404 404 404 403 422
coverage:reference_table     /kelola/sumber-dana.csv               GET    302 404 404 404 404 403 200
coverage:apply_reference     /kelola/sumber-dana/terapkan/         POST   302 404 404 404 404 403 422
api:send_import              /api/v1/impor/                        POST   401 401 401 401 401 401 401
api:import_state             /api/v1/impor/1                       GET    401 401 401 401 401 401 401
api:import_state             /api/v1/impor/1                       POST   401 401 401 401 401 401 401
api:api-root                 /api/v1/                              GET    302 302 302 302 302 302 302
coverage:scan                /pindaian/0/                          GET    302 404 404 404 404 404 404
coverage:scan                /pindaian/0/                          POST   302 404 404 404 404 404 404
"""
"""What is not for everyone. A method that has no row of its own is 405. Forms are posted empty."""

ROWS = [line.split() for line in TABLE.strip().splitlines()[1:]]
AWARD_ROWS = [
    [f"awards:{name}", f"/penghargaan/{path}", *answers]
    for name, path, *answers in map(str.split, OF_AWARDS.strip().splitlines()[1:])
]
OUTSIDE_THE_COUNT = {Session, AuditEntry, AuditHead}  # a session is no data; refusals leave entries


def expected(who: str) -> dict[tuple[str, str], int]:
    """Return the answer by (path, method) for one person; names in braces stand in paths."""
    rows = [*ROWS, *AWARD_ROWS] if who in WHO else AWARD_ROWS
    public = list(PUBLIC.values()) if who in WHO else list(AWARDS_PUBLIC.values())
    answers = {(path, method): 405 for path in (*public, *(row[1] for row in rows)) for method in METHODS}
    answers |= {(path, "GET"): 200 for path in public}
    column = 3 + EVERYBODY.index(who)
    return answers | {(row[1], row[2]): int(row[column]) for row in rows}


def names(resolver: URLResolver, inside: str = "") -> Iterator[str]:
    """Yield the full name of each address; an address without a name yields its pattern."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield inside + (pattern.name or f"unnamed {pattern.pattern}")
        else:
            yield from names(pattern, inside + (f"{pattern.namespace}:" if pattern.namespace else ""))


def content() -> str:
    """Return a digest of all rows of all tables but those that may change."""
    told = hashlib.sha256()
    for model in apps.get_models():
        if model not in OUTSIDE_THE_COUNT:
            told.update(f"{model._meta.label}{list(model.objects.order_by('pk').values_list())}".encode())
    return told.hexdigest()


@pytest.fixture
def people(places) -> dict[str, User | None]:
    roles = {
        "E": (Role.ENTERER, "64.01"), "F": (Role.ENTERER, "64.02"), "A": (Role.PROVINCE, "64"),
        "J": (Role.NATIONAL_JUROR, "ID"), "D": (Role.ADMINISTRATOR, "ID"), "K": (Role.SECRETARY, "64"),
        "H": (Role.HEAD, "64.01"), "JP": (Role.PROVINCIAL_JUROR, "64"),
    }  # fmt: skip
    found: dict[str, User | None] = {"P": None, "S": a_person("s")}
    found |= {letter: a_person(letter.lower(), role, places[code]) for letter, (role, code) in roles.items()}
    for letter in WHO[1:]:
        with_password(found[letter])
    give_second_factor(found["D"])
    return found


@pytest.fixture
def figure(places) -> str:
    """The id of a published figure."""
    return a_published_month(places["64.01"], {(places["64.01"], "petani", "apbd_kab"): 120})[0].figure_id


@pytest.fixture
def upload(places) -> int:
    """The number of an upload about Paser, which a colleague sent and of which no row can be taken."""
    rows = [["64.01", "2025-07", "petani", "apbd_kab", 12], [BUSUI, "2025-07", "petani", "apbd_kab", "81,5"]]
    head = ["Kode Wilayah", "Periode", "Kategori", "Sumber Dana", "Peserta Aktif"]
    return sent(a_workbook({"Data": [head, *rows]}), a_person("pengirim", Role.ENTERER, places["64.01"])).pk


@pytest.fixture
def award(places, people) -> dict[str, int]:
    """What stands in the paths of awards."""
    return an_award(places, people)


def ask(client: Client, user: User | None, path: str, method: str) -> int:
    """Ask as `user`, whose sign-out may have been one of the questions before."""
    if user is not None and "_auth_user_id" not in client.session:
        client.force_login(user)
    return client.generic(method, path).status_code


@pytest.mark.parametrize("who", EVERYBODY)
def test_everyone_gets_the_answers_of_the_table_and_changes_nothing(
    people, figure, upload, award, who, client, time_machine, at
):
    time_machine.move_to(at, tick=False)  # so that signing in again tells no other time
    ask(client, people[who], "/metode/", "GET")
    before = content()
    numbers = {"figure": figure, "upload": upload, **award}

    answers = {
        (path, method): ask(client, people[who], path.format(**numbers), method) for path, method in expected(who)
    }

    assert answers == expected(who)
    assert content() == before


def test_every_address_has_its_row():
    listed = [*PUBLIC, *(row[0] for row in (*ROWS, *AWARD_ROWS))]

    assert set(names(get_resolver())) == set(listed)


def test_the_table_is_whole():
    assert {len(row) for row in ROWS} == {3 + len(WHO)}
    assert {len(row) for row in AWARD_ROWS} == {3 + len(EVERYBODY)}
    rows = [*ROWS, *AWARD_ROWS]
    assert len({(row[1], row[2]) for row in rows}) == len(rows)


@pytest.mark.parametrize("who", ["inactive", "half signed in", "expired"])
def test_who_is_not_fully_signed_in_is_nobody(people, client, who, time_machine, at):
    time_machine.move_to(at, tick=False)
    user = people["E"]
    if who == "half signed in":
        give_second_factor(user)
        client.post("/masuk/", {"login": "e", "password": PASSWORD})
    else:
        client.force_login(user)
    if who == "inactive":
        User.objects.filter(pk=user.pk).update(is_active=False)
    if who == "expired":
        time_machine.shift(61 * 60)

    private = [
        row[1] for row in ROWS if row[2] == "GET" and row[3] == "302" and row[4] == "200" and "keluar" not in row[1]
    ]

    assert {path: client.get(path).status_code for path in private} == dict.fromkeys(private, 302)


@pytest.mark.parametrize(
    "path", ["/.git/config", "/.env", "/db.sqlite3", "/var/paritrana.sqlite3", "/manage.py", "/paritrana/settings.py",
             "/backup.zip", "/static/../manage.py", "/static/%2e%2e/manage.py", "/admin/", "/accounts/login/"]
)  # fmt: skip
def test_what_is_not_a_page_does_not_exist(client, db, path):
    assert client.get(path).status_code == 404
