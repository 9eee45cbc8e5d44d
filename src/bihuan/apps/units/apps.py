"""Django's registration of the app."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    """单位"""

    name = "bihuan.apps.units"
    label = "units"
    verbose_name = "单位"
