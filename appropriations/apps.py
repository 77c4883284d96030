from django.apps import AppConfig


class AppropriationsConfig(AppConfig):
    name = "appropriations"
    verbose_name = "Appropriations"

    def ready(self) -> None:
        from appropriations import panels  # models are loaded by now, not before
        from appropriations.services import personal_data

        panels.fill_slots()
        panels.register_calendar()
        personal_data.register()
