"""Fills an instance with cases in bulk: real sealed rows under keys of their own, as many as are asked for, and their figures.

Run as `python -m bench.making FOLDER CASES`, a process of its own, because settings are read once a process. What one report
through its journey left behind is the model of all; they are spread over a year, themes, roles, stages and people, nine of ten
are closed, and search knows them by invented words. No receipt opens them: a receipt takes as long as a hundred cases.
Says on the error output how far it is, and prints the reference of a case with fifty entries in its timeline.
`python -m bench.making FOLDER ROLE` gives who measures that role instead: a handler's lists have more parts than a supervisor's.
"""

import os
import sys
import time
from datetime import date, timedelta
from random import Random

STORY = "Ik mag niet meer naar mijn school. Ze zeggen dat ik gevochten heb maar ik stond er alleen bij. " * 8
ENTRIES = 50
BATCH = 2_000
SEED = 1989
COLLEAGUES = 15
INSTITUTIONS = 20
OPEN_SHARE = 0.1
OPEN_DAYS, CLOSED_DAYS = 60, 365


def fill(cases: int) -> str:
    """Make the cases, and one more that much happened in; returns its reference."""
    from gehoor.domain.accounts.access import Person
    from gehoor.domain.accounts.locks import keyring_for
    from gehoor.domain.accounts.models import ConflictOfInterest
    from gehoor.domain.accounts.queries import the_account
    from gehoor.foundation.action import journey
    from gehoor.foundation.clock import now
    from tests.people import ILIAS, PASSPHRASE

    at, began = now(), time.monotonic()
    account = the_account(ILIAS.username)
    person = Person(account=account, keyring=keyring_for(account, PASSPHRASE))
    model = _a_report(at)
    _much_happens(person, model, at)
    maker = Maker(model, person, at)
    for start in range(0, cases, BATCH):
        with journey("bench.made", at=at):
            maker.some(range(start, min(start + BATCH, cases)), cases)
        done = min(start + BATCH, cases)
        print(f"{done:,} of {cases:,} cases, {time.monotonic() - began:,.0f} s", file=sys.stderr, flush=True)
    with journey("bench.ended", at=at):
        maker.end(cases)
        # Whoever measures stands too near to somebody: every list asks it of every case.
        ConflictOfInterest.objects.create(account=account, tag=maker.tags[0], declared_at=at)
    _index(person, model, cases)
    print(f"made and found in {time.monotonic() - began:,.0f} s", file=sys.stderr, flush=True)
    return model.reference


def _a_report(at):
    from gehoor.domain.services.meaning import meanings
    from gehoor.domain.services.registry import all_services
    from gehoor.foundation.ids import new_id
    from gehoor.foundation.vault.receipts import prepare_receipt
    from gehoor.journeys.report_arrives import Submission, report_arrives

    service = all_services(at.date())[0]
    audience, answers = service.about.audiences[0].code, {"story": STORY}
    submission = Submission(id=new_id(), service=service, audience=audience, language="nl", answers=answers,
                            meanings=meanings(service, audience, answers, language="nl", on=at.date()))
    return report_arrives(submission=submission, prepared=prepare_receipt(), at=at).case


def _much_happens(person, case, at) -> None:
    from gehoor.journeys.message_passes import note, staff_answers

    for number in range(ENTRIES):
        said = f"Bericht {number}. {STORY[:400]}"
        if number % 2:
            note(person=person, case=case, text=said, at=at)
        else:
            staff_answers(person=person, case=case, text=said, kind="answer", at=at)


def _index(person, model, cases: int) -> None:
    """Search knows every case by words, invented ones: the same as `bench.search` measures with."""
    from bench.search import CASES_A_SEGMENT, SEED, Corpus, fill_segments

    key = person.keyring.open(model.team.search_compartment).key
    fill_segments({"key": key, "index_id": model.team_id}, Corpus(SEED), CASES_A_SEGMENT + cases)


def take_role(role: str) -> None:
    """Let who measures be that in all their teams."""
    from gehoor.domain.accounts.models import Membership
    from tests.people import ILIAS

    Membership.objects.filter(account__username=ILIAS.username).update(role=role)


