"""Django's registration of the app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """人员"""

    name = "bihuan.apps.people"
    label = "people"
    verbose_name = "人员"
