import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("coverage", "0012_second_person")]

    operations = [
        migrations.AddField(model_name="upload", name="surveys", field=models.JSONField(null=True)),
        migrations.AlterField(
            model_name="stagedrow",
            name="upload",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rows",
                to="coverage.upload",
            ),
        ),
    ]
