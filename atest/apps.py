from django.apps import AppConfig


class AtestConfig(AppConfig):
    name = "atest"
    verbose_name = "Policy desk"
