from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0009_acts_of_awards")]

    operations = [
        migrations.CreateModel(
            name="PublicVersion",
            fields=[
                ("code", models.CharField(max_length=5, primary_key=True, serialize=False)),
                ("here", models.PositiveBigIntegerField(default=0)),
                ("within", models.PositiveBigIntegerField(default=0)),
            ],
        ),
    ]
