"""Choices about accounts: the roles as the screen names them, and the acts that the audit trail knows."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.abilities import Role

ROLE_LABELS = {
    Role.ENTERER: _("operator"),
    Role.CHECKER: _("pemeriksa"),
    Role.HEAD: _("pengesah"),
    Role.PROVINCE: _("verifikator provinsi"),
    Role.IMPORTER: _("pengimpor data"),
    Role.PROVINCIAL_JUROR: _("penilai provinsi"),
    Role.NATIONAL_JUROR: _("penilai nasional"),
    Role.SECRETARY: _("sekretariat"),
    Role.ADMINISTRATOR: _("administrator"),
}


class Acting(models.TextChoices):
    """How a deputy acts for the holder of a role, in the words that stand before the office on paper."""

    DAILY = "plh", _("Plh.")
    TASKED = "plt", _("Plt.")
    ON_BEHALF = "an", _("atas nama")


class Act(models.TextChoices):
    """An act that leaves an entry in the audit trail."""

    SIGNED_IN = "signed_in", _("masuk")
    SIGN_IN_FAILED = "sign_in_failed", _("gagal masuk")
    LOCKED_OUT = "locked_out", _("ditahan setelah gagal masuk berulang kali")
    SIGNED_OUT = "signed_out", _("keluar")
    PASSWORD_CHANGED = "password_changed", _("mengganti kata sandi")
    SECOND_FACTOR_CHANGED = "second_factor_changed", _("mengubah kode verifikasi")
    SECOND_FACTOR_RESET = "second_factor_reset", _("menghapus kode verifikasi yang hilang")
    SESSION_ENDED = "session_ended", _("mengakhiri sesi")
    TOKEN_MADE = "token_made", _("membuat kunci program")
    TOKEN_REVOKED = "token_revoked", _("mencabut kunci program")
    TOKEN_USED = "token_used", _("masuk dengan kunci program")
    TOKEN_REFUSED = "token_refused", _("kunci program ditolak")
    ACCESS_REFUSED = "access_refused", _("akses ditolak")
    USER_INVITED = "user_invited", _("mengundang pengguna")
    USER_JOINED = "user_joined", _("menerima undangan")
    USER_DEACTIVATED = "user_deactivated", _("menonaktifkan pengguna")
    USER_REACTIVATED = "user_reactivated", _("mengaktifkan lagi pengguna")
    ROLE_GRANTED = "role_granted", _("memberi peran")
    ROLE_ENDED = "role_ended", _("mengakhiri peran")
    REGISTER_LOADED = "register_loaded", _("memuat daftar wilayah")
    REPORT_OPENED = "report_opened", _("membuka laporan")
    REPORT_SUBMITTED = "report_submitted", _("mengajukan laporan")
    REPORT_CHECKED = "report_checked", _("menyatakan laporan benar")
    REPORT_SIGNED = "report_signed", _("mengesahkan laporan")
    REPORT_PUBLISHED = "report_published", _("menerbitkan laporan")
    REPORT_RETURNED = "report_returned", _("mengembalikan laporan")
    REPORT_REOPENED = "report_reopened", _("membuka laporan untuk koreksi")
    FIGURES_SAVED = "figures_saved", _("menyimpan angka")
    DENOMINATOR_PROPOSED = "denominator_proposed", _("mengusulkan target atau potensi")
    DENOMINATOR_APPROVED = "denominator_approved", _("menyetujui target atau potensi")
    DENOMINATOR_ACCEPTED = "denominator_accepted", _("menerima target atau potensi")
    OBSERVATIONS_RECORDED = "observations_recorded", _("mencatat angka dari sumber lain")
    REFERENCE_CHANGED = "reference_changed", _("mengubah data acuan")
    MAPPING_CHANGED = "mapping_changed", _("mengubah segmen jenis pekerja")
    TOTALS_REBUILT = "totals_rebuilt", _("menghitung ulang jumlah")
    FIGURE_EXPLAINED = "figure_explained", _("memberi alasan atas angka")
    COMMENT_WRITTEN = "comment_written", _("menulis catatan pada isian")
    COMMENT_ANSWERED = "comment_answered", _("menjawab catatan pada isian")
    PLAN_SET = "plan_set", _("mengatur susunan isian")
    DEADLINES_SET = "deadlines_set", _("menetapkan batas waktu")
    EXTENSION_ASKED = "extension_asked", _("meminta perpanjangan waktu")
    EXTENSION_DECIDED = "extension_decided", _("memutuskan perpanjangan waktu")
    ROLE_DELEGATED = "role_delegated", _("mendelegasikan peran")
    PASSWORD_RESET = "password_reset", _("mengirim tautan kata sandi baru")
    PAPER_PRINTED = "paper_printed", _("mencetak laporan untuk disahkan di atas kertas")
    PAPER_UPLOADED = "paper_uploaded", _("mengunggah pindaian pengesahan")
    PAPER_CONFIRMED = "paper_confirmed", _("menyatakan pindaian sesuai")
    DIFFERENCE_RECONCILED = "difference_reconciled", _("mencocokkan angka")
    UPLOAD_RECEIVED = "upload_received", _("mengunggah berkas")
    UPLOAD_CANCELLED = "upload_cancelled", _("menutup impor tanpa menerapkan")
    UPLOAD_UNDONE = "upload_undone", _("membatalkan impor")
    SECOND_ASKED = "second_asked", _("meminta persetujuan orang kedua")
    SECOND_APPROVED = "second_approved", _("menyetujui sebagai orang kedua")
    SECOND_REFUSED = "second_refused", _("menolak sebagai orang kedua")
    SECOND_WITHDRAWN = "second_withdrawn", _("menarik permintaan kepada orang kedua")
    ORIGINALS_DROPPED = "originals_dropped", _("menghapus berkas unggahan lama")
    EDITION_COPIED = "edition_copied", _("menyalin edisi penghargaan")
    CRITERIA_CHANGED = "criteria_changed", _("mengubah kriteria penilaian")
    ROUND_OPENED = "round_opened", _("membuka putaran penilaian")
    STAGES_SET = "stages_set", _("menetapkan jadwal tahap")
    STAGE_EXTENDED = "stage_extended", _("memperpanjang tahap")
    ENTRY_PROPOSED = "entry_proposed", _("mengusulkan peserta penghargaan")
    ENTRY_DECIDED = "entry_decided", _("memutuskan peserta penghargaan")
    ENTRY_PROMOTED = "entry_promoted", _("membawa pemenang ke putaran nasional")
    EVIDENCE_FILED = "evidence_filed", _("menyerahkan bukti dukung")
    EVIDENCE_WITHDRAWN = "evidence_withdrawn", _("menarik bukti dukung")
    COPY_FILED = "copy_filed", _("menyimpan salinan bukti untuk publik")
    COPY_TAKEN_DOWN = "copy_taken_down", _("menurunkan salinan bukti untuk publik")
    EVIDENCE_READ = "evidence_read", _("membuka bukti dukung")
    JUROR_APPOINTED = "juror_appointed", _("mengangkat penilai")
    JUROR_ENDED = "juror_ended", _("mengakhiri tugas penilai")
    CONFLICT_FOUND = "conflict_found", _("mencatat benturan kepentingan")
    CONFLICT_BACKED = "conflict_backed", _("meminta benturan kepentingan berlaku")
    CONFLICT_UPHELD = "conflict_upheld", _("memberlakukan benturan kepentingan")
    CONFLICT_LIFT_ASKED = "conflict_lift_asked", _("meminta pencabutan benturan kepentingan")
    CONFLICT_LIFTED = "conflict_lifted", _("mencabut benturan kepentingan")
    SNAPSHOT_FROZEN = "snapshot_frozen", _("membekukan angka untuk penilaian")
    MARKS_FINAL = "marks_final", _("menyatakan nilai final")
    MARKS_REOPENED = "marks_reopened", _("membuka lagi nilai yang final")
    MARKS_READ = "marks_read", _("membaca nilai penilai lain")
    INTERVIEW_NOTED = "interview_noted", _("mencatat wawancara")
    PLENARY_DECIDED = "plenary_decided", _("mencatat keputusan rapat pleno")
    RESULT_CLOSED = "result_closed", _("menutup penilaian")
    RESULT_ASKED = "result_asked", _("meminta penerbitan hasil")
    RESULT_EXPORTED = "result_exported", _("mengunduh seluruh bahan hasil penghargaan")
    RESULT_PUBLISHED = "result_published", _("menerbitkan hasil penghargaan")
    OBJECTION_SENT = "objection_sent", _("mengajukan sanggahan")
    OBJECTION_ANSWERED = "objection_answered", _("menanggapi sanggahan")
    DEMONSTRATION_LOADED = "demonstration_loaded", _("memuat data contoh")
