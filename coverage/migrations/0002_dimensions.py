"""Schemes, segments, worker categories with their segments, payers and bands: what figures are told apart by."""

from django.db import migrations

SCHEMES = [("ucj", "UCJ (Universal Coverage Jamsostek)"), ("uhc", "UHC (Universal Health Coverage)")]

SEGMENTS = [("formal", "Formal dan non-ASN"), ("informal", "Informal dan rentan")]

# code, name on the screen, segment, counts for village adoption as vulnerable
UCJ_CATEGORIES = [
    ("pu", "Pekerja penerima upah badan usaha", "formal", False),
    ("non_asn", "Pegawai pemerintah non-ASN", "formal", False),
    ("aparatur_desa", "Kepala desa, perangkat desa, BPD", "formal", False),
    ("jakon", "Pekerja jasa konstruksi", "formal", False),
    ("bpu_mandiri", "Pekerja mandiri (bukan penerima upah)", "informal", False),
    ("petani", "Petani", "informal", True),
    ("pekebun", "Pekebun", "informal", True),
    ("nelayan", "Nelayan", "informal", True),
    ("umkm", "Pelaku usaha mikro dan kecil", "informal", True),
    ("keagamaan", "Pekerja keagamaan", "informal", True),
    ("rt_rw", "Ketua RT/RW", "informal", True),
    ("relawan", "Relawan damkar dan bencana", "informal", True),
    ("kader", "Kader posyandu dan tenaga kesehatan desa", "informal", True),
    ("buruh_lepas", "Buruh harian lepas dan buruh tani", "informal", True),
    ("pedagang", "Pedagang", "informal", True),
    ("peternak", "Peternak", "informal", True),
    ("prt", "Pekerja rumah tangga", "informal", True),
    ("transportasi", "Ojek, sopir, kurir", "informal", True),
    ("pmi", "Pekerja migran Indonesia", "informal", False),
    ("rentan_lain", "Pekerja rentan lainnya", "informal", True),
    ("tak_terinci_formal", "Formal dan non-ASN, belum dirinci per jenis", "formal", False),
    ("tak_terinci_informal", "Informal dan rentan, belum dirinci per jenis", "informal", False),
    ("tak_terinci", "Belum dirinci per segmen", None, False),
]

PAYERS = [
    ("pemberi_kerja", "Pemberi kerja"),
    ("mandiri", "Pekerja sendiri"),
    ("apbn", "APBN"),
    ("apbd_prov", "APBD provinsi"),
    ("apbd_kab", "APBD kabupaten/kota"),
    ("apbdes", "APBDes"),
    ("dbh_sawit", "DBH sawit"),
    ("dbhcht", "DBH cukai hasil tembakau"),
    ("csr", "Tanggung jawab sosial perusahaan (CSR)"),
    ("baznas", "Baznas"),
    ("donasi", "Donasi (Sertakan, bapak asuh)"),
    ("tak_terinci", "Belum dirinci"),
]

BANDS = [(None, 30), (30, 50), (50, 75), (75, None)]


def lay(apps, schema_editor):
    models = {name: apps.get_model("coverage", name) for name in
              ("Scheme", "Segment", "WorkerCategory", "SegmentMapping", "Payer", "Band")}  # fmt: skip
    schemes = {}
    for position, (code, name) in enumerate(SCHEMES, 1):
        schemes[code] = models["Scheme"].objects.create(code=code, name=name, position=position)
    segments = {None: None}
    for position, (code, name) in enumerate(SEGMENTS, 1):
        segments[code] = models["Segment"].objects.create(
            scheme=schemes["ucj"], code=code, name=name, position=position
        )
    for position, (code, name, segment, is_vulnerable) in enumerate(UCJ_CATEGORIES, 1):
        category = models["WorkerCategory"].objects.create(
            scheme=schemes["ucj"], code=code, name=name, position=position, is_vulnerable=is_vulnerable
        )
        models["SegmentMapping"].objects.create(category=category, segment=segments[segment])
    resident = models["WorkerCategory"].objects.create(
        scheme=schemes["uhc"], code="uhc_penduduk", name="Penduduk peserta JKN", position=1
    )
    models["SegmentMapping"].objects.create(category=resident)
    for position, (code, name) in enumerate(PAYERS, 1):
        models["Payer"].objects.create(code=code, name=name, position=position)
    for scheme in schemes.values():
        for position, (lower, upper) in enumerate(BANDS, 1):
            models["Band"].objects.create(scheme=scheme, position=position, lower=lower, upper=upper)


def lift(apps, schema_editor):
    for name in ("Band", "Payer", "SegmentMapping", "WorkerCategory", "Segment", "Scheme"):
        apps.get_model("coverage", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("coverage", "0001_schema")]
    operations = [migrations.RunPython(lay, lift)]
