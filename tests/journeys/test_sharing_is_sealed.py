"""What is typed about consent, about what leaves, about a legal ground and about who asks for a file stands nowhere in clear."""

import pytest
from django.apps import apps
from django.db import router

from gehoor.domain.services.law import the_grounds_file
from gehoor.journeys import consent_is_given as giving
from gehoor.journeys import file_is_asked_for as asking
from gehoor.journeys import law_goes_first as overriding
from gehoor.journeys import something_leaves as leaving
from tests import make, people

WORD = "KwYxVogelTjeZq"


@pytest.mark.django_db
def test_one_word_typed_into_everything_stands_in_no_table():
    house, at = make.a_house(), make.NOON
    noor, ilias = house.person(people.NOOR), house.person(people.ILIAS)
    arrived = make.a_report(house, reporter_name=WORD, child_age="15")
    case, child = arrived.case, arrived.case.parties.get(is_child=True)
    told = {"party": child, "capacity": "child", "purpose": "hear_side", "data": ["story"], "answer": "given", "way": "written",
            "words": WORD, "from_at": at}
    somebody = leaving.ToWhom(kind="other", words=WORD, is_outside=True)
    consent = giving.consent_is_recorded(person=noor, case=case, to=somebody, at=at, **told)
    acts = [leaving.act_is_planned(person=noor, case=case, to=leaving.ToWhom(known=consent.to), kind="letter", purpose=purpose,
                                   data=["story"], about=WORD, at=at) for purpose in ("hear_side", "refer")]
    leaving.act_is_done(person=noor, case=case, act=acts[0], said=WORD, at=at)
    file = the_grounds_file(house.service, at.date())
    ground = next(one for one in file.grounds if one.code == "necessity")
    override = overriding.telling_is_asked(
        person=noor, case=case, act=acts[1], ground="necessity", known_as="other", is_child_told=False, told_why=WORD,
        answers={one.code: WORD for one in file.asked(ground)}, at=at)
    overriding.override_is_decided(person=ilias, case=case, override=override, verdict="agreed", reasons=WORD, at=at)
    giving.parent_and_child_are_opposed(person=noor, case=case, why=WORD, at=at)
    asking.file_is_asked_for(
        person=noor, case=case, regime=asking.offered_regimes(house.service, at.date())[0], asker="minor", party=child, minor=child,
        is_able=False, is_agreed=False, is_checked=True, words=WORD, reasons=WORD, received_on=at.date(), at=at)
    found = [model._meta.label for model in apps.get_models() if model.__module__.startswith("gehoor.") and model._meta.managed
             for row in model._base_manager.using(router.db_for_read(model)).values() if WORD in str(list(row.values()))]
    assert found == []
