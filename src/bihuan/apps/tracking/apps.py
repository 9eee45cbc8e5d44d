"""Django's registration of the app."""

from django.apps import AppConfig


class TrackingConfig(AppConfig):
    """办理"""

    name = "bihuan.apps.tracking"
    label = "tracking"
    verbose_name = "办理"

    def ready(self) -> None:
        """From now on the deeds of the ledgers and of the calendars ask this app too."""
        from bihuan.apps.calendars.keepers import keeper_register
        from bihuan.apps.ledgers.companions import companion_register
        from bihuan.apps.tracking.clockkeeper import MatterClocks
        from bihuan.apps.tracking.companion import Tracking

        companion_register(Tracking())
        keeper_register("tracking", MatterClocks())
