"""A signature keeps the name it was given under; what is said of a letter's deadline holds in the database too."""

from importlib import import_module

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

AS_BEFORE = import_module("decisions.migrations.0004_rounds_last").LETTERS
TAKE_DOWN = """
DROP FUNCTION letter_frozen() CASCADE;
DROP FUNCTION signature_while_open() CASCADE;
DROP FUNCTION outside_signer_kept() CASCADE;
"""
NAMES_SO_FAR = """
UPDATE decisions_signature SET name = organization.name, sort_key = organization.sort_key
FROM members_organization organization WHERE organization.id = organization_id;
-- What was deferred is checked now: a trigger cannot be made while checks are pending.
SET CONSTRAINTS ALL IMMEDIATE;
"""
LETTER = """
CREATE FUNCTION letter_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' THEN
            RAISE EXCEPTION 'A letter begins as a draft' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' THEN
            RAISE EXCEPTION 'Letter % is kept', OLD.id USING ERRCODE = 'check_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF (OLD.state, NEW.state) NOT IN
        (('draft', 'draft'), ('draft', 'open'), ('open', 'open'), ('open', 'closed'), ('closed', 'closed')) THEN
        RAISE EXCEPTION 'Letter % opens once and closes once', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state <> 'draft' AND (NEW.title, NEW.recipients, NEW.text, NEW.opened_at, NEW.decision_id)
        IS DISTINCT FROM (OLD.title, OLD.recipients, OLD.text, OLD.opened_at, OLD.decision_id) THEN
        RAISE EXCEPTION 'Letter % was frozen when it opened for signing', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state = 'closed' AND to_jsonb(NEW) IS DISTINCT FROM to_jsonb(OLD) THEN
        RAISE EXCEPTION 'Letter % is closed', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state = 'open' AND NEW.deadline_at IS DISTINCT FROM OLD.deadline_at
        AND (NEW.deadline_at < OLD.deadline_at OR OLD.deadline_at <= clock_timestamp()) THEN
        RAISE EXCEPTION 'The deadline of letter % moves later only, and before it has passed', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state = 'draft' AND NEW.state = 'open' AND NOT EXISTS (
        SELECT 1 FROM decisions_decision adopted WHERE adopted.id = NEW.decision_id AND adopted.outcome = 'adopted'
        AND NOT EXISTS (SELECT 1 FROM decisions_decision later WHERE later.corrects_id = adopted.id)) THEN
        RAISE EXCEPTION 'Letter % rests on no decision in force', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER letter_frozen BEFORE INSERT OR UPDATE OR DELETE ON decisions_letter
    FOR EACH ROW EXECUTE FUNCTION letter_frozen();
CREATE TRIGGER letter_deadline_change_lasts BEFORE UPDATE OR DELETE ON decisions_letterdeadlinechange
    FOR EACH ROW EXECUTE FUNCTION response_version_lasts();
"""
SIGNERS = """
CREATE FUNCTION signature_while_open() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    asked record;
    signer record;
    today date := (clock_timestamp() AT TIME ZONE 'America/New_York')::date;
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'A signature is withdrawn, never deleted' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.revoked_at IS NOT NULL
        OR to_jsonb(NEW) - ARRAY['revoked_at', 'revoked_by_id'] <> to_jsonb(OLD) - ARRAY['revoked_at', 'revoked_by_id']) THEN
        RAISE EXCEPTION 'A signature can be withdrawn once and not otherwise changed' USING ERRCODE = 'check_violation';
    END IF;
    SELECT state, deadline_at INTO asked FROM decisions_letter WHERE id = NEW.letter_id FOR SHARE;
    IF asked.state <> 'open' OR asked.deadline_at <= clock_timestamp() THEN
        RAISE EXCEPTION 'Letter % takes no signatures', NEW.letter_id USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        SELECT kind, name, joined_on, left_on INTO signer FROM members_organization WHERE id = NEW.organization_id;
        IF signer.kind <> 'member' OR signer.joined_on > today OR signer.left_on < today THEN
            RAISE EXCEPTION 'Organization % is no member today', NEW.organization_id USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.name <> signer.name THEN
            RAISE EXCEPTION 'Organization % signs under its own name', NEW.organization_id
                USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER signature_while_open BEFORE INSERT OR UPDATE OR DELETE ON decisions_signature
    FOR EACH ROW EXECUTE FUNCTION signature_while_open();
CREATE FUNCTION outside_signer_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    asked record;
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'An outside signer is taken off, never deleted' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.removed_at IS NOT NULL
        OR to_jsonb(NEW) - ARRAY['removed_at', 'removed_by_id'] <> to_jsonb(OLD) - ARRAY['removed_at', 'removed_by_id']) THEN
        RAISE EXCEPTION 'An outside signer can be taken off once and not otherwise changed'
            USING ERRCODE = 'check_violation';
    END IF;
    SELECT state, deadline_at INTO asked FROM decisions_letter WHERE id = NEW.letter_id FOR SHARE;
    IF asked.state <> 'open' OR asked.deadline_at <= clock_timestamp() THEN
        RAISE EXCEPTION 'Letter % takes no signatures', NEW.letter_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER outside_signer_kept BEFORE INSERT OR UPDATE OR DELETE ON decisions_outsidesigner
    FOR EACH ROW EXECUTE FUNCTION outside_signer_kept();
"""
TAKE_ALL_DOWN = TAKE_DOWN + "DROP TRIGGER letter_deadline_change_lasts ON decisions_letterdeadlinechange;"


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0006_shared_items_edited_and_deleted"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.RunSQL(TAKE_DOWN, AS_BEFORE),
        migrations.AlterModelOptions(name="signature", options={"ordering": ["sort_key", "id"]}),
        migrations.AddField(
            model_name="signature",
            name="name",
            field=models.CharField(default="", max_length=160),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="signature",
            name="sort_key",
            field=models.CharField(default="", editable=False, max_length=200),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="LetterDeadlineChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("before", models.DateTimeField()),
                ("after", models.DateTimeField()),
                ("reason", models.TextField()),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deadline_changes",
                        to="decisions.letter",
                    ),
                ),
            ],
            options={
                "ordering": ["letter", "changed_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="letter_deadline_change_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("after__gt", models.F("before"))),
                        name="letter_deadline_moves_later",
                    ),
                ],
            },
        ),
        migrations.RunSQL(NAMES_SO_FAR, migrations.RunSQL.noop),
        migrations.RunSQL(LETTER + SIGNERS, TAKE_ALL_DOWN),
    ]
