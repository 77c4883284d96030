from django.apps import AppConfig


class AppropriationsConfig(AppConfig):
    name = "appropriations"
    verbose_name = "Appropriations"

    def ready(self) -> None:
        from appropriations import panels, receivers  # noqa: F401 - importing connects the signals; models are loaded by now

        panels.fill_slots()
