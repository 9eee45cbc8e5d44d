"""Django's registration of the app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """提醒"""

    name = "bihuan.apps.notices"
    label = "notices"
    verbose_name = "提醒"
