from django.apps import AppConfig


class LegislationConfig(AppConfig):
    name = "legislation"
    verbose_name = "Legislation"

    def ready(self) -> None:
        from legislation import panels

        panels.fill_slots()
        panels.register_calendar()
