"""An input of frozen numbers names its proofs in `proofs` alone."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("awards", "0002_rounds")]

    operations = [migrations.RemoveField(model_name="snapshotinput", name="evidence")]
