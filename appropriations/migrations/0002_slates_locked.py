"""What the organizations adopted is asked for as it stands: a slate out of its draft is locked, with all it holds.

Services refuse first and say why; these rules hold against whatever else writes.
"""

from django.db import migrations

# A slate goes forward: draft, proposed, adopted or set aside. It comes back to the draft from the proposal only.
SLATES = """
CREATE FUNCTION slate_goes_forward() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE may_change text[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' THEN
            RAISE EXCEPTION 'A slate begins as a draft' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' THEN
            RAISE EXCEPTION 'Slate % was put to the organizations: it stays', OLD.id USING ERRCODE = 'check_violation';
        END IF;
        RETURN OLD;
    END IF;
    may_change := CASE
        WHEN OLD.state = 'draft'
            THEN ARRAY['state', 'note', 'proposal_id', 'decision_id', 'adopted_at', 'built_from_id']
        WHEN OLD.state = 'proposed' THEN ARRAY['state', 'proposal_id', 'decision_id', 'adopted_at']
        WHEN OLD.state = 'adopted' THEN ARRAY['state', 'decision_id']
        ELSE ARRAY[]::text[] END;
    IF to_jsonb(NEW) - may_change IS DISTINCT FROM to_jsonb(OLD) - may_change THEN
        RAISE EXCEPTION 'Slate % is locked: what was put to the organizations is not changed', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state = 'adopted' AND (NEW.state NOT IN ('adopted', 'set_aside')
        OR (NEW.decision_id IS DISTINCT FROM OLD.decision_id AND NOT EXISTS (
            SELECT 1 FROM decisions_decision WHERE id = NEW.decision_id AND corrects_id = OLD.decision_id))
        OR (NEW.state = 'set_aside' AND NEW.decision_id IS NOT DISTINCT FROM OLD.decision_id)) THEN
        RAISE EXCEPTION 'Slate % was adopted: only a correction of its decision changes that', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER slate_goes_forward BEFORE INSERT OR UPDATE OR DELETE ON appropriations_slate
    FOR EACH ROW EXECUTE FUNCTION slate_goes_forward();

CREATE FUNCTION slate_is_complete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM appropriations_slateitem WHERE slate_id = NEW.id) THEN
        RAISE EXCEPTION 'Slate % asks for nothing', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM appropriations_slateitem WHERE slate_id = NEW.id AND NOT is_dropped
        AND ((kind <> 'language' AND dollars IS NULL AND words = '')
            OR (kind <> 'amount' AND report_language = ''))) THEN
        RAISE EXCEPTION 'Slate % names a line without saying what is asked for it', NEW.id
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.amends_id IS NULL
        AND EXISTS (SELECT 1 FROM appropriations_slateitem WHERE slate_id = NEW.id AND is_dropped) THEN
        RAISE EXCEPTION 'Only an amendment drops a request' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER slate_is_complete BEFORE UPDATE OF state ON appropriations_slate
    FOR EACH ROW WHEN (OLD.state = 'draft' AND NEW.state IN ('proposed', 'adopted'))
    EXECUTE FUNCTION slate_is_complete();

CREATE FUNCTION slate_rests_on_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM decisions_decision WHERE id = NEW.decision_id AND outcome = 'adopted') THEN
        RAISE EXCEPTION 'Slate % is adopted by a decision that adopted something', NEW.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER slate_rests_on_decision BEFORE UPDATE OF state, decision_id ON appropriations_slate
    FOR EACH ROW WHEN (NEW.state = 'adopted') EXECUTE FUNCTION slate_rests_on_decision();
"""
# Both the slate a row belonged to and the one it goes to must be drafts; held until the transaction ends, so that no
# other one puts the slate forward meanwhile. A slate that is deleted as a draft takes its rows with it.
HELD = """
CREATE FUNCTION held_by_draft_slate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE of_slate bigint; found_state text;
BEGIN
    FOREACH of_slate IN ARRAY CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.slate_id] WHEN 'DELETE' THEN ARRAY[OLD.slate_id]
        ELSE ARRAY[OLD.slate_id, NEW.slate_id] END LOOP
        SELECT state INTO found_state FROM appropriations_slate WHERE id = of_slate FOR SHARE;
        IF found_state IS NOT NULL AND found_state <> 'draft' THEN
            RAISE EXCEPTION 'Slate % is locked: what it asks for is not changed', of_slate
                USING ERRCODE = 'check_violation';
        END IF;
    END LOOP;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER slate_item_held BEFORE INSERT OR UPDATE OR DELETE ON appropriations_slateitem
    FOR EACH ROW EXECUTE FUNCTION held_by_draft_slate();
CREATE TRIGGER slate_clearance_held BEFORE INSERT OR UPDATE OR DELETE ON appropriations_slateclearance
    FOR EACH ROW EXECUTE FUNCTION held_by_draft_slate();
"""
# Triggers go with their functions.
FUNCTIONS = ("held_by_draft_slate", "slate_goes_forward", "slate_is_complete", "slate_rests_on_decision")
# The rules read the tables of this schema, whatever the session that writes calls its own.
READ_HERE = "".join(f"ALTER FUNCTION {name}() SET search_path = public, pg_temp;\n" for name in FUNCTIONS)
BACKWARD = "".join(f"DROP FUNCTION {name}() CASCADE;\n" for name in FUNCTIONS)


class Migration(migrations.Migration):
    dependencies = [("appropriations", "0001_initial"), ("decisions", "0003_register_lasts")]
    operations = [migrations.RunSQL(SLATES + HELD + READ_HERE, BACKWARD)]
