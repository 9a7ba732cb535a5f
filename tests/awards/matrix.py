"""The rows of the access matrix that are about awards, and what stands in their paths."""

from accounts.abilities import Role
from awards.enums import RoundStage
from awards.models import Round
from tests.awards.evidence_rows import a_proof, with_copy
from tests.awards.factories import an_edition
from tests.awards.rows import a_category, a_firm, a_round, a_seat, an_entry, judged_by
from tests.awards.settings import a_ready_edition, an_open_round
from tests.factories import a_person

OF_AWARDS = """
awards:timetable             /penghargaan/putaran/{round}/jadwal/  GET    302 404 404 404 403 404 200
awards:timetable             /penghargaan/putaran/{round}/jadwal/  POST   302 404 404 404 403 404 422
awards:extend_stage          /penghargaan/putaran/{round}/jadwal/perpanjang/ POST 302 404 404 404 403 404 422
awards:adopt_criteria        /penghargaan/putaran/{round}/kriteria/ POST  302 404 404 404 404 403 404
awards:open_round            /penghargaan/paritrana/2023/buka/64/  GET    302 404 404 404 403 403 200
awards:open_round            /penghargaan/paritrana/2023/buka/64/  POST   302 404 404 404 403 403 422
awards:settings              /penghargaan/paritrana/2023/atur/     GET    302 404 404 404 404 403 200
awards:copy_edition          /penghargaan/paritrana/2023/atur/salin/ POST 302 404 404 404 404 403 422
awards:ceremony              /penghargaan/paritrana/2023/atur/penyerahan/ POST 302 404 404 404 404 403 302
awards:zones                 /penghargaan/paritrana/2023/atur/zona/ GET   302 404 404 404 404 403 200
awards:zones                 /penghargaan/paritrana/2023/atur/zona/ POST  302 404 404 404 404 403 422
awards:new_category          /penghargaan/paritrana/2023/atur/kategori/ GET 302 404 404 404 404 403 200
awards:new_category          /penghargaan/paritrana/2023/atur/kategori/ POST 302 404 404 404 404 403 422
awards:category              /penghargaan/paritrana/2023/atur/kategori/kabkota/ GET 302 404 404 404 404 403 200
awards:category              /penghargaan/paritrana/2023/atur/kategori/kabkota/ POST 302 404 404 404 404 403 422
awards:no_category           /penghargaan/paritrana/2023/atur/kategori/kabkota/hapus/ POST 302 404 404 404 404 403 302
awards:write_criteria /penghargaan/paritrana/2023/atur/kriteria/kabkota/provinsi/ GET 302 404 404 404 404 403 200
awards:write_criteria /penghargaan/paritrana/2023/atur/kriteria/kabkota/provinsi/ POST 302 404 404 404 404 403 422
awards:example /penghargaan/paritrana/2023/atur/kriteria/kabkota/provinsi/contoh/ POST 302 404 404 404 404 403 302
awards:jury /penghargaan/putaran/{judged}/tim/ GET 302 404 404 404 404 200 200
awards:jury /penghargaan/putaran/{judged}/tim/ POST 302 404 404 404 404 403 403
awards:end_seat /penghargaan/putaran/{judged}/tim/0/akhiri/ POST 302 404 404 404 404 403 403
awards:conflicts /penghargaan/putaran/{judged}/benturan/ GET 302 404 404 404 404 200 200
awards:conflicts /penghargaan/putaran/{judged}/benturan/ POST 302 404 404 404 404 422 403
awards:ask_lift /penghargaan/putaran/{judged}/benturan/0/cabut/ POST 302 404 404 404 404 403 403
awards:lift_conflict /penghargaan/putaran/{judged}/benturan/0/setujui/ POST 302 404 404 404 404 403 404
awards:back_conflict /penghargaan/putaran/{judged}/benturan/0/minta-berlaku/ POST 302 404 404 404 404 403 403
awards:uphold_conflict /penghargaan/putaran/{judged}/benturan/0/berlakukan/ POST 302 404 404 404 404 403 404
awards:desk /penghargaan/putaran/{judged}/nilai/ GET 302 404 404 404 404 200 200
awards:marks /penghargaan/putaran/{judged}/nilai/semua/ GET 302 404 404 404 404 200 200
awards:marks_xlsx /penghargaan/putaran/{judged}/nilai.xlsx GET 302 404 404 404 404 200 200
awards:marks_csv /penghargaan/putaran/{judged}/nilai.csv GET 302 404 404 404 404 200 200
awards:reopen_marks /penghargaan/putaran/{judged}/nilai/buka/0/ POST 302 404 404 404 404 403 404
awards:sheet /penghargaan/putaran/{judged}/nilai/{marked}/ GET 302 404 404 404 404 200 403
awards:sheet /penghargaan/putaran/{judged}/nilai/{marked}/ POST 302 404 404 404 404 302 403
awards:interview_sheet /penghargaan/putaran/{judged}/nilai/{marked}/wawancara/ GET 302 404 404 404 404 404 403
awards:interview_sheet /penghargaan/putaran/{judged}/nilai/{marked}/wawancara/ POST 302 404 404 404 404 404 403
awards:entry_marks /penghargaan/putaran/{judged}/nilai/{marked}/semua/ GET 302 404 404 404 404 403 403
awards:interviews /penghargaan/putaran/{judged}/wawancara/ GET 302 404 404 404 404 200 200
awards:interviews /penghargaan/putaran/{judged}/wawancara/ POST 302 404 404 404 404 403 403
awards:note_interview /penghargaan/putaran/{judged}/wawancara/{marked}/ POST 302 404 404 404 404 403 403
awards:ask_nominee /penghargaan/putaran/{judged}/wawancara/{marked}/pertanyaan/ POST 302 404 404 404 404 422 403
awards:entries               /penghargaan/putaran/{round}/peserta/ GET     302 404 404 404 403 404 403
awards:entries_xlsx          /penghargaan/putaran/{round}/peserta.xlsx GET 302 404 404 404 403 404 403
awards:entries_csv           /penghargaan/putaran/{round}/peserta.csv GET  302 404 404 404 403 404 403
awards:propose               /penghargaan/putaran/{round}/peserta/usul/ GET 302 404 404 404 403 404 403
awards:propose               /penghargaan/putaran/{round}/peserta/usul/ POST 302 404 404 404 403 404 403
awards:import_entries        /penghargaan/putaran/{round}/peserta/impor/ GET 302 404 404 404 403 404 403
awards:import_entries        /penghargaan/putaran/{round}/peserta/impor/ POST 302 404 404 404 403 404 403
awards:entries_format        /penghargaan/putaran/{round}/peserta/impor/format.xlsx GET 302 404 404 404 403 404 403
awards:apply_entries         /penghargaan/putaran/{round}/peserta/impor/terapkan/ POST 302 404 404 404 403 404 403
awards:nominees              /penghargaan/putaran/{round}/peserta/nomine/ GET 302 404 404 404 403 404 403
awards:nominees              /penghargaan/putaran/{round}/peserta/nomine/ POST 302 404 404 404 403 404 403
awards:promotion             /penghargaan/putaran/{round}/promosi/ GET     302 404 404 404 403 404 403
awards:promotion             /penghargaan/putaran/{round}/promosi/ POST    302 404 404 404 403 404 403
awards:nominate              /penghargaan/putaran/{round}/usul/    GET    302 404 404 404 404 404 404
awards:nominate              /penghargaan/putaran/{round}/usul/    POST   302 404 404 404 404 404 404
awards:firms                 /penghargaan/putaran/{round}/badan-usaha/ GET 302 404 404 404 403 404 403
awards:firms                 /penghargaan/putaran/{round}/badan-usaha/ POST 302 404 404 404 403 404 403
awards:firm                  /penghargaan/putaran/{round}/badan-usaha/{firm}/ GET 302 404 404 404 403 404 403
awards:firm                  /penghargaan/putaran/{round}/badan-usaha/{firm}/ POST 302 404 404 404 403 404 403
awards:entry                 /penghargaan/peserta/{entry}/         GET    302 404 200 404 200 404 200
awards:verify_entry          /penghargaan/peserta/{entry}/lengkap/ POST   302 404 403 404 403 404 403
awards:refuse_entry          /penghargaan/peserta/{entry}/tolak/   POST   302 404 403 404 403 404 403
awards:withdraw_entry        /penghargaan/peserta/{entry}/tarik/   POST   302 404 422 404 403 404 403
awards:file_proof            /penghargaan/peserta/{entry}/bukti/   GET    302 404 200 404 403 404 403
awards:file_proof            /penghargaan/peserta/{entry}/bukti/   POST   302 404 422 404 403 404 403
awards:proof                 /penghargaan/peserta/{entry}/bukti/{proof}/ GET 302 404 200 404 200 404 200
awards:public_copy           /penghargaan/peserta/{entry}/bukti/{proof}/publik/ GET 404 404 404 404 404 404 404
awards:redact_proof          /penghargaan/peserta/{entry}/bukti/{proof}/salinan/ POST 302 404 422 404 403 404 403
awards:take_down_copy /penghargaan/peserta/{entry}/bukti/{proof}/salinan/turunkan/ POST 302 404 422 404 403 404 403
awards:public_copies /penghargaan/peserta/{entry}/bukti-publik/ GET 404 404 404 404 404 404 404
awards:withdraw_proof        /penghargaan/peserta/{entry}/bukti/{proof}/tarik/ POST 302 404 422 404 403 404 403
awards:numbers /penghargaan/putaran/{judged}/angka/ GET 302 404 404 404 404 403 200
awards:category_numbers /penghargaan/putaran/{judged}/angka/dinilai/ GET 302 404 404 404 404 403 200
awards:category_numbers /penghargaan/putaran/{judged}/angka/dinilai/ POST 302 404 404 404 404 403 403
awards:live_ranking          /penghargaan/putaran/0/peringkat/     GET    302 404 404 404 404 404 404
awards:live_analysis         /penghargaan/putaran/0/peringkat/analisis/ GET 302 404 404 404 404 404 404
awards:plenaries             /penghargaan/putaran/0/pleno/         GET    302 404 404 404 404 404 404
awards:plenaries             /penghargaan/putaran/0/pleno/         POST   302 404 404 404 404 404 404
awards:decide_plenary        /penghargaan/putaran/0/pleno/1/keputusan/ POST 302 404 404 404 404 404 404
awards:plenary_minutes       /penghargaan/putaran/0/pleno/1/berita-acara/ GET 302 404 404 404 404 404 404
awards:plenary_minutes_pdf   /penghargaan/putaran/0/pleno/1/berita-acara.pdf GET 302 404 404 404 404 404 404
awards:closing               /penghargaan/putaran/0/penutupan/     GET    302 404 404 404 404 404 404
awards:close                 /penghargaan/putaran/0/penutupan/x/   POST   302 404 404 404 404 404 404
awards:publication_step      /penghargaan/hasil/0/penerbitan/setujui/ POST 302 404 404 404 404 404 404
awards:own_sheet             /penghargaan/hasil/0/lembar/0/        GET    302 404 404 404 404 404 404
awards:certificate           /penghargaan/hasil/0/piagam/0.pdf     GET    302 404 404 404 404 404 404
awards:objections            /penghargaan/hasil/0/lembar/0/sanggahan/ GET  302 404 404 404 404 404 404
awards:objections            /penghargaan/hasil/0/lembar/0/sanggahan/ POST 302 404 404 404 404 404 404
awards:answer_objection      /penghargaan/sanggahan/0/tanggapi/    POST   302 404 404 404 404 404 404
awards:objection_proof       /penghargaan/sanggahan/0/bukti/       GET    302 404 404 404 404 404 404
awards:letter                /penghargaan/hasil/0/surat/0.pdf      GET    302 404 404 404 404 404 404
awards:results               /penghargaan/putaran/0/hasil/         GET    404 404 404 404 404 404 404
awards:results_json          /penghargaan/putaran/0/hasil.json     GET    404 404 404 404 404 404 404
awards:results_csv           /penghargaan/putaran/0/hasil.csv      GET    404 404 404 404 404 404 404
awards:results_xlsx          /penghargaan/putaran/0/hasil.xlsx     GET    404 404 404 404 404 404 404
awards:calibration           /penghargaan/hasil/0/penyetaraan/     GET    404 404 404 404 404 404 404
awards:audit_xlsx            /penghargaan/hasil/0/audit.xlsx       GET    302 404 404 404 404 404 404
awards:audit_zip             /penghargaan/hasil/0/audit.zip        GET    302 404 404 404 404 404 404
awards:result                /penghargaan/hasil/0/                 GET    404 404 404 404 404 404 404
awards:result_json           /penghargaan/hasil/0.json             GET    404 404 404 404 404 404 404
awards:result_csv            /penghargaan/hasil/0.csv              GET    404 404 404 404 404 404 404
awards:result_xlsx           /penghargaan/hasil/0.xlsx             GET    404 404 404 404 404 404 404
awards:result_bundle         /penghargaan/hasil/0/paket.zip        GET    404 404 404 404 404 404 404
"""
"""Name, path, method, and the answers in the order of the matrix."""


