from django.apps import AppConfig


class AppropriationsConfig(AppConfig):
    name = "appropriations"
    verbose_name = "Appropriations"
