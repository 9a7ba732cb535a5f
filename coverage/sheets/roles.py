"""What a column can be, and the headings by which it is known. Pure.

They are those of the portal's own format, of BPJS Ketenagakerjaan, of offices and villages, and of OpenSID.

Headings are compared as `regions.names.plain` leaves them, without units in brackets.
"""

from enum import StrEnum


class Role(StrEnum):
    """What the cells of a column say."""

    NUMBER = "number"  # the running number of the row
    REGION_CODE = "region_code"
    PROVINCE_CODE = "province_code"
    REGENCY_CODE = "regency_code"
    DISTRICT_CODE = "district_code"
    VILLAGE_CODE = "village_code"
    REGION = "region"  # a name of any level
    PROVINCE = "province"
    REGENCY = "regency"
    DISTRICT = "district"
    VILLAGE = "village"
    PERIOD = "period"
    MONTH = "month"
    YEAR = "year"
    CATEGORY = "category"
    PAYER = "payer"
    COUNT = "count"
    SUM = "sum"  # the sum of other columns, as the sender reckoned it
    TARGET = "target"
    POTENTIAL = "potential"
    PERCENT = "percent"
    REGISTERED = "registered"  # registered, whether active or not: never taken for a count
    NIK = "nik"
    JOB = "job"  # pekerjaan_id of OpenSID
    STATUS = "status"  # of a person's membership: only who is active counts
    LIVING = "living"  # status_dasar of OpenSID: 1 is alive and here
    PERSONAL = "personal"  # about one person: read over and dropped
    IGNORED = "ignored"


CODES = (Role.REGION_CODE, Role.VILLAGE_CODE, Role.DISTRICT_CODE, Role.REGENCY_CODE, Role.PROVINCE_CODE)
"""Columns of codes, in the order in which the code of a row is looked for."""

NAMES = (Role.PROVINCE, Role.REGENCY, Role.DISTRICT, Role.VILLAGE, Role.REGION)
PLACES = frozenset((*CODES, *NAMES))
MEASURES = frozenset({Role.COUNT, Role.SUM, Role.TARGET, Role.POTENTIAL, Role.PERCENT, Role.REGISTERED})

