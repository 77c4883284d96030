"""Secrets of second factors that were kept in the clear are sealed."""

from typing import Any

from django.db import migrations

from common import sealed

SECRET_PARTS = ("secret", "seed")


def seal(apps: Any, editor: Any) -> None:
    # Over the connection that migrates: the site's own role may not be there yet.
    factors = apps.get_model("mfa", "Authenticator").objects.using(editor.connection.alias)
    for factor in factors.exclude(type="webauthn"):
        plain = {
            key: value
            for key, value in factor.data.items()
            if key in SECRET_PARTS and not value.startswith(sealed.MARK)
        }
        if plain:
            factor.data = {**factor.data, **{key: sealed.seal(value) for key, value in plain.items()}}
            factor.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0004_roles_end_at_once"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(seal, migrations.RunPython.noop)]
