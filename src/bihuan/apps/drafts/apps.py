"""Django's registration of the app."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """起草"""

    name = "bihuan.apps.drafts"
    label = "drafts"
    verbose_name = "起草"
