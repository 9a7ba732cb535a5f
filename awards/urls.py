"""Addresses of the award: what the public sees, what the secretariat runs, what entrants hand in, what jurors mark."""

from django.urls import URLPattern, path, re_path

from awards.arithmetic.schemes import Phase
from awards.views.entrants import dossier, entry_import, evidence, firms, nominees, promotion, proposals
from awards.views.entrants import listing as entrants
from awards.views.jury import conflicts, desk, interviews, marks, sheet
from awards.views.jury import seats as jury
from awards.views.results import (
    audit,
    calibration,
    certificates,
    closing,
    live_analysis,
    live_ranking,
    numbers,
    objections,
    own_sheet,
    plenary,
    publishing,
)
from awards.views.results import page as results
from awards.views.rounds import history, public, public_nominees
from awards.views.rounds import timetables as rounds
from awards.views.settings import criteria, editions

app_name = "awards"

ENTRANTS = "putaran/<int:number>/peserta"
ENTRY = "peserta/<int:number>/"
PROOF = f"{ENTRY}bukti/<int:proof>/"
ROUND = "putaran/<int:number>/"
FORMS = ("json", "csv", "xlsx")
PROGRAMME = r"^(?P<programme>[a-z][a-z0-9_]{0,19})/"
EDITION = PROGRAMME + r"(?P<year>20[0-9]{2})/"

urlpatterns: list[URLPattern] = [
    path("", public.index, name="awards"),
    path("putaran/<int:number>/", public.round_page, name="round"),
    path("putaran/<int:number>/jadwal/", rounds.timetable, name="timetable"),
    path("putaran/<int:number>/jadwal/perpanjang/", rounds.extend, name="extend_stage"),
    path("putaran/<int:number>/kriteria/", criteria.adopt, name="adopt_criteria"),
]

# What the public reads, and each page's table in other forms
urlpatterns += [
    path("putaran/", public.rounds, name="rounds"),
    path("riwayat/", history.history, name="history"),
    path("putaran/<int:number>/nomine/", public_nominees.nominees, name="public_nominees"),
    *(path(f"putaran.{form}", public.rounds, {"form": form}, name=f"rounds_{form}") for form in FORMS),
    *(path(f"riwayat.{form}", history.history, {"form": form}, name=f"history_{form}") for form in FORMS),
    *(
        path(f"{ROUND}nomine.{form}", public_nominees.nominees, {"form": form}, name=f"public_nominees_{form}")
        for form in FORMS
    ),
    *(path(f"{ROUND}hasil.{form}", results.results, {"form": form}, name=f"results_{form}") for form in FORMS),
]

# Entrants and their proofs
urlpatterns += [
    path(f"{ENTRANTS}/", entrants.entries, name="entries"),
    path(f"{ENTRANTS}.xlsx", entrants.entries_table, {"form": "xlsx"}, name="entries_xlsx"),
    path(f"{ENTRANTS}.csv", entrants.entries_table, {"form": "csv"}, name="entries_csv"),
    path(f"{ENTRANTS}/usul/", proposals.propose, name="propose"),
    path(f"{ENTRANTS}/impor/", entry_import.import_entries, name="import_entries"),
    path(f"{ENTRANTS}/impor/format.xlsx", entry_import.entries_format, name="entries_format"),
    path(f"{ENTRANTS}/impor/terapkan/", entry_import.apply_entries, name="apply_entries"),
    path(f"{ENTRANTS}/nomine/", nominees.nominees, name="nominees"),
    path("putaran/<int:number>/promosi/", promotion.promotion, name="promotion"),
    path("putaran/<int:number>/usul/", proposals.nominate, name="nominate"),
    path("putaran/<int:number>/badan-usaha/", firms.firms, name="firms"),
    path("putaran/<int:number>/badan-usaha/<int:firm>/", firms.firm, name="firm"),
    path(ENTRY, dossier.entry, name="entry"),
    path(f"{ENTRY}lengkap/", dossier.verify, name="verify_entry"),
    path(f"{ENTRY}tolak/", dossier.refuse, name="refuse_entry"),
    path(f"{ENTRY}tarik/", dossier.withdraw, name="withdraw_entry"),
    path(f"{ENTRY}bukti/", evidence.file_proof, name="file_proof"),
    path(PROOF, evidence.proof, name="proof"),
    path(f"{PROOF}publik/", evidence.public_copy, name="public_copy"),
    path(f"{PROOF}salinan/", evidence.redact, name="redact_proof"),
    path(f"{PROOF}salinan/turunkan/", evidence.take_down, name="take_down_copy"),
    path(f"{ENTRY}bukti-publik/", evidence.public_list, name="public_copies"),
    path(f"{PROOF}tarik/", evidence.withdraw_proof, name="withdraw_proof"),
]