HEADINGS: dict[Role, str] = {
    Role.NUMBER: "no, nomor, no urut, nomor urut, nourut",
    Role.REGION_CODE: (
        "kode wilayah, kode, kode daerah, kode kemendagri, kode wilayah kemendagri, kode bps, kode wil, kd "
        "wilayah, kd wil, kodewilayah, kode wilayah administrasi, kode pemda, kode satker, kode permendagri, id "
        "wilayah, kode region"
    ),
    Role.PROVINCE_CODE: "kode provinsi, kode prov, kd prov, kode propinsi, kdprov, provinsi id",
    Role.REGENCY_CODE: (
        "kode kabupaten, kode kabupaten kota, kode kab kota, kode kab, kode kota, kd kab, kdkab, kd kabkota, kode "
        "kabkota, kabupaten id, kode kota kabupaten"
    ),
    Role.DISTRICT_CODE: "kode kecamatan, kode kec, kd kec, kdkec, kode distrik, kecamatan id",
    Role.VILLAGE_CODE: (
        "kode desa, kode kelurahan, kode desa kelurahan, kode kelurahan desa, kode desa kel, kode kel desa, kode "
        "kel, kd desa, kddesa, kode kampung, kode gampong, kode nagari, desa id, kelurahan id"
    ),
    Role.REGION: (
        "nama wilayah, wilayah, daerah, nama daerah, wilayah administrasi, pemerintah daerah, nama pemda, pemda, "
        "nama kode wilayah, provinsi kabupaten kota, kabupaten kota provinsi, nama"
    ),
    Role.PROVINCE: "provinsi, nama provinsi, propinsi, nama propinsi, prov",
    Role.REGENCY: (
        "kabupaten, kabupaten kota, kab kota, kota kabupaten, kota kab, nama kabupaten, nama kabupaten kota, nama "
        "kab kota, kabkota, nama kabkota, kota, nama kota, kab, nama kota kabupaten"
    ),
    Role.DISTRICT: (
        "kecamatan, nama kecamatan, kec, nama kec, distrik, nama distrik, kapanewon, kemantren, kecamatan "
        "distrik, kecamatan tempat tinggal, kecamatan domisili"
    ),
    Role.VILLAGE: (
        "desa, kelurahan, desa kelurahan, kelurahan desa, desa kel, kel desa, nama desa, nama kelurahan, nama "
        "desa kelurahan, nama kelurahan desa, nama desa kel, nama kel desa, kampung, nama kampung, gampong, nama "
        "gampong, nagari, nama nagari, pekon, nama pekon, desa kampung, desa kelurahan kampung, kel, kelurahan "
        "domisili, desa domisili"
    ),
    Role.PERIOD: (
        "periode, bulan tahun, bulan dan tahun, bln thn, blth, thbl, bulan laporan, bulan pelaporan, periode "
        "laporan, periode data, periode pelaporan, posisi, posisi data, per tanggal, tanggal data, bulan data, "
        "masa"
    ),
    Role.MONTH: "bulan, bln",
    Role.YEAR: "tahun, thn, tahun data",
    Role.CATEGORY: (
        "kategori, kategori pekerja, kategori peserta, jenis pekerja, jenis peserta, jenis kepesertaan, kelompok "
        "pekerja, kelompok, segmen, segmen peserta, segmen pekerja, segmentasi, jenis tenaga kerja, kategori "
        "tenaga kerja, jenis pekerjaan, pekerjaan, profesi, segmen kepesertaan"
    ),
    Role.PAYER: (
        "sumber dana, sumber pendanaan, sumber pembiayaan, sumber iuran, sumber anggaran, pembayar, pembayar "
        "iuran, dibayar oleh, yang membayar iuran, pembiayaan, sumber, asal dana, penanggung iuran"
    ),
    Role.COUNT: (
        "peserta aktif, jumlah peserta aktif, peserta, jumlah peserta, tk aktif, jumlah tk aktif, tenaga kerja "
        "aktif, jumlah tenaga kerja aktif, pekerja terlindungi, jumlah pekerja terlindungi, terlindungi, jumlah "
        "terlindungi, pekerja aktif, jumlah pekerja aktif, kepesertaan aktif, jumlah aktif, aktif, jumlah "
        "kepesertaan, kepesertaan, realisasi, realisasi peserta, capaian peserta, jml peserta, jml tk aktif, jml "
        "peserta aktif, jumlah tk, peserta bpjs ketenagakerjaan, tenaga kerja terlindungi, jumlah tenaga kerja "
        "terlindungi, peserta terlindungi, jumlah orang"
    ),
    Role.SUM: "jumlah, total, jml, grand total, jumlah total, total peserta, total peserta aktif, total tk aktif",
    Role.TARGET: (
        "target, target ucj, target peserta, target kepesertaan, target pekerja, sasaran, target perlindungan, "
        "target tahun, jumlah target"
    ),
    Role.POTENTIAL: "potensi, potensi pekerja, jumlah potensi, potensi peserta, potensi tenaga kerja, potensi tk",
    Role.PERCENT: (
        "persen, persentase, prosentase, capaian, cakupan, ucj, capaian persen, persentase capaian, coverage, "
        "cakupan ucj, persen capaian, realisasi persen, capaian ucj"
    ),
    Role.REGISTERED: (
        "peserta terdaftar, terdaftar, jumlah terdaftar, jumlah peserta terdaftar, tk terdaftar, pekerja "
        "terdaftar, peserta non aktif, non aktif, tidak aktif, peserta tidak aktif, tk non aktif, menunggak, "
        "peserta menunggak, nonaktif, tenaga kerja, jumlah tenaga kerja, jumlah pekerja, pekerja"
    ),
    Role.NIK: (
        "nik, no nik, nomor nik, no ktp, nomor ktp, ktp, nomor induk kependudukan, nik ktp, nik peserta, nomor "
        "identitas, no identitas, nik tk, nik pekerja"
    ),
    Role.JOB: "pekerjaan id",
    Role.STATUS: (
        "status, status kepesertaan, status peserta, status tk, status aktif, keaktifan, status keaktifan, status "
        "keanggotaan"
    ),
    Role.LIVING: "status dasar",
    Role.PERSONAL: (
        "nama lengkap, nama peserta, nama tenaga kerja, nama tk, nama pekerja, nama penerima, nama nelayan, nama "
        "petani, no kpj, kpj, nomor kpj, no kartu, nomor kartu, no peserta, nomor peserta, no kk, nomor kk, nomor "
        "kartu keluarga, tempat lahir, tempatlahir, tanggal lahir, tgl lahir, tanggallahir, tempat tanggal lahir, "
        "tempat tgl lahir, ttl, umur, usia, jenis kelamin, sex, jk, l p, alamat, alamat lengkap, alamat rumah, "
        "alamat domisili, alamat sekarang, dusun, rw, rt, rt rw, no hp, nomor hp, no telepon, telepon, hp, email, "
        "nama ibu, nama ibu kandung, nama ayah, ibu nik, ayah nik, agama, agama id, pendidikan, pendidikan kk id, "
        "pendidikan sedang id, status kawin, status perkawinan, kk level, warganegara id, golongan darah id, akta "
        "lahir, dokumen pasport, tanggal akhir paspor, dokumen kitas, akta perkawinan, tanggalperkawinan, akta "
        "perceraian, tanggalperceraian, cacat id, cara kb id, hamil, ktp el, status rekam, suku, tag id card, id "
        "asuransi, no asuransi, lat, lng, upah, gaji, no rekening, nomor rekening, nama bank, npwp"
    ),
    Role.IGNORED: "keterangan, ket, catatan, bulan lalu, npp, nama perusahaan, nama badan usaha, alasan",
}

BY_HEADING: dict[str, Role] = {text: role for role, texts in HEADINGS.items() for text in texts.split(", ")}

OPENSID_SIGNS = frozenset(
    {"no kk", "agama id", "pekerjaan id", "kk level", "warganegara id", "pendidikan kk id", "status dasar"}
)
"""Headings of which three make a list one of OpenSID."""
