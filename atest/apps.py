from django.apps import AppConfig


class AtestConfig(AppConfig):
    name = "atest"
    verbose_name = "Policy desk"

    def ready(self) -> None:
        from atest import checks  # noqa: F401 - importing registers them, once the apps are there
