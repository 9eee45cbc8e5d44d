"""The app of outside programs."""

from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    """Tokens and remembered answers."""

    name = "bihuan.apps.programs"
    verbose_name = "外部程序"
