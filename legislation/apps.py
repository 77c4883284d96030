from django.apps import AppConfig


class LegislationConfig(AppConfig):
    name = "legislation"
    verbose_name = "Legislation"

    def ready(self) -> None:
        from legislation import panels  # models are loaded by now, not before

        panels.fill_slots()
