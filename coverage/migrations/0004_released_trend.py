"""Find all months of one region without knowing which months there are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("coverage", "0003_basis_of_denominators")]

    operations = [
        migrations.AddIndex(
            model_name="releasedtotal",
            index=models.Index(
                condition=models.Q(("axis", 0)), fields=["region", "scheme", "month"], name="released_trend"
            ),
        ),
    ]
