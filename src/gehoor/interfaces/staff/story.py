"""What was told first, as its teller was asked it: the words, verbatim, apart from what was only chosen."""

from gehoor.domain.cases.opened import OpenedCase
from gehoor.domain.services.forms import Reader, Told, told
from gehoor.domain.services.registry import Service
from gehoor.interfaces.staff.saying import language

OWN_WORDS = ("text", "long_text")


def asked(opened: OpenedCase, service: Service) -> dict[str, list[Told]]:
    """What was answered in the first contact: the story, other own words, and what was chosen from lists."""
    contact = opened.story.contact
    answers = opened.story.said.get("answers", {})
    if not answers or not contact.audience:
        return {"story": [], "in_words": [], "chosen": []}
    reader = Reader(service=service, language=language(), on=service.day_of(contact.received_at), audience=contact.audience)
    questions = list(service.questionnaire(contact.audience).fields())
    story = told([question for question in questions if question.means == "story"], answers, reader)
    others = told([question for question in questions if question.means != "story"], answers, reader)
    return {"story": story, "in_words": [one for one in others if one.kind in OWN_WORDS],
            "chosen": [one for one in others if one.kind not in OWN_WORDS]}
