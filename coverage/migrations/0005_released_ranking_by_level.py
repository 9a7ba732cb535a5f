"""Find the newest totals of a level: its months lie in a row, the last one at the end."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("coverage", "0004_released_trend")]

    operations = [
        migrations.RemoveIndex(model_name="releasedtotal", name="released_ranking"),
        migrations.AddIndex(
            model_name="releasedtotal",
            index=models.Index(
                condition=models.Q(("axis", 0)), fields=["level", "scheme", "month"], name="released_ranking"
            ),
        ),
    ]
