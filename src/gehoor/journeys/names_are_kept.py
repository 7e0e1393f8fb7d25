"""Whether somebody is named in a case: asked before it becomes one of a kind in which nobody is.

Called by the journeys that change what a case is. It looks at everything that is kept as a name, a date of birth or an address;
what stands in somebody's own sentences is for people to read.
"""

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.actions.people import PERSON
from gehoor.domain.cases.actions.working import ASKED_LATER
from gehoor.domain.cases.models import Case
from gehoor.domain.services.names import every_question, names_somebody, naming_answers
from gehoor.domain.services.schema.base import SOURCE_LANGUAGE
from gehoor.domain.services.service import Service
from gehoor.foundation.errors import Refusal


class NamesStandThere(Refusal):
    """A case in which somebody is named can't become one without names."""

    def __init__(self, where: list[str]) -> None:
        super().__init__(_("In deze soort zaak wordt niemand genoemd, en hier wordt wel iemand genoemd: %(where)s. "
                           "Begin een nieuwe zaak, of kies een andere soort.") % {"where": ", ".join(where)})


def refuse_where_named(person: Person, case: Case, service: Service) -> None:
    """:raises NamesStandThere: says where somebody is named."""
    if where := list(dict.fromkeys(_where_named(person, case, service))):
        raise NamesStandThere(where)


def _where_named(person: Person, case: Case, service: Service) -> Iterator[str]:
    staff_file, conversation = (person.keyring.open(one) for one in (case.compartment_id, case.conversation_compartment))
    if any(names_somebody(row.unsealed(staff_file)) for row in case.parties.all()):
        yield _("bij de mensen")
    if case.respondents.filter(kind=PERSON).exists():
        yield _("bij over wie het gaat")
    if any(names_somebody(row.unsealed(staff_file)) for row in case.consents.all()):
        yield _("bij het contact met de melder")
    for sheet in case.sheets.all():
        answers = sheet.unsealed(staff_file)["answers"]
        if sheet.code == ASKED_LATER:
            if naming_answers(every_question(service), answers):
                yield _("bij wat later werd aangevuld")
            continue
        declared = service.procedure.sheet(sheet.code)
        if naming_answers(declared.fields, answers):
            yield _("op het blad “%(title)s”") % {"title": declared.title.text(get_language() or SOURCE_LANGUAGE)}
    for link in case.case_contacts.select_related("contact"):
        said = link.contact.unsealed(conversation)
        asked = service.questionnaire(link.contact.audience).fields() if link.contact.audience else []
        typed = (said.get(who) or {} for who in ("reporter", "child", "contact"))
        if naming_answers(asked, said.get("answers", {})) or any(map(names_somebody, typed)):
            yield _("in wat de melder zei")
