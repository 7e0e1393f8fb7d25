"""Kinds of contact in which nobody is named: which they are, and which answers would name somebody.

Called by the check of declared files, and by whoever would keep a name. It only knows codes; who has names opens them.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from gehoor.domain.services.schema import Question
from gehoor.domain.services.service import Service
from gehoor.foundation.errors import Refusal

IDENTITY = ("child_name", "child_birth_date", "reporter_name", "contact_name", "contact_address")
"""Meanings of questions that say who somebody is."""
NAMING = ("name", "pseudonym", "born", "address")
"""What is kept of a person that says who they are."""


class NobodyIsNamedHere(Refusal):
    """A name, a date of birth or an address was given in a kind of contact that has none."""

    message = _("In deze soort contact wordt niemand genoemd. Laat namen, geboortedata en adressen weg, of kies eerst een andere soort.")


def is_without_names(service: Service, kind: str) -> bool:
    """Whether nobody may be named in a contact or case of this kind."""
    return any(one.code == kind and one.without_names for one in service.procedure.kinds)


def asked_without_names(questions: Iterable[Question]) -> list[Question]:
    """These questions without those that ask who somebody is."""
    return [question for question in questions if question.means not in IDENTITY]


def naming_answers(questions: Iterable[Question], answers: Mapping[str, Any]) -> list[Question]:
    """The questions whose answer says who somebody is."""
    return [question for question in questions if question.means in IDENTITY and answers.get(question.code)]


def every_question(service: Service) -> list[Question]:
    """The questions of all questionnaires: an answer that came later may be to any of them."""
    return [question for questionnaire in service.intake.questionnaires for question in questionnaire.fields()]


def names_somebody(about: Mapping[str, Any]) -> bool:
    """Whether what is kept of a person says who they are."""
    return any(about.get(name) for name in NAMING)
