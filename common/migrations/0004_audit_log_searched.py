"""The audit log grows for years: it is listed newest first, and searched by what was done, without reading it all."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("common", "0003_notices_wait")]

    operations = [
        migrations.AlterField(
            model_name="auditentry",
            name="at",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["verb"], name="audit_by_verb"),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["-at", "-id"], name="audit_newest_first"),
        ),
    ]
