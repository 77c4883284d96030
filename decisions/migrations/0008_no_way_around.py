"""What 0002 and 0004 left open to a program that goes around Django.

A proposal put to the organizations could be deleted with its electors in one transaction; one could be entered as closed,
or closed as a draft; a round could begin without its text being kept; an answer could change without a version; a subject
or a file could be moved away to a draft; an elector could join at the moment of opening; a decision could rest on a
proposal that was open or had come to something else.
"""

from django.db import migrations

PROPOSALS = """
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
# The database itself writes the versions, so that no way of changing an answer leaves its history without one.
VERSIONS = """
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
WHAT_IT_HOLDS = """
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
DECISIONS = """
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
# Triggers go with their functions.
BACKWARD = "".join(
    f"DROP FUNCTION {name}() CASCADE;\n"
    for name in [
        "proposal_goes_forward",
        "proposal_round_kept",
        "response_version_kept",
        "response_version_given",
        "held_by_draft",
        "attachment_bound",
        "decision_rests",
    ]
)


class Migration(migrations.Migration):
    dependencies = [("decisions", "0007_letters_last")]
    operations = [migrations.RunSQL(PROPOSALS + VERSIONS + WHAT_IT_HOLDS + DECISIONS, BACKWARD)]
