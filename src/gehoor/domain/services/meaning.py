"""What the answers of a questionnaire mean to the kernel, whatever the questions were called.

Called by the journeys that take in a report. Only questions that were asked and answered mean something.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gehoor.domain.services.forms.asking import kept_answers
from gehoor.domain.services.forms.choices import Reader
from gehoor.domain.services.forms.telling import in_words
from gehoor.domain.services.roles import is_the_child
from gehoor.domain.services.schema import Question
from gehoor.domain.services.schema.axes import MARKS
from gehoor.domain.services.schema.base import SOURCE_LANGUAGE
from gehoor.domain.services.schema.fields import CONTACT_WAYS
from gehoor.domain.services.service import Service

THEY_COME_BACK = ("receipt", "none")
"""Ways of contact for which nobody needs a number or an address."""


@dataclass(frozen=True)
class Meanings:
    """The answers by what they mean: `story`, `theme`, `contact_how` … (MEANS in schema/fields.py)."""

    answered: Mapping[str, tuple[Question, Any]]
    reader: Reader

    def has(self, name: str) -> bool:
        """Whether something was answered that means this."""
        return name in self.answered

    def value(self, name: str) -> Any:
        """The answer as it is kept, or None."""
        return self.answered[name][1] if name in self.answered else None

    def text(self, name: str) -> str:
        """The answer in words, or nothing."""
        if name not in self.answered:
            return ""
        return in_words(*self.answered[name], self.reader)

    def texts(self, name: str) -> list[str]:
        """The answer in words, one for each thing named where a question takes several."""
        value = self.value(name)
        return [str(one) for one in value] if isinstance(value, list) else [self.text(name)] if self.has(name) else []

    @property
    def marks(self) -> dict[str, list[str]]:
        """What was chosen from the lists on which a case can have several codes; failings are chosen by who works here."""
        return {name: codes for name in MARKS if name != "failing" and (codes := self.codes(name))}

    def codes(self, name: str) -> list[str]:
        """The codes chosen; the role follows from the audience where that offers only one."""
        value = self.value(name)
        if name == "reporter_role" and value is None and self.reader.audience:
            offered = self.reader.service.audience(self.reader.audience).roles
            value = offered[0] if len(offered) == 1 else None
        return [str(code) for code in value] if isinstance(value, list) else [] if value is None else [str(value)]

    def code(self, name: str) -> str:
        """The code chosen, the first of several, or nothing."""
        return next(iter(self.codes(name)), "")

    def is_yes(self, name: str) -> bool:
        """Whether the answer is yes."""
        return self.value(name) == "yes"

    def is_no(self, name: str) -> bool:
        """Whether the answer is no."""
        return self.value(name) == "no"

    @property
    def way_without_address(self) -> str:
        """The way in which somebody wants to be reached while they left no number or address for it; nothing when that is no trouble."""
        way = self.code("contact_how")
        return way if way in CONTACT_WAYS and way not in THEY_COME_BACK and not self.text("contact_address").strip() else ""

    @property
    def audience_is_child(self) -> bool:
        """Whether it is the child itself that tells: by its role, or by the first role of a door for children."""
        service, audience = self.reader.service, self.reader.audience
        role = self.code("reporter_role")
        if not role and audience and service.speaks_plainly_to(audience):
            role = service.audience(audience).roles[0]
        return is_the_child(service, role)


def meanings(service: Service, audience: str, answers: Mapping[str, Any], *, language: str, on: date) -> Meanings:
    """What these answers mean; answers to questions that are no longer asked mean nothing."""
    questionnaire = service.questionnaire(audience)
    kept = kept_answers(questionnaire, answers)
    answered = {question.means: (question, kept[question.code]) for question in questionnaire.fields()
                if question.means and question.code in kept}
    return Meanings(answered, Reader(service=service, language=language, on=on, audience=audience))


def meanings_of_questions(service: Service, questions: Iterable[Question], answers: Mapping[str, Any], *, on: date) -> Meanings:
    """What answers to some questions mean that somebody who works here filled in later, in the language of the service."""
    answered = {question.means: (question, answers[question.code]) for question in questions
                if question.means and answers.get(question.code) not in (None, "", [], {})}
    return Meanings(answered, Reader(service=service, language=SOURCE_LANGUAGE, on=on))
