"""Django's registration of the app."""

from django.apps import AppConfig


class HomesConfig(AppConfig):
    """首页"""

    name = "bihuan.apps.homes"
    label = "homes"
    verbose_name = "首页"
