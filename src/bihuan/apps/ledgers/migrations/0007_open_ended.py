"""What is over by its pack and waits for a re-check stands in the side table too. Installing the packs makes the table anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("ledgers", "0006_standing"),)

    operations = (migrations.AddField(model_name="openentry", name="ended", field=models.BooleanField(default=False)),)