AWARDS_PUBLIC = {
    f"awards:{name}{form and '_'}{form}": f"/penghargaan/{path}{f'.{form}' if form else '/'}"
    for name, path in {
        "rounds": "putaran",
        "history": "riwayat",
        "public_nominees": "putaran/{round}/nomine",
        "criteria": "paritrana/2023/kriteria",
    }.items()
    for form in ("", "json", "csv", "xlsx")
}
"""Pages that anyone may read, and each one's table in other forms."""


def an_award(places) -> dict[str, int]:
    """The numbers of a round of Kalimantan Timur, of Paser's entry in it with a proof, and of a firm."""
    secretariat = a_person("sekretaris", Role.SECRETARY, places["64"])
    admin = a_person("penata", Role.ADMINISTRATOR, places["ID"])
    edition = an_edition(admin)
    a_ready_edition(edition, admin)
    made = an_open_round(edition, places["64"], admin)
    entry = an_entry(made, a_category(edition, "diusulkan"), places["64.01"], secretariat, state="proposed")
    proof, firm = with_copy(a_proof(entry, secretariat), secretariat), a_firm(places["64.01"])
    return {"round": made.pk, "entry": entry.pk, "proof": proof.pk, "firm": firm.pk}


def a_judged_round(places, people, number: int) -> dict[str, int]:
    """A national round in which J sits, with an entry whose papers can be marked."""
    edition = Round.objects.get(pk=number).edition
    judging = a_round(edition, places["ID"], people["D"], RoundStage.VERIFICATION)
    category = a_category(edition, "dinilai")
    judged_by(judging, category, people["D"])
    a_seat(judging, people["J"], people["D"])
    return {"judged": judging.pk, "marked": an_entry(judging, category, places["64.01"], people["D"]).pk}
