"""The database keeps rounds, attachments, letters and signatures as they were, as 0002 keeps answers and decisions."""

from importlib import import_module

from django.db import migrations

AS_BEFORE = import_module("decisions.migrations.0002_record_lasts").PROPOSALS
# A changed text is a new round: the number goes up by one, and the round's own row says the same words.
PROPOSALS = """
CREATE OR REPLACE FUNCTION proposal_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'draft' AND (NEW.kind, NEW.rule, NEW.quorum, NEW.opened_at, NEW.answers_hidden_until_close)
        IS DISTINCT FROM (OLD.kind, OLD.rule, OLD.quorum, OLD.opened_at, OLD.answers_hidden_until_close) THEN
        RAISE EXCEPTION 'The rules of proposal % were frozen at its opening', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state <> 'draft' AND NEW.round NOT IN (OLD.round, OLD.round + 1) THEN
        RAISE EXCEPTION 'The rounds of proposal % follow one another', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state <> 'draft' AND NEW.round = OLD.round AND (NEW.question, NEW.text, NEW.commits_us_to)
        IS DISTINCT FROM (OLD.question, OLD.text, OLD.commits_us_to) THEN
        RAISE EXCEPTION 'The text of proposal % was frozen at its opening', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state IN ('closed', 'withdrawn')
        AND (NEW.state, NEW.round, NEW.deadline_at, NEW.soft_deadline_at, NEW.closed_at, NEW.result, NEW.ended_because)
        IS DISTINCT FROM
        (OLD.state, OLD.round, OLD.deadline_at, OLD.soft_deadline_at, OLD.closed_at, OLD.result, OLD.ended_because) THEN
        RAISE EXCEPTION 'Proposal % has ended', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state = 'open' AND NEW.state = 'draft' THEN
        RAISE EXCEPTION 'Proposal % cannot become a draft again', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION round_lasts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    asked record;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        RAISE EXCEPTION 'A round is kept as it was: % refused', TG_OP USING ERRCODE = 'check_violation';
    END IF;
    SELECT state, round, question, text, commits_us_to INTO asked FROM decisions_proposal WHERE id = NEW.proposal_id;
    IF asked.state <> 'open' OR (NEW.number, NEW.question, NEW.text, NEW.commits_us_to)
        IS DISTINCT FROM (asked.round::int, asked.question, asked.text, asked.commits_us_to) THEN
        RAISE EXCEPTION 'A round is the text that proposal % is open with', NEW.proposal_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER round_lasts BEFORE INSERT OR UPDATE OR DELETE ON decisions_proposalround
    FOR EACH ROW EXECUTE FUNCTION round_lasts();
CREATE TRIGGER deadline_change_lasts BEFORE UPDATE OR DELETE ON decisions_deadlinechange
    FOR EACH ROW EXECUTE FUNCTION response_version_lasts();
"""
RESPONSES = """
CREATE FUNCTION response_in_round() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.round IS DISTINCT FROM (SELECT round FROM decisions_proposal WHERE id = NEW.proposal_id) THEN
        RAISE EXCEPTION 'A response answers the round that is open' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
-- After response_while_open in the order of names, which has locked the proposal by then.
CREATE TRIGGER response_within_round BEFORE INSERT OR UPDATE ON decisions_response
    FOR EACH ROW EXECUTE FUNCTION response_in_round();
"""
WHAT_IT_HOLDS = """
CREATE FUNCTION subject_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_proposal bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.proposal_id ELSE NEW.proposal_id END;
BEGIN
    IF (SELECT state FROM decisions_proposal WHERE id = of_proposal) <> 'draft' THEN
        RAISE EXCEPTION 'What proposal % concerns was frozen at its opening', of_proposal
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER subject_frozen BEFORE INSERT OR UPDATE OR DELETE ON decisions_subject
    FOR EACH ROW EXECUTE FUNCTION subject_frozen();
CREATE FUNCTION attachment_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_proposal bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.proposal_id ELSE NEW.proposal_id END;
    asked record;
BEGIN
    SELECT state, round INTO asked FROM decisions_proposal WHERE id = of_proposal;
    IF asked.state = 'draft' THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    -- While it is open, a file joins or leaves with a new round only: one begins with the next, one ends with this.
    IF asked.state = 'open' AND TG_OP = 'INSERT' AND NEW.from_round = asked.round + 1 AND NEW.until_round IS NULL THEN
        RETURN NEW;
    END IF;
    IF asked.state = 'open' AND TG_OP = 'UPDATE' AND OLD.until_round IS NULL AND NEW.until_round = asked.round
        AND to_jsonb(NEW) - 'until_round' = to_jsonb(OLD) - 'until_round' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'The attachments of proposal % were frozen at its opening', of_proposal
        USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER attachment_frozen BEFORE INSERT OR UPDATE OR DELETE ON decisions_attachment
    FOR EACH ROW EXECUTE FUNCTION attachment_frozen();
"""
LETTERS = """
CREATE FUNCTION letter_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'draft' AND (NEW.title, NEW.recipients, NEW.text, NEW.opened_at, NEW.decision_id)
        IS DISTINCT FROM (OLD.title, OLD.recipients, OLD.text, OLD.opened_at, OLD.decision_id) THEN
        RAISE EXCEPTION 'Letter % was frozen when it opened for signing', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state = 'closed' AND to_jsonb(NEW) IS DISTINCT FROM to_jsonb(OLD) THEN
        RAISE EXCEPTION 'Letter % is closed', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state = 'open' AND NEW.state = 'draft' THEN
        RAISE EXCEPTION 'Letter % cannot become a draft again', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER letter_frozen BEFORE UPDATE ON decisions_letter FOR EACH ROW EXECUTE FUNCTION letter_frozen();
CREATE FUNCTION signature_while_open() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    asked record;
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
    RETURN NEW;
END $$;
CREATE TRIGGER signature_while_open BEFORE INSERT OR UPDATE OR DELETE ON decisions_signature
    FOR EACH ROW EXECUTE FUNCTION signature_while_open();
CREATE FUNCTION outside_signer_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'An outside signer is taken off, never deleted' USING ERRCODE = 'check_violation';
    END IF;
    IF (SELECT state FROM decisions_letter WHERE id = NEW.letter_id) <> 'open' THEN
        RAISE EXCEPTION 'Letter % takes no signatures', NEW.letter_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER outside_signer_kept BEFORE INSERT OR UPDATE OR DELETE ON decisions_outsidesigner
    FOR EACH ROW EXECUTE FUNCTION outside_signer_kept();
"""
# Proposals opened before there were rounds are in their first, drawn from the proposal itself.
FIRST_ROUNDS = """
INSERT INTO decisions_proposalround (proposal_id, number, question, text, commits_us_to, what_changed, opened_by_id, opened_at)
SELECT id, 1, question, text, commits_us_to, '', created_by_id, opened_at FROM decisions_proposal
WHERE state <> 'draft' AND opened_at IS NOT NULL;
-- What was deferred is checked now: a trigger cannot be made while checks are pending.
SET CONSTRAINTS ALL IMMEDIATE;
"""
TRIGGERS = {
    "round_lasts": "decisions_proposalround",
    "deadline_change_lasts": "decisions_deadlinechange",
    "response_within_round": "decisions_response",
    "subject_frozen": "decisions_subject",
    "attachment_frozen": "decisions_attachment",
    "letter_frozen": "decisions_letter",
    "signature_while_open": "decisions_signature",
    "outside_signer_kept": "decisions_outsidesigner",
}
FUNCTIONS = [name for name in TRIGGERS if name not in {"deadline_change_lasts", "response_within_round"}]
BACKWARD = "".join(f"DROP TRIGGER {name} ON {table};\n" for name, table in TRIGGERS.items()) + "".join(
    f"DROP FUNCTION {name}();\n" for name in [*FUNCTIONS, "response_in_round"]
)
BACKWARD += "DROP FUNCTION proposal_frozen() CASCADE;\n" + AS_BEFORE


class Migration(migrations.Migration):
    dependencies = [("decisions", "0003_rounds_letters_deliberation")]
    operations = [
        migrations.RunSQL(FIRST_ROUNDS, migrations.RunSQL.noop),
        migrations.RunSQL(PROPOSALS + RESPONSES + WHAT_IT_HOLDS + LETTERS, BACKWARD),
    ]
