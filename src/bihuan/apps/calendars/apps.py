"""Django's registration of the app."""

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    """工作日历"""

    name = "bihuan.apps.calendars"
    label = "calendars"
    verbose_name = "工作日历"
