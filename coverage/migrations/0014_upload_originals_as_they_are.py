"""PostgreSQL keeps the files of uploads as they came: nearly all are packed already, and packing them anew took longer
than storing them."""

from django.db import migrations

AS_IT_IS = "ALTER TABLE coverage_upload ALTER COLUMN original SET STORAGE EXTERNAL"
AS_ANY = "ALTER TABLE coverage_upload ALTER COLUMN original SET STORAGE EXTENDED"


def keep_as_it_is(apps, schema_editor):
    run(AS_IT_IS, schema_editor)


def keep_as_any(apps, schema_editor):
    run(AS_ANY, schema_editor)


def run(statement, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("coverage", "0013_faster_uploads")]

    operations = [migrations.RunPython(keep_as_it_is, keep_as_any)]
