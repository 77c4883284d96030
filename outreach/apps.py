from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "outreach"
    verbose_name = "Outreach"

    def ready(self) -> None:
        from outreach import panels, receivers  # noqa: F401 - importing it connects the signal; models are loaded by now

        panels.fill_slots()
