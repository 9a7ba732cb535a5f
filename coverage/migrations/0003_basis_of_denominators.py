"""Let a released total carry the version, mark and basis of its release, so that a ranking reads nothing else."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0002_dimensions"),
    ]

    operations = [
        migrations.AddField(
            model_name="releasedtotal",
            name="is_sample",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="releasedtotal",
            name="version",
            field=models.PositiveIntegerField(db_default=1, default=1),
        ),
        migrations.CreateModel(
            name="Basis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("issuer", models.CharField(max_length=120)),
                ("method", models.CharField(max_length=200)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("issuer", "method"), name="basis_once")],
            },
        ),
        migrations.AddField(
            model_name="releasedtotal",
            name="potential_basis",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="coverage.basis",
            ),
        ),
        migrations.AddField(
            model_name="releasedtotal",
            name="target_basis",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="coverage.basis",
            ),
        ),
    ]
