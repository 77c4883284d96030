from django.apps import AppConfig
from django.urls import register_converter


class CommonConfig(AppConfig):
    name = "common"
    verbose_name = "Common tools"

    def ready(self) -> None:
        """Make known how addresses of lists as files end."""
        from common.sheets import KindConverter

        register_converter(KindConverter, "sheet")
