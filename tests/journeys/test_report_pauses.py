"""What was kept of a story that was not sent goes with its key once it is sent, and can be kept again all the same."""

from dataclasses import replace

import pytest

from gehoor.domain.contacts.models import Unfinished
from gehoor.domain.contacts.queries import the_unfinished
from gehoor.foundation.vault.models import CompartmentKey
from gehoor.foundation.vault.receipts import open_receipt, prepare_receipt
from gehoor.journeys.report_arrives import report_arrives
from gehoor.journeys.report_pauses import report_pauses, report_pauses_again
from tests import make


@pytest.mark.django_db
def test_the_key_of_a_story_that_was_kept_goes_when_it_is_sent_and_another_tab_still_keeps():
    house = make.a_house()
    said = {"answers": {"story": "Ik begon te vertellen."}}
    code = report_pauses(service=house.service.code, said=said, prepared=prepare_receipt(), at=make.NOON)
    keyring = open_receipt(code)
    compartment = Unfinished.objects.get().compartment_id
    submission = replace(make.a_submission(house), unfinished_receipt=keyring.holder_id)
    report_arrives(submission=submission, prepared=prepare_receipt(), at=make.NOON)
    assert not Unfinished.objects.exists()
    assert not CompartmentKey.objects.filter(compartment_id=compartment).exists()

    report_pauses_again(service=house.service.code, said=said, keyring=keyring, compartment_id=compartment, at=make.NOON)
    assert the_unfinished(open_receipt(code))[1]["answers"] == said["answers"]
