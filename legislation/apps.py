from django.apps import AppConfig


class LegislationConfig(AppConfig):
    name = "legislation"
    verbose_name = "Legislation"

    def ready(self) -> None:
        from legislation.panels import fill_slots  # the models it reads are loaded only now

        fill_slots()
