"""Django's registration of the app."""

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    """调度台"""

    name = "bihuan.apps.boards"
    label = "boards"
    verbose_name = "调度台"
