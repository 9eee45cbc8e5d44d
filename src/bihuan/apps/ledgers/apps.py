"""Django's registration of the app."""

from django.apps import AppConfig


class LedgersConfig(AppConfig):
    """台账"""

    name = "bihuan.apps.ledgers"
    label = "ledgers"
    verbose_name = "台账"
