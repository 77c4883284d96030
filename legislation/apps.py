from django.apps import AppConfig


class LegislationConfig(AppConfig):
    name = "legislation"
    verbose_name = "Legislation"

    def ready(self) -> None:
        from legislation import panels
        from legislation.services import personal_data

        panels.fill_slots()
        panels.register_calendar()
        personal_data.register()
