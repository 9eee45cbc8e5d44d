from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("library", "0004_watched"),)
    operations = (
        migrations.AlterField(
            model_name="librarydocument",
            name="indexed",
            field=models.CharField(blank=True, default="", max_length=32),
        ),
        migrations.AddIndex(
            model_name="librarydocument",
            index=models.Index(fields=["indexed", "removed_at", "state"], name="library_waiting"),
        ),
    )
