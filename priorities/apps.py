from django.apps import AppConfig


class PrioritiesConfig(AppConfig):
    name = "priorities"
    verbose_name = "Priorities"

    def ready(self) -> None:
        from priorities.panels import fill_slots  # the models it reads are loaded only now
        from priorities.services import personal_data

        fill_slots()
        personal_data.register()
