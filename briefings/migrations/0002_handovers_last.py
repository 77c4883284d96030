"""Only a final is handed over, and what was handed over stays as it was, byte for byte.

Services refuse first and say why; these rules hold against whatever else writes.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION handover_of_a_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'A handing over is kept; it can be taken back with a reason' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'INSERT' AND NOT EXISTS (
        SELECT 1 FROM briefings_packet WHERE id = NEW.packet_id AND state = 'final' AND kind <> 'minutes'
    ) THEN
        RAISE EXCEPTION 'Only a final packet can be handed over' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - ARRAY['undone_at', 'undone_by_id', 'undone_because', 'note']
        IS DISTINCT FROM to_jsonb(OLD) - ARRAY['undone_at', 'undone_by_id', 'undone_because', 'note'] THEN
        RAISE EXCEPTION 'To whom and when is not changed; take it back and enter it anew'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER handover_of_a_final BEFORE INSERT OR UPDATE OR DELETE ON briefings_handover
    FOR EACH ROW EXECUTE FUNCTION handover_of_a_final();

CREATE FUNCTION packet_handed_over_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.state, NEW.file, NEW.sha256, NEW.manifest, NEW.kind, NEW.office_id)
        IS DISTINCT FROM (OLD.state, OLD.file, OLD.sha256, OLD.manifest, OLD.kind, OLD.office_id)
        AND EXISTS (SELECT 1 FROM briefings_handover WHERE packet_id = OLD.id) THEN
        RAISE EXCEPTION 'Packet % was handed over: it stays as it was', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER packet_handed_over_stays BEFORE UPDATE ON briefings_packet
    FOR EACH ROW EXECUTE FUNCTION packet_handed_over_stays();
"""
BACKWARD = """
DROP TRIGGER packet_handed_over_stays ON briefings_packet;
DROP FUNCTION packet_handed_over_stays();
DROP TRIGGER handover_of_a_final ON briefings_handover;
DROP FUNCTION handover_of_a_final();
"""


class Migration(migrations.Migration):
    dependencies = [("briefings", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