urlpatterns += [
    # the jury and its desk
    path(f"{ROUND}tim/", jury.jury, name="jury"),
    path(f"{ROUND}tim/<int:seat>/akhiri/", jury.end, name="end_seat"),
    path(f"{ROUND}benturan/", conflicts.conflicts, name="conflicts"),
    path(f"{ROUND}benturan/<int:conflict>/cabut/", conflicts.ask, name="ask_lift"),
    path(f"{ROUND}benturan/<int:conflict>/setujui/", conflicts.agree, name="lift_conflict"),
    path(f"{ROUND}benturan/<int:conflict>/minta-berlaku/", conflicts.back_late, name="back_conflict"),
    path(f"{ROUND}benturan/<int:conflict>/berlakukan/", conflicts.uphold_late, name="uphold_conflict"),
    path(f"{ROUND}nilai/", desk.desk, name="desk"),
    path(f"{ROUND}nilai/semua/", marks.marks, name="marks"),
    path(f"{ROUND}nilai.xlsx", marks.marks_table, {"form": "xlsx"}, name="marks_xlsx"),
    path(f"{ROUND}nilai.csv", marks.marks_table, {"form": "csv"}, name="marks_csv"),
    path(f"{ROUND}nilai/buka/<int:sheet>/", marks.reopen, name="reopen_marks"),
    path(f"{ROUND}nilai/<int:entry>/", sheet.sheet, {"phase": Phase.DESK}, name="sheet"),
    path(f"{ROUND}nilai/<int:entry>/wawancara/", sheet.sheet, {"phase": Phase.INTERVIEW}, name="interview_sheet"),
    path(f"{ROUND}nilai/<int:entry>/semua/", marks.entry_marks, name="entry_marks"),
    path(f"{ROUND}wawancara/", interviews.interviews, name="interviews"),
    path(f"{ROUND}wawancara/<int:entry>/", interviews.note, name="note_interview"),
    path(f"{ROUND}wawancara/<int:entry>/pertanyaan/", interviews.question, name="ask_nominee"),
]

urlpatterns += [
    # Ranking, plenary, closing and results
    path(f"{ROUND}angka/", numbers.overview, name="numbers"),
    path(f"{ROUND}angka/<slug:code>/", numbers.category_numbers, name="category_numbers"),
    path(f"{ROUND}peringkat/", live_ranking.ranking, name="live_ranking"),
    path(f"{ROUND}peringkat/analisis/", live_analysis.analysed, name="live_analysis"),
    path(f"{ROUND}pleno/", plenary.plenaries, name="plenaries"),
    path(f"{ROUND}pleno/<int:meeting>/keputusan/", plenary.decide, name="decide_plenary"),
    path(f"{ROUND}pleno/<int:meeting>/berita-acara/", plenary.minutes, name="plenary_minutes"),
    path(f"{ROUND}pleno/<int:meeting>/berita-acara.pdf", plenary.minutes_pdf, name="plenary_minutes_pdf"),
    path(f"{ROUND}penutupan/", closing.closing, name="closing"),
    path(f"{ROUND}penutupan/<slug:code>/", closing.close, name="close"),
    path(f"{ROUND}hasil/", results.results, name="results"),
    path("hasil/<int:number>/", results.result, name="result"),
    path("hasil/<int:number>.json", results.result_json, name="result_json"),
    path("hasil/<int:number>.csv", results.result_table, {"form": "csv"}, name="result_csv"),
    path("hasil/<int:number>.xlsx", results.result_table, {"form": "xlsx"}, name="result_xlsx"),
    path("hasil/<int:number>/paket.zip", results.bundle, name="result_bundle"),
    path("hasil/<int:number>/penyetaraan/", calibration.calibration, name="calibration"),
    path("hasil/<int:number>/audit.xlsx", audit.export, {"form": "xlsx"}, name="audit_xlsx"),
    path("hasil/<int:number>/audit.zip", audit.export, {"form": "zip"}, name="audit_zip"),
    path("hasil/<int:number>/lembar/<int:entry>/", own_sheet.sheet, name="own_sheet"),
    path("hasil/<int:number>/piagam/<int:entry>.pdf", certificates.certificate, name="certificate"),
    path("hasil/<int:number>/lembar/<int:entry>/sanggahan/", objections.objections, name="objections"),
    path("sanggahan/<int:objection>/tanggapi/", objections.answer, name="answer_objection"),
    path("sanggahan/<int:objection>/bukti/", objections.proof, name="objection_proof"),
    path("hasil/<int:number>/surat/<int:entry>.pdf", certificates.letter, name="letter"),
    path("hasil/<int:number>/penerbitan/<slug:step>/", publishing.publication_step, name="publication_step"),
]

# Editions last: their first part is the code of a programme, which could be any word.
urlpatterns += [
    re_path(EDITION + r"$", public.edition, name="edition"),
    re_path(EDITION + r"kriteria/$", public.criteria, name="criteria"),
    *(
        re_path(rf"{EDITION}kriteria\.{form}$", public.criteria, {"form": form}, name=f"criteria_{form}")
        for form in FORMS
    ),
    re_path(EDITION + r"buka/(?P<code>[0-9]{2}|ID)/$", rounds.open_one, name="open_round"),
    re_path(EDITION + r"atur/$", editions.settings, name="settings"),
    re_path(EDITION + r"atur/salin/$", editions.copy, name="copy_edition"),
    re_path(EDITION + r"atur/penyerahan/$", editions.ceremony, name="ceremony"),
    re_path(EDITION + r"atur/zona/$", editions.zones, name="zones"),
    re_path(EDITION + r"atur/kategori/$", editions.category, name="new_category"),
    re_path(EDITION + r"atur/kategori/(?P<code>[a-z0-9_]+)/$", editions.category, name="category"),
    re_path(EDITION + r"atur/kategori/(?P<code>[a-z0-9_]+)/hapus/$", editions.no_category, name="no_category"),
    re_path(
        EDITION + r"atur/kriteria/(?P<code>[a-z0-9_]+)/(?P<kind>provinsi|nasional)/$", criteria.write,
        name="write_criteria",
    ),
    re_path(
        EDITION + r"atur/kriteria/(?P<code>[a-z0-9_]+)/(?P<kind>provinsi|nasional)/contoh/$", criteria.example,
        name="example",
    ),
    re_path(PROGRAMME + r"$", public.programme, name="programme"),
]  # fmt: skip
