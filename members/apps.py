from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = "Members"

    def ready(self) -> None:
        from common.personal_data import register_erasure
        from members import panels, receivers  # noqa: F401 - importing it connects the signals

        panels.fill_slots()
        from common import private_feeds
        from members.feeds import ALERTS

        private_feeds.register(ALERTS)
        from members.services import anonymizing, personal_data

        personal_data.register()
        register_erasure(anonymizing.erase)
