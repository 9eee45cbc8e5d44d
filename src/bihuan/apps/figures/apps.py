"""Django's registration of the app."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """指标"""

    name = "bihuan.apps.figures"
    label = "figures"
    verbose_name = "指标"
