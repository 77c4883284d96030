"""The database itself keeps the rules of P3: one voice an organization, none after the close, a record that lasts."""

from django.db import migrations

VERSIONS = """
CREATE FUNCTION response_version_lasts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What an organization answered is kept: % refused', TG_OP USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER response_version_lasts BEFORE UPDATE OR DELETE ON decisions_responseversion
    FOR EACH ROW EXECUTE FUNCTION response_version_lasts();
"""
# The database itself writes the versions, so that no way of changing an answer leaves its history without one.
VERSIONS_KEPT = """
CREATE FUNCTION response_version_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO decisions_responseversion (response_id, round, answer, reason, answered_by_id, received_how, answered_at)
    VALUES (NEW.id, NEW.round, NEW.answer, NEW.reason, NEW.answered_by_id, NEW.received_how, NEW.answered_at);
    RETURN NULL;
END $$;
CREATE TRIGGER response_version_kept AFTER INSERT OR UPDATE ON decisions_response
    FOR EACH ROW EXECUTE FUNCTION response_version_kept();
CREATE FUNCTION response_version_given() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'A version is kept of an answer given, never entered' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER response_version_given BEFORE INSERT ON decisions_responseversion
    FOR EACH ROW EXECUTE FUNCTION response_version_given();
"""
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
# A changed text is a new round: the number goes up by one, and the round's own row says the same words.
PROPOSALS = """
CREATE FUNCTION proposal_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER proposal_frozen BEFORE UPDATE ON decisions_proposal
    FOR EACH ROW EXECUTE FUNCTION proposal_frozen();

CREATE FUNCTION proposal_goes_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' THEN
            RAISE EXCEPTION 'Proposal % was put to the organizations: it is kept', OLD.id
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF (NEW.state, NEW.round) IS DISTINCT FROM ('draft', 1) THEN
            RAISE EXCEPTION 'A proposal begins as a draft' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF (OLD.state, NEW.state) NOT IN (('draft', 'draft'), ('draft', 'open'), ('open', 'open'), ('open', 'closed'),
        ('open', 'withdrawn'), ('closed', 'closed'), ('withdrawn', 'withdrawn')) THEN
        RAISE EXCEPTION 'Proposal % goes from draft to open to its end', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state IN ('closed', 'withdrawn') AND to_jsonb(NEW) IS DISTINCT FROM to_jsonb(OLD) THEN
        RAISE EXCEPTION 'Proposal % has ended', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.round <> OLD.round AND (OLD.state, NEW.state) <> ('open', 'open') THEN
        RAISE EXCEPTION 'A round of proposal % begins while it is open', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state <> 'draft' AND (NEW.id, NEW.created_by_id, NEW.created_at, NEW.is_sample)
        IS DISTINCT FROM (OLD.id, OLD.created_by_id, OLD.created_at, OLD.is_sample) THEN
        RAISE EXCEPTION 'Who drafted proposal % and when was frozen at its opening', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state = 'draft' AND NEW.state = 'open'
        AND NOT EXISTS (SELECT 1 FROM decisions_elector WHERE proposal_id = NEW.id) THEN
        RAISE EXCEPTION 'Proposal % is put to no organization', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER proposal_goes_forward BEFORE INSERT OR UPDATE OR DELETE ON decisions_proposal
    FOR EACH ROW EXECUTE FUNCTION proposal_goes_forward();
CREATE FUNCTION proposal_round_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM decisions_proposalround WHERE proposal_id = NEW.id AND number = NEW.round
        AND (question, text, commits_us_to) = (NEW.question, NEW.text, NEW.commits_us_to)) THEN
        RAISE EXCEPTION 'The text of round % of proposal % was not kept', NEW.round, NEW.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
-- Asked at the end of the transaction: the round is entered after the proposal it is compared with.
CREATE CONSTRAINT TRIGGER proposal_round_kept AFTER UPDATE ON decisions_proposal DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.state <> 'draft') EXECUTE FUNCTION proposal_round_kept();
"""
ROUNDS = """
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

CREATE FUNCTION held_by_draft() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_proposal bigint;
    found_state text;
BEGIN
    FOREACH of_proposal IN ARRAY ARRAY[CASE WHEN TG_OP <> 'INSERT' THEN OLD.proposal_id END,
                                       CASE WHEN TG_OP <> 'DELETE' THEN NEW.proposal_id END] LOOP
        CONTINUE WHEN of_proposal IS NULL;
        -- Locked, so that an opening at the same moment comes before or after, never between.
        SELECT state INTO found_state FROM decisions_proposal WHERE id = of_proposal FOR SHARE;
        IF found_state IS DISTINCT FROM 'draft' THEN
            RAISE EXCEPTION 'What belongs to proposal % was frozen at its opening', of_proposal
                USING ERRCODE = 'check_violation';
        END IF;
    END LOOP;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER elector_held_by_draft BEFORE INSERT OR UPDATE OR DELETE ON decisions_elector
    FOR EACH ROW EXECUTE FUNCTION held_by_draft();
CREATE TRIGGER subject_held_by_draft BEFORE INSERT OR UPDATE OR DELETE ON decisions_subject
    FOR EACH ROW EXECUTE FUNCTION held_by_draft();
CREATE FUNCTION attachment_bound() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.proposal_id <> OLD.proposal_id THEN
        RAISE EXCEPTION 'A file stays with its proposal: what was frozen is not moved' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM 1 FROM decisions_proposal
        WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.proposal_id ELSE NEW.proposal_id END FOR SHARE;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
-- Before attachment_frozen in the order of names, which then sees the proposal as it stands.
CREATE TRIGGER attachment_bound BEFORE INSERT OR UPDATE OR DELETE ON decisions_attachment
    FOR EACH ROW EXECUTE FUNCTION attachment_bound();
"""
# Triggers go with their functions.
FUNCTIONS = (
    "attachment_bound",
    "attachment_frozen",
    "electorate_frozen",
    "held_by_draft",
    "proposal_frozen",
    "proposal_goes_forward",
    "proposal_round_kept",
    "response_in_round",
    "response_version_given",
    "response_version_kept",
    "response_version_lasts",
    "response_while_open",
    "round_lasts",
    "subject_frozen",
)
# The rules read the tables of this schema, whatever the session that writes calls its own: it finds its temporary tables
# first, and the temporary schema is named last because unnamed it comes first.
READ_HERE = "".join(f"ALTER FUNCTION {name}() SET search_path = public, pg_temp;\n" for name in FUNCTIONS)
# Versions are written by the owner of the tables: the site's role cannot (atest/database_role.py).
READ_HERE += "ALTER FUNCTION response_version_kept() SECURITY DEFINER;"
BACKWARD = "".join(f"DROP FUNCTION {name}() CASCADE;\n" for name in FUNCTIONS)


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_initial")]
    operations = [
        migrations.RunSQL(
            VERSIONS
            + VERSIONS_KEPT
            + RESPONSES
            + PROPOSALS
            + ROUNDS
            + ELECTORATE
            + WHAT_IT_HOLDS
            + READ_HERE,
            BACKWARD,
        )
    ]
