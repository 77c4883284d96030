"""Who may see a decision is never switched without the line that says so (P5), whoever writes the row."""

from django.db import migrations

KEPT = """
CREATE FUNCTION visibility_switch_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF (SELECT is_public FROM decisions_visibilityswitch WHERE decision_id = NEW.id ORDER BY id DESC LIMIT 1)
        IS DISTINCT FROM (SELECT is_public FROM decisions_decision WHERE id = NEW.id) THEN
        RAISE EXCEPTION 'Who switched decision % and why was not kept', NEW.number USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
-- Asked at the end of the transaction: the line is entered after the switch.
CREATE CONSTRAINT TRIGGER visibility_switch_kept AFTER UPDATE ON decisions_decision DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.is_public IS DISTINCT FROM OLD.is_public) EXECUTE FUNCTION visibility_switch_kept();
"""
BACKWARD = "DROP FUNCTION visibility_switch_kept() CASCADE;"


class Migration(migrations.Migration):
    dependencies = [("decisions", "0009_triggers_read_these_tables")]
    operations = [migrations.RunSQL(KEPT, BACKWARD)]
