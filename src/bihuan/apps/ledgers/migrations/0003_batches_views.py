"""Batches of any kind with what they changed, saved views, and the bureau's own export form."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("ledgers", "0002_holders"),)

    operations = (
        migrations.CreateModel(
            name="SheetForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ledger", models.CharField(max_length=30, unique=True)),
                ("name", models.CharField(max_length=255, verbose_name="文件名")),
                ("sha256", models.CharField(max_length=64)),
                ("actor", models.CharField(max_length=100)),
                ("at", models.CharField(max_length=32)),
            ],
        ),
        migrations.AddField(
            model_name="batch",
            name="first_seq",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="batch",
            name="kind",
            field=models.CharField(default="import", max_length=10),
        ),
        migrations.AddField(
            model_name="batch",
            name="last_seq",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="batch",
            name="undoes",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="batch",
            name="undone_by",
            field=models.BigIntegerField(null=True),
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ledger", models.CharField(max_length=30)),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                ("query", models.TextField()),
                ("person", models.BigIntegerField(null=True)),
                ("owner", models.CharField(max_length=100)),
                ("unit_id", models.BigIntegerField(null=True)),
                ("shared", models.CharField(default="self", max_length=10)),
                ("at", models.CharField(max_length=32)),
            ],
            options={
                "indexes": [models.Index(fields=["ledger", "shared"], name="ledgers_view_shared")],
            },
        ),
        migrations.CreateModel(
            name="BatchImage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry_id", models.BigIntegerField()),
                ("image", models.TextField()),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="images", to="ledgers.batch"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["batch", "entry_id"], name="ledgers_image_entry")],
            },
        ),
    )