class Maker:
    """Makes cases like one that came in through its journey."""

    def __init__(self, model, person, at):
        from bench.bulk import Table
        from bench.search import CASES_A_SEGMENT
        from gehoor.domain.accounts.models import Account
        from gehoor.domain.cases.models import Classification, Respondent, Seen
        from gehoor.domain.contacts.models import Contact
        from gehoor.domain.figures.models import Fact
        from gehoor.domain.services.registry import service_of_version
        from gehoor.foundation.vault.chain import public_key_of
        from gehoor.foundation.vault.models import Compartment, CompartmentKey

        self.model, self.at, self.chance = model, at, Random(SEED)
        self.service = service_of_version(model.version)
        self.first_ordinal = CASES_A_SEGMENT
        self.public = public_key_of(model.team_id)
        colleagues = [Account.objects.create(username=f"bench-{number}", name=f"Collega {number}") for number in range(COLLEAGUES)]
        self.people = [person.id, *(one.id for one in colleagues)]
        self.tags = [self.chance.randbytes(16) for _institution in range(INSTITUTIONS)]
        # The model as it was on arrival, before much happened in it.
        model.refresh_from_db()
        self.contact = Contact.objects.get(in_case__case=model)
        self.party, self.consent = model.parties.first(), model.consents.first()
        like = [
            Compartment.objects.get(id=model.compartment_id), CompartmentKey.objects.get(compartment=model.compartment_id), self.contact,
            model, model.case_contacts.get(), model.timeline.get(kind="received"), self.party, self.consent, model.conversations.get(),
            Classification(case=model, axis="failing", code="", is_main=True), Seen(case=model, account=person.account, first_at=at,
            last_at=at), Respondent(case=model, kind="institution", added_at=at, sealed=b"", compartment_id=model.compartment_id),
            Fact.objects.get(id=model.fact),
        ]
        (self.compartments, self.keys, self.contacts, self.cases, self.links, self.timeline, self.parties, self.consents,
         self.conversations, self.failings, self.seen, self.respondents, self.facts) = self.tables = [Table(one) for one in like]
        self.themes = [one.code for one in self.service.axes.themes]
        self.wrongs = [one.code for one in self.service.axes.failings]
        self.roles = [one.code for one in self.service.axes.roles]
        self.channels = [one.code for one in self.service.about.channels]
        self.stages = [one.code for one in self.service.procedure.stages if not one.final]
        self.last_stage = next(one.code for one in self.service.procedure.stages if one.final)
        self.outcomes = [one.code for one in self.service.procedure.outcomes]
        self.urgencies = {one.ahead: one.code for one in self.service.procedure.urgencies}

    def some(self, numbers: range, cases: int) -> None:
        """Make the cases of these numbers, of so many; the caller holds the journey."""
        for number in numbers:
            self._one(number, counted_on=date(self.at.year - 1, 1, 1) + timedelta(days=365 * number // cases))
        for table in self.tables:
            table.write()

    def end(self, cases: int) -> None:
        """Whatever comes in afterwards gets a number of its own."""
        from gehoor.domain.cases.models import Counter

        Counter.objects.filter(name="ordinal").update(value=self.first_ordinal + cases)

    def _one(self, number: int, *, counted_on: date) -> None:
        from uuid import uuid4  # noqa: TID251 - as facts have it

        from gehoor.domain.cases.places import place_of
        from gehoor.foundation.ids import new_id

        chance, case_id, ordinal = self.chance, new_id(), self.first_ordinal + number
        conversation, staff_file = self._compartment("conversation", case_id), self._compartment("staff", case_id)
        is_open, is_urgent = chance.random() < OPEN_SHARE, chance.random() < 0.03
        opened_at = self.at - timedelta(seconds=chance.randrange(86_400 * (OPEN_DAYS if is_open else CLOSED_DAYS)))
        closed_at = None if is_open else opened_at + (self.at - opened_at) * chance.random()
        handler = None if is_open and chance.random() < 0.4 else chance.choice(self.people)
        due_at = opened_at + timedelta(days=chance.randrange(1, 60)) if is_open and chance.random() < 0.9 else None
        ours = handler is not None and chance.random() < 0.5
        spoken_at = opened_at + ((closed_at or self.at) - opened_at) * chance.random() if ours else opened_at
        known_at = None if handler is None else spoken_at
        theme, role, channel = chance.choice(self.themes), chance.choice(self.roles), chance.choice(self.channels)
        failing = chance.choice(self.wrongs) if handler and chance.random() < 0.7 else ""
        outcome = "" if is_open else chance.choice(self.outcomes)
        facts = uuid4(), uuid4()
        contact_id, party_id, consent_id = new_id(), new_id(), new_id()

        self.contacts.add(id=contact_id, compartment_id=conversation.id, received_at=opened_at, reporter_role=role, theme=theme,
                          channel=channel, fact=facts[0],
                          sealed=_sealed(self.contact, contact_id, conversation, {"answers": {"story": STORY}}))
        self.cases.add(
            id=case_id, compartment_id=staff_file.id, conversation_compartment=conversation.id, reference=f"BENCH-{number:07d}",
            ordinal=ordinal, channel=channel, reporter_role=role, theme=theme, handler_id=handler, is_urgent=is_urgent,
            urgency=self.urgencies[is_urgent], stage=chance.choice(self.stages) if is_open else self.last_stage, outcome=outcome,
            opened_at=opened_at, stage_entered_at=opened_at, last_heard_at=opened_at, last_word_at=spoken_at,
            last_word_by="us" if ours else "reporter", last_told_at=spoken_at if ours else None, answered_at=spoken_at if ours else None,
            first_seen_at=known_at, indexed_at=known_at, closed_at=closed_at, next_due_at=due_at, fact=facts[1],
            next_due=self.model.next_due if due_at else "",
            place=place_of(is_urgent=is_urgent, due_at=due_at, closed_at=closed_at, ordinal=ordinal),
            sealed=_sealed(self.model, case_id, staff_file, {"title": "", "summary": ""}))
        self.links.add(id=new_id(), case_id=case_id, contact_id=contact_id)
        self.timeline.add(id=new_id(), case_id=case_id, compartment_id=staff_file.id, at=opened_at)
        self.parties.add(id=party_id, case_id=case_id, compartment_id=staff_file.id, added_at=opened_at,
                         sealed=_sealed(self.party, party_id, staff_file, {"name": "", "age": "15", "born": "", "gender": ""}))
        self.consents.add(id=consent_id, case_id=case_id, compartment_id=staff_file.id, from_at=opened_at,
                          sealed=_sealed(self.consent, consent_id, staff_file, {"address": "", "when": "", "name": ""}))
        self.conversations.add(id=new_id(), case_id=case_id, compartment_id=conversation.id, receipt=None)
        if failing:
            self.failings.add(id=new_id(), case_id=case_id, code=failing)
        if handler:
            self.seen.add(id=new_id(), case_id=case_id, account_id=handler, first_at=known_at, last_at=known_at)
        if chance.random() < 0.1:
            respondent_id = new_id()
            self.respondents.add(id=respondent_id, case_id=case_id, compartment_id=staff_file.id, tag=chance.choice(self.tags),
                                 sealed=_sealed(self.respondents.model, respondent_id, staff_file, {"words": "Een instelling"}))
        # A fact knows no case, so one year may hold them all, in the order of its days.
        codes = {"on": counted_on, "channel": channel, "theme": theme,
                 "reporter_role": role, "urgency": self.urgencies[is_urgent], "failing": failing, "outcome": outcome}
        self.facts.add(id=facts[0], unit="contact", **codes)
        self.facts.add(id=facts[1], unit="case", **codes)

    def _compartment(self, kind: str, case_id):
        from gehoor.foundation.ids import new_id
        from gehoor.foundation.vault.compartments import OpenCompartment, wrap_key
        from gehoor.foundation.vault.primitives import random_key

        made = OpenCompartment(new_id(), random_key())
        self.compartments.add(id=made.id, kind=kind, about=case_id)
        self.keys.add(id=new_id(), compartment_id=made.id, wrapped=wrap_key(made, holder_id=self.model.team_id, public=self.public))
        return made


def _sealed(row, row_id, compartment, said: dict) -> bytes:
    """As `seal` seals it, on a row that is used over and over."""
    row.pk = row_id
    row.seal(compartment, said)
    return row.sealed


if __name__ == "__main__":
    os.environ["GEHOOR_DATA"] = sys.argv[1]
    os.environ["DJANGO_SETTINGS_MODULE"] = "gehoor.wiring.settings"
    import django

    django.setup()
    if sys.argv[2].isdecimal():
        print(fill(int(sys.argv[2])))
    else:
        take_role(sys.argv[2])
