"""Django's registration of the app."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """素材库"""

    name = "bihuan.apps.library"
    label = "library"
    verbose_name = "素材库"
