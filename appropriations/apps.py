from django.apps import AppConfig


class AppropriationsConfig(AppConfig):
    name = "appropriations"
    verbose_name = "Appropriations"

    def ready(self) -> None:
        from appropriations import panels, receivers  # noqa: F401 - importing connects the signals; models are loaded by now
        from appropriations.services import personal_data, saved_view_data

        panels.fill_slots()
        panels.register_calendar()
        personal_data.register()
        saved_view_data.register()
