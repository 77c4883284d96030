"""A shared post can be edited and deleted, both visibly."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0005_visibility_switches")]

    operations = [
        migrations.AddField("shareditem", "edited_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("shareditem", "deleted_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "shareditem",
            "deleted_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            "shareditem", "text", models.TextField(blank=True, help_text="empty once deleted")
        ),
        migrations.AlterField(
            "shareditem",
            "title",
            models.CharField(blank=True, help_text="empty once deleted", max_length=160),
        ),
        migrations.AddConstraint(
            "shareditem",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("deleted_at__isnull", True),
                        ("deleted_by__isnull", True),
                        models.Q(("title", ""), _negated=True),
                        models.Q(("text", ""), _negated=True),
                    ),
                    models.Q(
                        ("deleted_at__isnull", False),
                        ("deleted_by__isnull", False),
                        ("text", ""),
                        ("title", ""),
                    ),
                    _connector="OR",
                ),
                name="shared_item_said_or_deleted",
            ),
        ),
    ]
