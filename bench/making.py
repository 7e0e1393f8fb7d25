"""Fills an instance with cases in bulk: real sealed rows under keys of their own, as many as are asked for.

Run as `python -m bench.making FOLDER CASES`, a process of its own, because settings are read once a process. Prints the
reference of a case with fifty entries in its timeline.
"""

import os
import sys
from datetime import timedelta
from random import Random

STORY = "Ik mag niet meer naar mijn school. Ze zeggen dat ik gevochten heb maar ik stond er alleen bij. " * 8
ENTRIES = 50
BATCH = 1_000
SEED = 1989


def fill(cases: int) -> str:
    """Make the cases, and one more that much happened in; returns its reference."""
    from gehoor.domain.accounts.access import Person
    from gehoor.domain.accounts.locks import keyring_for
    from gehoor.domain.accounts.queries import the_account
    from gehoor.domain.services.meaning import meanings
    from gehoor.domain.services.registry import all_services
    from gehoor.foundation.clock import now
    from gehoor.foundation.ids import new_id
    from gehoor.foundation.vault.receipts import prepare_receipt
    from gehoor.journeys.message_passes import note, staff_answers
    from gehoor.journeys.report_arrives import Submission, report_arrives
    from tests.people import ILIAS, PASSPHRASE

    at = now()
    service = all_services(at.date())[0]
    audience, answers = service.about.audiences[0].code, {"story": STORY}
    submission = Submission(id=new_id(), service=service, audience=audience, language="nl", answers=answers,
                            meanings=meanings(service, audience, answers, language="nl", on=at.date()))
    model = report_arrives(submission=submission, prepared=prepare_receipt(), at=at).case
    for start in range(0, cases, BATCH):
        _some(model, service, range(start, min(start + BATCH, cases)), at)
    account = the_account(ILIAS.username)
    person = Person(account=account, keyring=keyring_for(account, PASSPHRASE))
    for number in range(ENTRIES):
        said = f"Bericht {number}. {STORY[:400]}"
        if number % 2:
            note(person=person, case=model, text=said, at=at)
        else:
            staff_answers(person=person, case=model, text=said, kind="answer", at=at)
    return model.reference


def _some(model, service, numbers: range, at) -> None:
    from gehoor.domain.accounts.queries import the_account
    from gehoor.domain.cases.models import Case, CaseContact, Counter, TimelineEntry
    from gehoor.domain.contacts.models import Contact
    from gehoor.foundation.action import journey
    from gehoor.foundation.ids import new_id
    from gehoor.foundation.vault.chain import public_key_of
    from gehoor.foundation.vault.compartments import OpenCompartment, wrap_key
    from gehoor.foundation.vault.models import Compartment, CompartmentKey
    from gehoor.foundation.vault.primitives import random_key
    from tests.people import ILIAS

    chance, ilias = Random(SEED + numbers.start), the_account(ILIAS.username)
    themes = [theme.code for theme in service.axes.themes]
    roles = [role.code for role in service.axes.reporter_roles] if hasattr(service.axes, "reporter_roles") else [model.reporter_role]
    public = public_key_of(model.team_id)
    kept, keys, contacts, rows, links, entries = [], [], [], [], [], []
    for number in numbers:
        case_id, opened = new_id(), at - timedelta(minutes=chance.randrange(60 * 24 * 200))
        parts = [OpenCompartment(new_id(), random_key()) for _part in range(2)]
        for part, kind in zip(parts, ("conversation", "staff"), strict=True):
            kept.append(Compartment(id=part.id, kind=kind, about=case_id))
            keys.append(CompartmentKey(compartment_id=part.id, holder_id=model.team_id,
                                       wrapped=wrap_key(part, holder_id=model.team_id, public=public)))
        theme, role = chance.choice(themes), chance.choice(roles)
        contact = Contact(service=model.service, version=model.version, channel=model.channel, kind=model.kind, received_at=opened,
                          audience=model.audience, language="nl", reporter_role=role, theme=theme)
        contact.seal(parts[0], {"answers": {"story": STORY}})
        contacts.append(contact)
        case = Case(id=case_id, reference=f"BENCH-{number:07d}", ordinal=1_000_000 + number, service=model.service, version=model.version,
                    audience=model.audience, channel=model.channel, reporter_role=role, kind=model.kind, theme=theme, stage=model.stage,
                    urgency=model.urgency, is_urgent=chance.random() < 0.03, team_id=model.team_id,
                    handler=ilias if number % 3 == 0 else None, conversation_compartment=parts[0].id, opened_at=opened,
                    stage_entered_at=opened, last_heard_at=opened, last_word_at=opened, next_due=model.next_due,
                    next_due_at=opened + timedelta(days=20))
        case.seal(parts[1], {"title": "", "summary": ""})
        rows.append(case)
        links.append(CaseContact(case=case, contact=contact, is_first=True))
        entries.append(TimelineEntry(case=case, kind="received", at=opened, codes={}, compartment_id=parts[1].id, sealed=b""))
    with journey("bench.made", at=at):
        Compartment.objects.bulk_create(kept)
        CompartmentKey.objects.bulk_create(keys)
        Contact.objects.bulk_create(contacts)
        Case.objects.bulk_create(rows)
        CaseContact.objects.bulk_create(links)
        TimelineEntry.objects.bulk_create(entries)
        Counter.objects.filter(name="ordinal").update(value=2_000_000)


if __name__ == "__main__":
    os.environ["GEHOOR_DATA"] = sys.argv[1]
    os.environ["DJANGO_SETTINGS_MODULE"] = "gehoor.wiring.settings"
    import django

    django.setup()
    print(fill(int(sys.argv[2])))
