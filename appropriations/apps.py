from django.apps import AppConfig


class AppropriationsConfig(AppConfig):
    name = "appropriations"
    verbose_name = "Appropriations"

    def ready(self) -> None:
        from appropriations.services import saved_view_data

        saved_view_data.register()
