"""National holidays of 2025 and 2026 by the joint decree of three ministers, without the days of shared leave."""

from datetime import date

from django.db import migrations

HOLIDAYS = [
    (date(2025, 1, 1), "Tahun Baru 2025 Masehi"),
    (date(2025, 1, 27), "Isra Mikraj Nabi Muhammad"),
    (date(2025, 1, 29), "Tahun Baru Imlek 2576 Kongzili"),
    (date(2025, 3, 29), "Hari Suci Nyepi"),
    (date(2025, 3, 31), "Idulfitri 1446 Hijriah, hari pertama"),
    (date(2025, 4, 1), "Idulfitri 1446 Hijriah, hari kedua"),
    (date(2025, 4, 18), "Wafat Yesus Kristus"),
    (date(2025, 4, 20), "Kebangkitan Yesus Kristus (Paskah)"),
    (date(2025, 5, 1), "Hari Buruh Internasional"),
    (date(2025, 5, 12), "Hari Raya Waisak"),
    (date(2025, 5, 29), "Kenaikan Yesus Kristus"),
    (date(2025, 6, 1), "Hari Lahir Pancasila"),
    (date(2025, 6, 6), "Iduladha 1446 Hijriah"),
    (date(2025, 6, 27), "Tahun Baru Islam 1447 Hijriah"),
    (date(2025, 8, 17), "Proklamasi Kemerdekaan"),
    (date(2025, 9, 5), "Maulid Nabi Muhammad"),
    (date(2025, 12, 25), "Kelahiran Yesus Kristus (Natal)"),
    (date(2026, 1, 1), "Tahun Baru 2026 Masehi"),
    (date(2026, 1, 16), "Isra Mikraj Nabi Muhammad"),
    (date(2026, 2, 17), "Tahun Baru Imlek 2577 Kongzili"),
    (date(2026, 3, 19), "Hari Suci Nyepi"),
    (date(2026, 3, 21), "Idulfitri 1447 Hijriah, hari pertama"),
    (date(2026, 3, 22), "Idulfitri 1447 Hijriah, hari kedua"),
    (date(2026, 4, 3), "Wafat Yesus Kristus"),
    (date(2026, 4, 5), "Kebangkitan Yesus Kristus (Paskah)"),
    (date(2026, 5, 1), "Hari Buruh Internasional"),
    (date(2026, 5, 14), "Kenaikan Yesus Kristus"),
    (date(2026, 5, 27), "Iduladha 1447 Hijriah"),
    (date(2026, 5, 31), "Hari Raya Waisak"),
    (date(2026, 6, 1), "Hari Lahir Pancasila"),
    (date(2026, 6, 16), "Tahun Baru Islam 1448 Hijriah"),
    (date(2026, 8, 17), "Proklamasi Kemerdekaan"),
    (date(2026, 8, 25), "Maulid Nabi Muhammad"),
    (date(2026, 12, 25), "Kelahiran Yesus Kristus (Natal)"),
]


def lay(apps, schema_editor):
    holiday = apps.get_model("coverage", "Holiday")
    holiday.objects.bulk_create([holiday(day=day, name=name) for day, name in HOLIDAYS])


def lift(apps, schema_editor):
    apps.get_model("coverage", "Holiday").objects.filter(province=None, day__in=[day for day, _ in HOLIDAYS]).delete()


class Migration(migrations.Migration):
    dependencies = [("coverage", "0006_entry_and_sign_off")]

    operations = [migrations.RunPython(lay, lift)]
