"""Notices wait until they are due: at once, in a digest, or never by e-mail; what failed for now is tried again."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("common", "0002_audit_append_only")]

    operations = [
        migrations.RemoveIndex(model_name="notice", name="notice_unsent"),
        migrations.AddField(
            model_name="notice",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="notice",
            name="due_at",
            field=models.DateTimeField(
                blank=True,
                default=django.utils.timezone.now,
                help_text="when to email it next; empty for never",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="in_digest",
            field=models.BooleanField(default=False, help_text="waits for the weekly digest"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("error", ""), ("sent_at__isnull", True)),
                fields=["due_at"],
                name="notice_waiting_by_due",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("seen_at__isnull", True)), fields=["recipient_id"], name="notice_unread"
            ),
        ),
    ]
