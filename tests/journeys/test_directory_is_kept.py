"""The directory by hand and by file: what was seen is what happens, and what hangs on an institution stays with it."""

from datetime import date

import pytest

from gehoor.domain.accounts.actions import declare_conflict
from gehoor.domain.cases.access import visible_cases
from gehoor.domain.directory.actions import AlreadyThere, DirectoryChanged, state_of
from gehoor.domain.directory.lengths import OwnLength
from gehoor.domain.directory.models import Institution
from gehoor.domain.directory.queries import own_lengths, the_offered
from gehoor.domain.services.labels import NotDeclared
from gehoor.foundation.action import journey
from gehoor.foundation.audit.models import AuditLine
from gehoor.foundation.calendars import Span
from gehoor.journeys import directory_is_kept as kept
from gehoor.journeys.person_stands_near import person_stands_near
from tests import make, people
from tests.make import NOON

pytestmark = pytest.mark.django_db
RULE = "nl.jeugdwet.klacht/judgement"
FACTS = {"name": "Atheneum De Brug", "kind": "school", "place": "Mechelen", "country": "BE", "address": "", "notes": ""}
FILE = ("code,name,kind,place,country,retired_on,successor,rule,within,holds_from,source\n"
        f"brug,Atheneum De Brug,school,Mechelen,BE,,,{RULE},6 weeks,2025-03-01,huisregels van 1 maart 2025\n"
        "brug-gent,Atheneum De Brug,school,Gent,BE,,,,,,\n"
        "oud,Lagere School Oud,school,Gent,BE,2026-01-01,brug-gent,,,,\n")


def imported(person=None, data=FILE, **more):
    looked = kept.directory_is_imported(person=person, data=data, at=NOON, **more)
    assert looked.faults == []
    return looked.differences


def test_a_file_is_taken_in_and_taken_in_again_it_changes_nothing(house):
    assert imported().counts == {"new": 3, "changed": 0, "retired": 1, "opened": 0, "lengths": 1}
    again = imported()
    assert (bool(again), again.same) == (False, 3)
    brug = Institution.objects.get(code="brug")
    assert str(own_lengths([brug.id], date(2025, 3, 1))[brug.id][RULE].within) == "6 weeks"
    assert Institution.objects.get(code="oud").successor.code == "brug-gent"
    assert not the_offered(NOON.date()).filter(code="oud").exists()


def test_what_is_given_out_is_taken_in_without_a_change_and_given_out_the_same(house):
    imported()
    given = kept.the_directory_as_table()
    assert not imported(data="\ufeff" + given)
    assert kept.the_directory_as_table() == given


def test_looking_changes_nothing(house):
    assert kept.look_at_file(FILE, at=NOON).differences.counts["new"] == 3
    assert not Institution.objects.exists()


def test_one_bad_line_and_nothing_of_the_file_is_taken_in(house):
    looked = kept.directory_is_imported(person=None, data=FILE + "kade,De Kade,kasteel,Assen,NL,,,,,,\n", at=NOON)
    assert [fault.line for fault in looked.faults] == [5]
    assert not Institution.objects.exists()
    assert not AuditLine.objects.filter(action__startswith="institution").exists()


def test_who_looked_before_a_colleague_changed_something_looks_again(house, ilias):
    mark = kept.look_at_file(FILE, at=NOON).differences.mark
    kept.institution_is_added(person=ilias, facts={**FACTS, "place": "Aalst"}, at=NOON)
    imported(ilias, mark=mark)  # what the colleague added isn't in the file, so the file does what was seen
    other = FILE.replace("Mechelen", "Lier")
    mark = kept.look_at_file(other, at=NOON).differences.mark
    brug = Institution.objects.get(code="brug")
    kept.institution_is_changed(person=ilias, institution=brug, facts={**FACTS, "place": "Boom"}, seen=state_of(brug), at=NOON)
    with pytest.raises(DirectoryChanged):
        imported(ilias, mark=mark, data=other)
    assert Institution.objects.get(code="brug").place == "Boom"


def test_a_conflict_of_interest_holds_for_what_a_file_added_and_still_does_after_it_was_renamed_and_retired(house):
    imported()
    noor, brug = house.person(people.NOOR), Institution.objects.get(code="brug")
    told = make.a_report(house, respondent="atheneum de brug, mechelen").case
    assert bytes(told.respondents.get().tag) == brug.tag, "free words are matched by name and place"
    unclear = make.a_report(house, respondent="Atheneum De Brug").case
    assert unclear.respondents.get().tag is None, "there are two of that name: nobody guesses"
    person_stands_near(person=noor, institution=brug, at=NOON)
    seen = visible_cases(house.person(people.NOOR))
    assert (told in seen, unclear in seen) == (False, True)
    imported(data="code,name,kind,place,country,retired_on\nbrug,Campus De Brug,school,Mechelen,BE,2026-03-01\n")
    assert told not in visible_cases(house.person(people.NOOR))
    assert told in visible_cases(house.person(people.LIEN))


def test_two_may_swap_their_names_in_one_file(house):
    imported()
    imported(data="code,name,kind,place,country\nbrug,Atheneum De Brug,school,Gent,BE\nbrug-gent,Atheneum De Brug,school,Mechelen,BE\n")
    assert {row.code: row.place for row in Institution.objects.filter(valid_to=None)} == {"brug": "Gent", "brug-gent": "Mechelen"}


def test_by_hand_as_by_file_nothing_is_taken_in_that_no_list_holds(house, ilias):
    with pytest.raises(NotDeclared):
        kept.institution_is_added(person=ilias, facts={**FACTS, "kind": "rule"}, at=NOON)
    brug = kept.institution_is_added(person=ilias, facts=FACTS, at=NOON)
    with pytest.raises(AlreadyThere):
        kept.institution_is_added(person=ilias, facts=FACTS, at=NOON)
    length = OwnLength(rule="nl.awb.klacht/answer", within=Span.parse("6 weeks"), source="reglement", holds_from=NOON.date())
    with pytest.raises(NotDeclared):
        kept.own_length_is_said(person=ilias, institution=brug, length=length, at=NOON)


def test_every_change_by_file_is_a_line_in_the_audit_of_who_did_it(house, ilias):
    imported(ilias)
    lines = AuditLine.objects.filter(actor_id=ilias.id, action__startswith="institution").values_list("action", flat=True)
    assert sorted(lines) == ["institution.added"] * 3 + ["institution.own_term", "institution.retired"]


def test_a_new_institution_of_a_file_costs_one_question(house, django_assert_max_num_queries):
    lines = "".join(f"s{n},School {n},school,Gent,BE\n" for n in range(100))
    with django_assert_max_num_queries(150):
        imported(data=f"code,name,kind,place,country\n{lines}")


def test_a_conflict_with_a_retired_institution_holds(house, ilias):
    imported()
    oud = Institution.objects.get(code="oud")
    with journey("test.near", at=NOON):
        declare_conflict(account=ilias.account, institution=oud, at=NOON)
    assert oud.tag in house.person(people.ILIAS).conflict_tags
