"""A letter is kept as it was opened, a signature with the name it was given under."""

from django.db import migrations

LETTERS = """
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
# Triggers go with their functions.
FUNCTIONS = (
    "letter_frozen",
    "outside_signer_kept",
    "signature_while_open",
)
# The rules read the tables of this schema, whatever the session that writes calls its own: it finds its temporary tables
# first, and the temporary schema is named last because unnamed it comes first.
READ_HERE = "".join(f"ALTER FUNCTION {name}() SET search_path = public, pg_temp;\n" for name in FUNCTIONS)
BACKWARD = "".join(f"DROP FUNCTION {name}() CASCADE;\n" for name in FUNCTIONS)


class Migration(migrations.Migration):
    dependencies = [("decisions", "0003_register_lasts")]
    operations = [migrations.RunSQL(LETTERS + SIGNERS + READ_HERE, BACKWARD)]
