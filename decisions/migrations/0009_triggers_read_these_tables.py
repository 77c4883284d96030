"""The rules of the record read the tables of this schema, whatever the session that writes calls its own.

A session finds its temporary tables first: whoever could write rows could make a temporary `decisions_proposal` that is
open for ever, and answer a proposal that was closed. A trigger on such a table could also enter versions of answers that
nobody gave: the owner of the tables writes them now, and the site's role cannot (atest/database_role.py).
"""

from django.db import migrations

FUNCTIONS = (
    "attachment_bound",
    "attachment_frozen",
    "decision_lasts",
    "decision_rests",
    "electorate_frozen",
    "held_by_draft",
    "letter_frozen",
    "outside_signer_kept",
    "proposal_frozen",
    "proposal_goes_forward",
    "proposal_round_kept",
    "response_in_round",
    "response_version_given",
    "response_version_kept",
    "response_version_lasts",
    "response_while_open",
    "round_lasts",
    "signature_while_open",
    "subject_frozen",
)
# The temporary schema is named last: unnamed it comes first.
FORWARD = "".join(f"ALTER FUNCTION {name}() SET search_path = public, pg_temp;\n" for name in FUNCTIONS)
FORWARD += "ALTER FUNCTION response_version_kept() SECURITY DEFINER;"
BACKWARD = "".join(f"ALTER FUNCTION {name}() RESET search_path;\n" for name in FUNCTIONS)
BACKWARD += "ALTER FUNCTION response_version_kept() SECURITY INVOKER;"


class Migration(migrations.Migration):
    dependencies = [("decisions", "0008_no_way_around")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
