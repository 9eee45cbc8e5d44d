"""Sealed drafts and confirmed bindings."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = ()

    operations = (
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("unit", models.CharField(max_length=40, verbose_name="单位")),
                ("year", models.IntegerField(verbose_name="年度")),
                ("as_of", models.DateField(verbose_name="截至日")),
                ("title", models.CharField(max_length=300, verbose_name="标题")),
                ("source_name", models.CharField(max_length=255, verbose_name="上年报告")),
                ("source_sha256", models.CharField(max_length=64)),
                ("manifest_sha256", models.CharField(max_length=64)),
                ("text", models.TextField()),
                ("path", models.CharField(max_length=1000, verbose_name="文件")),
                ("seal", models.BigIntegerField()),
                ("actor", models.CharField(max_length=100)),
            ],
        ),
        migrations.CreateModel(
            name="Binding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("unit", models.CharField(max_length=40, verbose_name="单位")),
                ("pattern", models.CharField(max_length=500, verbose_name="句式")),
                ("measure_word", models.CharField(max_length=20, verbose_name="计量单位")),
                ("indicator", models.CharField(blank=True, max_length=100, verbose_name="指标")),
                ("measure", models.CharField(default="value", max_length=20)),
                ("actor", models.CharField(max_length=100)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "pattern", "measure_word"), name="drafts_binding_once")
                ],
            },
        ),
    )
