from django.apps import AppConfig


class BriefingsConfig(AppConfig):
    name = "briefings"
    verbose_name = "Briefings"

    def ready(self) -> None:
        from briefings import panels  # models are loaded by now, not before

        panels.fill_slots()
