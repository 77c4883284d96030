"""What the tests of pulling share."""

from legislation.choices import FactGroup
from legislation.models import Action, BillFacts, Cosponsor, TrackedBill
from tests.factories.legislation import BillFactory
from tests.replay.plugin import SAMPLE_API_BILL

GOVINFO_BILL = "119-s-9902"
# All of them in the sample's answers.
ACTIONS, COSPONSORS = 4, 5


def track(bill_id):
    congress, bill_type, number = bill_id.split("-")
    bill = BillFactory(id=bill_id, congress__number=int(congress), bill_type=bill_type, number=int(number))
    return TrackedBill.objects.create(bill=bill, reason="SAMPLE")


def assert_whole(bill_id=SAMPLE_API_BILL):
    """The sample bill is here whole and nothing of it twice."""
    actions = list(Action.objects.filter(bill_id=bill_id).values_list("acted_on", "text"))
    people = list(Cosponsor.objects.filter(bill_id=bill_id).values_list("legislator_id", "cosponsored_on"))
    assert len(actions) == len(set(actions)) == ACTIONS
    assert len(people) == len(set(people)) == COSPONSORS
    groups = BillFacts.objects.get(pk=bill_id).groups()
    assert {name for name, one in groups.items() if one.is_complete} == set(FactGroup.values)
