"""What was decided is kept as it was; who may see it is never switched without the line that says so (P5)."""

from django.db import migrations


# Only who may see a decision can change after it is made; the switch is written to the audit log.
DECISIONS = """
CREATE FUNCTION decision_lasts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'Decision % cannot be deleted', OLD.number USING ERRCODE = 'check_violation';
    END IF;
    IF to_jsonb(NEW) - ARRAY['is_public', 'restriction_reason']
        IS DISTINCT FROM to_jsonb(OLD) - ARRAY['is_public', 'restriction_reason'] THEN
        RAISE EXCEPTION 'Decision % cannot be changed: a correction is a new record', OLD.number
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER decision_lasts BEFORE UPDATE OR DELETE ON decisions_decision
    FOR EACH ROW EXECUTE FUNCTION decision_lasts();

CREATE FUNCTION decision_rests() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM decisions_proposal
        WHERE id = NEW.proposal_id AND state = 'closed' AND result = NEW.outcome) THEN
        RAISE EXCEPTION 'Proposal % did not come to this decision', NEW.proposal_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER decision_rests BEFORE INSERT ON decisions_decision
    FOR EACH ROW WHEN (NEW.proposal_id IS NOT NULL) EXECUTE FUNCTION decision_rests();
"""
SWITCHES = """
CREATE TRIGGER visibility_switch_lasts BEFORE UPDATE OR DELETE ON decisions_visibilityswitch
    FOR EACH ROW EXECUTE FUNCTION response_version_lasts();

CREATE FUNCTION visibility_switch_kept() RETURNS trigger LANGUAGE plpgsql AS $$
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
# Triggers go with their functions.
FUNCTIONS = (
    "decision_lasts",
    "decision_rests",
    "visibility_switch_kept",
)
# The rules read the tables of this schema, whatever the session that writes calls its own: it finds its temporary tables
# first, and the temporary schema is named last because unnamed it comes first.
READ_HERE = "".join(f"ALTER FUNCTION {name}() SET search_path = public, pg_temp;\n" for name in FUNCTIONS)
BACKWARD = "".join(f"DROP FUNCTION {name}() CASCADE;\n" for name in FUNCTIONS)


class Migration(migrations.Migration):
    dependencies = [("decisions", "0002_proposals_last")]
    operations = [migrations.RunSQL(DECISIONS + SWITCHES + READ_HERE, BACKWARD)]
