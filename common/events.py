"""What lower apps tell without knowing who listens: a higher app connects a receiver in its AppConfig.ready()."""

from __future__ import annotations

from django.dispatch import Signal

# Sent in the transaction that changed them, with `on`: the day the new roster holds from.
roster_changed = Signal()

# Sent in the transaction that ended it, with `proposal`: closed, withdrawn or left undecided.
proposal_ended = Signal()
# Sent in the transaction that entered it, with `decision` and `by`: the id of who did, or None.
decision_recorded = Signal()
