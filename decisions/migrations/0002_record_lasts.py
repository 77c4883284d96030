"""The database itself keeps the rules of P3: one voice an organization, none after the close, a record that lasts."""

from django.db import migrations

RESPONSES = """
CREATE FUNCTION response_while_open() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    asked record;
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'A response is changed, never deleted' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.proposal_id, NEW.organization_id) IS DISTINCT FROM (OLD.proposal_id, OLD.organization_id) THEN
        RAISE EXCEPTION 'A response stays with its proposal and organization' USING ERRCODE = 'check_violation';
    END IF;
    -- Locked, so that a close and a last answer come one after the other, never between.
    SELECT state, deadline_at INTO asked FROM decisions_proposal WHERE id = NEW.proposal_id FOR SHARE;
    -- The clock of the moment of writing, not of the transaction's beginning: a deadline may pass within a request.
    IF asked.state <> 'open' OR asked.deadline_at <= clock_timestamp() THEN
        RAISE EXCEPTION 'Proposal % takes no answers', NEW.proposal_id USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM decisions_elector
                   WHERE proposal_id = NEW.proposal_id AND organization_id = NEW.organization_id) THEN
        RAISE EXCEPTION 'Organization % was not asked proposal %', NEW.organization_id, NEW.proposal_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER response_while_open BEFORE INSERT OR UPDATE OR DELETE ON decisions_response
    FOR EACH ROW EXECUTE FUNCTION response_while_open();
"""
ELECTORATE = """
CREATE FUNCTION electorate_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_proposal bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.proposal_id ELSE NEW.proposal_id END;
BEGIN
    IF TG_OP = 'UPDATE' OR (SELECT state FROM decisions_proposal WHERE id = of_proposal) <> 'draft' THEN
        RAISE EXCEPTION 'The electorate of proposal % was frozen at its opening', of_proposal
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER electorate_frozen BEFORE INSERT OR UPDATE OR DELETE ON decisions_elector
    FOR EACH ROW EXECUTE FUNCTION electorate_frozen();
"""
PROPOSALS = """
CREATE FUNCTION proposal_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'draft' AND (NEW.question, NEW.text, NEW.commits_us_to, NEW.kind, NEW.rule, NEW.quorum, NEW.opened_at)
        IS DISTINCT FROM (OLD.question, OLD.text, OLD.commits_us_to, OLD.kind, OLD.rule, OLD.quorum, OLD.opened_at) THEN
        RAISE EXCEPTION 'The text of proposal % was frozen at its opening', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state IN ('closed', 'withdrawn') AND (NEW.state, NEW.deadline_at, NEW.closed_at)
        IS DISTINCT FROM (OLD.state, OLD.deadline_at, OLD.closed_at) THEN
        RAISE EXCEPTION 'Proposal % has ended', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER proposal_frozen BEFORE UPDATE ON decisions_proposal
    FOR EACH ROW EXECUTE FUNCTION proposal_frozen();
"""
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
"""
VERSIONS = """
CREATE FUNCTION response_version_lasts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What an organization answered is kept: % refused', TG_OP USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER response_version_lasts BEFORE UPDATE OR DELETE ON decisions_responseversion
    FOR EACH ROW EXECUTE FUNCTION response_version_lasts();
"""
TABLES = {
    "response_version_lasts": "decisions_responseversion",
    "response_while_open": "decisions_response",
    "electorate_frozen": "decisions_elector",
    "proposal_frozen": "decisions_proposal",
    "decision_lasts": "decisions_decision",
}
BACKWARD = "".join(
    f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}();\n" for name, table in TABLES.items()
)


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_initial")]
    operations = [
        migrations.RunSQL(RESPONSES + ELECTORATE + PROPOSALS + DECISIONS + VERSIONS, BACKWARD),
    ]
