"""The history of who closed or opened a decision, kept as it was; why a record corrects an earlier one."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

LASTS = """
CREATE TRIGGER visibility_switch_lasts BEFORE UPDATE OR DELETE ON decisions_visibilityswitch
    FOR EACH ROW EXECUTE FUNCTION response_version_lasts();
"""
BACKWARD = "DROP TRIGGER visibility_switch_lasts ON decisions_visibilityswitch;"


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0004_rounds_last"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="consultation",
            name="reworded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="consultation",
            name="reworded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="correction_reason",
            field=models.TextField(blank=True, help_text="why the earlier record was wrong; inside only"),
        ),
        migrations.CreateModel(
            name="VisibilitySwitch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_public", models.BooleanField(help_text="what it was switched to")),
                ("reason", models.TextField(blank=True)),
                ("switched_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="switches",
                        to="decisions.decision",
                    ),
                ),
                (
                    "switched_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["decision", "switched_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_public", True), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="switch_has_reason",
                    )
                ],
            },
        ),
        migrations.RunSQL(LASTS, BACKWARD),
    ]
