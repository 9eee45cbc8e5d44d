"""Django's registration of the app."""

from django.apps import AppConfig


class HooksConfig(AppConfig):
    """推送"""

    name = "bihuan.apps.hooks"
    label = "hooks"
    verbose_name = "推送"
