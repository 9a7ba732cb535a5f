"""The rows of the access matrix that are about awards.

Three more people are asked here than elsewhere: K runs the rounds of Kalimantan Timur · H heads Paser · JP judges for
Kalimantan Timur. What the names in braces stand for is laid by `tests.awards.matrix_rounds`: `round` is in Pengusulan,
`judged` national and `desk` of Kalimantan Timur in Verifikasi berkas, `closing` has the unpublished result `closed`,
`done` the public `result`.
"""

OF_AWARDS = """
name             path                                                method P S   E   F   A   J   D   K   H   JP
timetable        putaran/{round}/jadwal/                             GET  302 404 404 404 403 404 200 200 404 404
timetable        putaran/{round}/jadwal/                             POST 302 404 404 404 403 404 422 422 404 404
extend_stage     putaran/{round}/jadwal/perpanjang/                  POST 302 404 404 404 403 404 422 422 404 404
adopt_criteria   putaran/{round}/kriteria/                           POST 302 404 404 404 404 403 404 404 404 404
open_round       paritrana/2023/buka/64/                             GET  302 404 404 404 403 403 200 200 404 403
open_round       paritrana/2023/buka/64/                             POST 302 404 404 404 403 403 422 422 404 403
settings         paritrana/2023/atur/                                GET  302 404 404 404 404 403 200 404 404 404
copy_edition     paritrana/2023/atur/salin/                          POST 302 404 404 404 404 403 422 404 404 404
ceremony         paritrana/2023/atur/penyerahan/                     POST 302 404 404 404 404 403 302 404 404 404
zones            paritrana/2023/atur/zona/                           GET  302 404 404 404 404 403 200 404 404 404
zones            paritrana/2023/atur/zona/                           POST 302 404 404 404 404 403 422 404 404 404
new_category     paritrana/2023/atur/kategori/                       GET  302 404 404 404 404 403 200 404 404 404
new_category     paritrana/2023/atur/kategori/                       POST 302 404 404 404 404 403 422 404 404 404
category         paritrana/2023/atur/kategori/kabkota/               GET  302 404 404 404 404 403 200 404 404 404
category         paritrana/2023/atur/kategori/kabkota/               POST 302 404 404 404 404 403 422 404 404 404
no_category      paritrana/2023/atur/kategori/kabkota/hapus/         POST 302 404 404 404 404 403 302 404 404 404
write_criteria   paritrana/2023/atur/kriteria/kabkota/provinsi/      GET  302 404 404 404 404 403 200 404 404 404
write_criteria   paritrana/2023/atur/kriteria/kabkota/provinsi/      POST 302 404 404 404 404 403 422 404 404 404
example          paritrana/2023/atur/kriteria/kabkota/provinsi/contoh/ POST 302 404 404 404 404 403 302 404 404 404
jury             putaran/{judged}/tim/                               GET  302 404 404 404 404 200 200 404 404 404
jury             putaran/{desk}/tim/                                 GET  302 404 404 404 403 404 200 200 404 200
jury             putaran/{judged}/tim/                               POST 302 404 404 404 404 403 403 404 404 404
jury             putaran/{desk}/tim/                                 POST 302 404 404 404 403 404 403 422 404 403
end_seat         putaran/{judged}/tim/{seat}/akhiri/                 POST 302 404 404 404 404 403 403 404 404 404
end_seat         putaran/{desk}/tim/{chair}/akhiri/                  POST 302 404 404 404 403 404 403 422 404 403
conflicts        putaran/{judged}/benturan/                          GET  302 404 404 404 404 200 200 404 404 404
conflicts        putaran/{desk}/benturan/                            GET  302 404 404 404 403 404 200 200 404 200
conflicts        putaran/{judged}/benturan/                          POST 302 404 404 404 404 422 403 404 404 404
conflicts        putaran/{desk}/benturan/                            POST 302 404 404 404 403 404 403 403 404 422
ask_lift         putaran/{judged}/benturan/{conflict}/cabut/         POST 302 404 404 404 404 403 403 404 404 404
ask_lift         putaran/{desk}/benturan/{clash}/cabut/              POST 302 404 404 404 403 404 403 422 404 403
lift_conflict    putaran/{judged}/benturan/{conflict}/setujui/       POST 302 404 404 404 404 403 302 404 404 404
lift_conflict    putaran/{desk}/benturan/{clash}/setujui/            POST 302 404 404 404 403 404 302 403 404 403
back_conflict    putaran/{judged}/benturan/{conflict}/minta-berlaku/ POST 302 404 404 404 404 403 403 404 404 404
back_conflict    putaran/{desk}/benturan/{clash}/minta-berlaku/      POST 302 404 404 404 403 404 403 422 404 403
uphold_conflict  putaran/{judged}/benturan/{conflict}/berlakukan/    POST 302 404 404 404 404 403 302 404 404 404
uphold_conflict  putaran/{desk}/benturan/{clash}/berlakukan/         POST 302 404 404 404 403 404 302 403 404 403
desk             putaran/{judged}/nilai/                             GET  302 404 404 404 404 200 200 404 404 404
desk             putaran/{desk}/nilai/                               GET  302 404 404 404 403 404 200 200 404 200
marks            putaran/{judged}/nilai/semua/                       GET  302 404 404 404 404 200 200 404 404 404
marks            putaran/{desk}/nilai/semua/                         GET  302 404 404 404 403 404 200 200 404 200
marks_xlsx       putaran/{judged}/nilai.xlsx                         GET  302 404 404 404 404 200 200 404 404 404
marks_xlsx       putaran/{desk}/nilai.xlsx                           GET  302 404 404 404 403 404 200 200 404 200
marks_csv        putaran/{judged}/nilai.csv                          GET  302 404 404 404 404 200 200 404 404 404
marks_csv        putaran/{desk}/nilai.csv                            GET  302 404 404 404 403 404 200 200 404 200
reopen_marks     putaran/{judged}/nilai/buka/{given}/                POST 302 404 404 404 404 403 302 404 404 404
reopen_marks     putaran/{desk}/nilai/buka/{sheet}/                  POST 302 404 404 404 403 404 302 403 404 403
sheet            putaran/{judged}/nilai/{marked}/                    GET  302 404 404 404 404 200 403 404 404 404
sheet            putaran/{desk}/nilai/{paper}/                       GET  302 404 404 404 403 404 403 403 404 200
sheet            putaran/{judged}/nilai/{marked}/                    POST 302 404 404 404 404 302 403 404 404 404
sheet            putaran/{desk}/nilai/{paper}/                       POST 302 404 404 404 403 404 403 403 404 302
interview_sheet  putaran/{judged}/nilai/{marked}/wawancara/          GET  302 404 404 404 404 404 403 404 404 404
interview_sheet  putaran/{desk}/nilai/{paper}/wawancara/             GET  302 404 404 404 403 404 403 403 404 404
interview_sheet  putaran/{judged}/nilai/{marked}/wawancara/          POST 302 404 404 404 404 404 403 404 404 404
interview_sheet  putaran/{desk}/nilai/{paper}/wawancara/             POST 302 404 404 404 403 404 403 403 404 404
entry_marks      putaran/{judged}/nilai/{marked}/semua/              GET  302 404 404 404 404 403 200 404 404 404
entry_marks      putaran/{desk}/nilai/{paper}/semua/                 GET  302 404 404 404 403 404 200 403 404 403
interviews       putaran/{judged}/wawancara/                         GET  302 404 404 404 404 200 200 404 404 404
interviews       putaran/{desk}/wawancara/                           GET  302 404 404 404 403 404 200 200 404 200
interviews       putaran/{judged}/wawancara/                         POST 302 404 404 404 404 403 403 404 404 404
interviews       putaran/{desk}/wawancara/                           POST 302 404 404 404 403 404 403 422 404 403
note_interview   putaran/{judged}/wawancara/{marked}/                POST 302 404 404 404 404 403 403 404 404 404
note_interview   putaran/{desk}/wawancara/{paper}/                   POST 302 404 404 404 403 404 403 422 404 403
ask_nominee      putaran/{judged}/wawancara/{marked}/pertanyaan/     POST 302 404 404 404 404 422 403 404 404 404
ask_nominee      putaran/{desk}/wawancara/{paper}/pertanyaan/        POST 302 404 404 404 403 404 403 403 404 422
entries          putaran/{round}/peserta/                            GET  302 404 404 404 403 404 403 200 404 404
entries_xlsx     putaran/{round}/peserta.xlsx                        GET  302 404 404 404 403 404 403 200 404 404
entries_csv      putaran/{round}/peserta.csv                         GET  302 404 404 404 403 404 403 200 404 404
propose          putaran/{round}/peserta/usul/                       GET  302 404 404 404 403 404 403 200 404 404
propose          putaran/{round}/peserta/usul/                       POST 302 404 404 404 403 404 403 200 404 404
import_entries   putaran/{round}/peserta/impor/                      GET  302 404 404 404 403 404 403 200 404 404
import_entries   putaran/{round}/peserta/impor/                      POST 302 404 404 404 403 404 403 422 404 404
entries_format   putaran/{round}/peserta/impor/format.xlsx           GET  302 404 404 404 403 404 403 200 404 404
apply_entries    putaran/{round}/peserta/impor/terapkan/             POST 302 404 404 404 403 404 403 422 404 404
nominees         putaran/{round}/peserta/nomine/                     GET  302 404 404 404 403 404 403 200 404 404
nominees         putaran/{round}/peserta/nomine/                     POST 302 404 404 404 403 404 403 404 404 404
promotion        putaran/{round}/promosi/                            GET  302 404 404 404 403 404 403 200 404 404
promotion        putaran/{round}/promosi/                            POST 302 404 404 404 403 404 403 422 404 404
nominate         putaran/{round}/usul/                               GET  302 404 404 404 404 404 404 404 200 404
nominate         putaran/{round}/usul/                               POST 302 404 404 404 404 404 404 404 200 404
firms            putaran/{round}/badan-usaha/                        GET  302 404 404 404 403 404 403 200 404 404
firms            putaran/{round}/badan-usaha/                        POST 302 404 404 404 403 404 403 200 404 404
firm             putaran/{round}/badan-usaha/{firm}/                 GET  302 404 404 404 403 404 403 200 404 404
firm             putaran/{round}/badan-usaha/{firm}/                 POST 302 404 404 404 403 404 403 200 404 404
entry            peserta/{entry}/                                    GET  302 404 200 404 200 404 200 200 200 404
verify_entry     peserta/{entry}/lengkap/                            POST 302 404 403 404 403 404 403 422 403 404
refuse_entry     peserta/{entry}/tolak/                              POST 302 404 403 404 403 404 403 422 403 404
withdraw_entry   peserta/{entry}/tarik/                              POST 302 404 422 404 403 404 403 422 422 404
file_proof       peserta/{entry}/bukti/                              GET  302 404 200 404 403 404 403 200 200 404
file_proof       peserta/{entry}/bukti/                              POST 302 404 422 404 403 404 403 422 422 404
proof            peserta/{entry}/bukti/{proof}/                      GET  302 404 200 404 200 404 200 200 200 404
public_copy      peserta/{entry}/bukti/{proof}/publik/               GET  404 404 404 404 404 404 404 404 404 404
redact_proof     peserta/{entry}/bukti/{proof}/salinan/              POST 302 404 422 404 403 404 403 422 422 404
take_down_copy   peserta/{entry}/bukti/{proof}/salinan/turunkan/     POST 302 404 422 404 403 404 403 422 422 404
public_copies    peserta/{entry}/bukti-publik/                       GET  404 404 404 404 404 404 404 404 404 404
withdraw_proof   peserta/{entry}/bukti/{proof}/tarik/                POST 302 404 422 404 403 404 403 422 422 404
public_copy      peserta/{winner}/bukti/{copy}/publik/               GET  200 200 200 200 200 200 200 200 200 200
public_copies    peserta/{winner}/bukti-publik/                      GET  200 200 200 200 200 200 200 200 200 200
numbers          putaran/{judged}/angka/                             GET  302 404 404 404 404 403 200 404 404 404
numbers          putaran/{desk}/angka/                               GET  302 404 404 404 403 404 200 200 404 403
category_numbers putaran/{judged}/angka/dinilai/                     GET  302 404 404 404 404 403 200 404 404 404
category_numbers putaran/{desk}/angka/kabkota/                       GET  302 404 404 404 403 404 200 200 404 403
category_numbers putaran/{judged}/angka/dinilai/                     POST 302 404 404 404 404 403 403 404 404 404
category_numbers putaran/{desk}/angka/kabkota/                       POST 302 404 404 404 403 404 403 422 404 403
live_ranking     putaran/{closing}/peringkat/                        GET  302 404 404 404 403 404 200 200 404 403
live_analysis    putaran/{closing}/peringkat/analisis/               GET  302 404 404 404 403 404 200 200 404 403
plenaries        putaran/{closing}/pleno/                            GET  302 404 404 404 403 404 200 200 404 403
plenaries        putaran/{closing}/pleno/                            POST 302 404 404 404 403 404 403 422 404 403
decide_plenary   putaran/{closing}/pleno/1/keputusan/                POST 302 404 404 404 403 404 403 422 404 403
plenary_minutes  putaran/{closing}/pleno/1/berita-acara/             GET  302 404 404 404 403 404 200 200 404 403
plenary_minutes_pdf putaran/{closing}/pleno/1/berita-acara.pdf          GET  302 404 404 404 403 404 200 200 404 403
closing          putaran/{closing}/penutupan/                        GET  302 404 404 404 403 404 200 200 404 403
close            putaran/{closing}/penutupan/kabkota/                POST 302 404 404 404 403 404 403 422 404 403
publication_step hasil/{result}/penerbitan/setujui/                  POST 302 404 404 404 403 404 302 422 404 403
publication_step hasil/{closed}/penerbitan/setujui/                  POST 302 404 404 404 403 404 302 422 404 403
own_sheet        hasil/{result}/lembar/{winner}/                     GET  302 404 200 404 200 404 200 200 200 403
own_sheet        hasil/{closed}/lembar/{first}/                      GET  302 404 404 404 404 404 200 200 404 403
certificate      hasil/{result}/piagam/{winner}.pdf                  GET  302 404 200 404 200 404 200 200 200 403
certificate      hasil/{closed}/piagam/{first}.pdf                   GET  302 404 404 404 404 404 404 404 404 403
objections       hasil/{result}/lembar/{winner}/sanggahan/           GET  302 404 200 404 200 404 200 200 200 403
objections       hasil/{closed}/lembar/{first}/sanggahan/            GET  302 404 404 404 404 404 200 200 404 403
objections       hasil/{result}/lembar/{winner}/sanggahan/           POST 302 404 403 404 403 404 403 403 422 403
objections       hasil/{closed}/lembar/{first}/sanggahan/            POST 302 404 404 404 404 404 403 403 404 403
answer_objection sanggahan/{objection}/tanggapi/                     POST 302 404 403 404 403 404 403 422 403 403
objection_proof  sanggahan/{objection}/bukti/                        GET  302 404 200 404 200 404 200 200 200 403
letter           hasil/{result}/surat/{winner}.pdf                   GET  302 404 200 404 200 404 200 200 200 403
letter           hasil/{closed}/surat/{first}.pdf                    GET  302 404 404 404 404 404 404 404 404 403
results          putaran/{done}/hasil/                               GET  200 200 200 200 200 200 200 200 200 200
results_json     putaran/{done}/hasil.json                           GET  200 200 200 200 200 200 200 200 200 200
results_csv      putaran/{done}/hasil.csv                            GET  200 200 200 200 200 200 200 200 200 200
results_xlsx     putaran/{done}/hasil.xlsx                           GET  200 200 200 200 200 200 200 200 200 200
calibration      hasil/{result}/penyetaraan/                         GET  200 200 200 200 200 200 200 200 200 200
calibration      hasil/{closed}/penyetaraan/                         GET  404 404 404 404 404 404 200 200 404 404
audit_xlsx       hasil/{result}/audit.xlsx                           GET  302 404 404 404 403 404 200 200 404 403
audit_xlsx       hasil/{closed}/audit.xlsx                           GET  302 404 404 404 403 404 200 200 404 403
audit_zip        hasil/{result}/audit.zip                            GET  302 404 404 404 403 404 200 200 404 403
result           hasil/{result}/                                     GET  200 200 200 200 200 200 200 200 200 200
result           hasil/{closed}/                                     GET  404 404 404 404 404 404 200 200 404 404
result_json      hasil/{result}.json                                 GET  200 200 200 200 200 200 200 200 200 200
result_json      hasil/{closed}.json                                 GET  404 404 404 404 404 404 200 200 404 404
result_csv       hasil/{result}.csv                                  GET  200 200 200 200 200 200 200 200 200 200
result_csv       hasil/{closed}.csv                                  GET  404 404 404 404 404 404 200 200 404 404
result_xlsx      hasil/{result}.xlsx                                 GET  200 200 200 200 200 200 200 200 200 200
result_xlsx      hasil/{closed}.xlsx                                 GET  404 404 404 404 404 404 200 200 404 404
result_bundle    hasil/{result}/paket.zip                            GET  200 200 200 200 200 200 200 200 200 200
result_bundle    hasil/{closed}/paket.zip                            GET  404 404 404 404 404 404 200 200 404 404
"""
"""Name, path below /penghargaan/, method, and the answers in the order of the matrix."""


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
