"""An answer that was still to be asked is there: somebody who works here writes it beside the story.

Who somebody is then stands with the people of the case too: consent, letters and matching look there.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.access import hold_case
from gehoor.domain.cases.actions.people import INSTITUTION, add_party, change_party, name_respondent
from gehoor.domain.cases.actions.working import ASKED_LATER, fill_in
from gehoor.domain.cases.models import Case, Party, Sheet
from gehoor.domain.cases.parties import CHILD
from gehoor.domain.cases.points import state_of
from gehoor.domain.directory.queries import the_institution
from gehoor.domain.services.meaning import meanings_of_questions
from gehoor.domain.services.names import every_question
from gehoor.domain.services.registry import Service, service_of_version
from gehoor.foundation.action import journey
from gehoor.foundation.vault.compartments import OpenCompartment
from gehoor.journeys.children_are_counted import count_person
from gehoor.journeys.names_are_matched import know_names, learn_anew

OF_THE_CHILD = {"child_name": "name", "child_age": "age", "child_birth_date": "born"}
OF_THE_REPORTER = {"reporter_name": "name"}


def answers_are_filled_in(*, person: Person, case: Case, answers: dict, at: datetime) -> Sheet:
    """Keep all answers that came later, those of before among them; the reporter's own stay as they are.

    Who the child and the reporter are, and whom it is about, is said with the people where that wasn't said there; what a colleague
    wrote there stays.

    :raises NobodyIsNamedHere: an answer says who somebody is, in a case of a kind without names.
    """
    with journey("case.moves_on", at=at, actor=person.account):
        hold_case(person, case)
        staff_file, service = person.keyring.open(case.compartment_id), service_of_version(case.version)
        before = _newest(case, staff_file)
        sheet = fill_in(person=person, case=case, staff_file=staff_file, answers=answers, at=at)
        _say_who_they_are(person, case, staff_file, was=_said(service, case, before, at), now=_said(service, case, answers, at), at=at)
    return sheet


def _newest(case: Case, staff_file: OpenCompartment) -> dict:
    rows = case.sheets.filter(code=ASKED_LATER).order_by("-filled_at", "-id")[:1]
    return next((row.unsealed(staff_file)["answers"] for row in rows), {})


def _said(service: Service, case: Case, answers: Mapping[str, Any], at: datetime) -> dict[str, dict]:
    """What answers say of the child, of the reporter and of whom it is about."""
    questions = service.questionnaire(case.audience).fields() if case.audience else every_question(service)
    means = meanings_of_questions(service, questions, answers, on=service.day_of(at))

    def of(kept: Mapping[str, str]) -> dict[str, str]:
        return {name: said for meaning, name in kept.items() if (said := means.text(meaning))}

    return {"child": of(OF_THE_CHILD), "reporter": of(OF_THE_REPORTER), "respondents": dict.fromkeys(means.texts("respondent"))}


def _say_who_they_are(person: Person, case: Case, staff_file: OpenCompartment, *, was: dict, now: dict, at: datetime) -> None:
    parties = list(case.parties.all())
    children = [one for one in parties if one.is_child and one.role == CHILD]
    reporters = [one for one in parties if one.is_reporter]
    said = []
    if now["child"] and not children:
        party = add_party(case=case, staff_file=staff_file, role=CHILD, about=now["child"], is_child=True, is_reporter=False, at=at)
        said.append((party, now["child"]))
    # With more than one child only a person can say which one was meant.
    elif len(children) == 1:
        whole = [{**(one["reporter"] if children[0].is_reporter else {}), **one["child"]} for one in (was, now)]
        said += _completed(case, staff_file, children[0], was=whole[0], now=whole[1], at=at)
    if len(reporters) == 1 and reporters[0] not in children:
        said += _completed(case, staff_file, reporters[0], was=was["reporter"], now=now["reporter"], at=at)
    if not case.respondents.exists():
        for words in now["respondents"]:
            name_respondent(case=case, staff_file=staff_file, kind=INSTITUTION, words=words, institution=the_institution(words), at=at)
    for party, known in said:
        count_person(party=party, said=known, at=at)
    know_names(person=person, case=case, people=said)
    learn_anew(case)


def _completed(case: Case, staff_file: OpenCompartment, party: Party, *, was: dict, now: dict, at: datetime) -> list[tuple[Party, dict]]:
    """The person with what was lacking, and with what we filled in ourselves before and say otherwise now."""
    known = party.unsealed(staff_file)
    lacking = {name: said for name, said in now.items() if known.get(name) != said and (known.get(name) or "") in ("", was.get(name))}
    if not lacking:
        return []
    changed = change_party(case=case, staff_file=staff_file, party=party.id, role=party.role, about=lacking, seen=state_of(party), at=at)
    return [(changed, {**known, **lacking})]
