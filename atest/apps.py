from django.apps import AppConfig


class AtestConfig(AppConfig):
    name = "atest"
    verbose_name = "Policy desk"

    def ready(self) -> None:
        from atest import checks, panels  # noqa: F401 - importing registers the checks, once the apps are there

        panels.fill_slots()
