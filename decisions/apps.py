from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "decisions"
    verbose_name = "Decisions"

    def ready(self) -> None:
        from decisions import panels  # models are loaded by now, not before
        from decisions.services import personal_data

        panels.fill_slots()
        panels.register_calendar()
        personal_data.register()
