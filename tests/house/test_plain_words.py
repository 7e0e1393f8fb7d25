"""What children read in Dutch is easy to read: short sentences and short words, measured for every service that ships.

Sentences: twelve words at most in what is asked and told, fifteen in a longer text. Words: reading ease after Douma (1960),
206.84 - 0.93 words a sentence - 77 syllables a word; from 80 on a text is easy, a newspaper has 50 to 60.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyphen
import pytest
from babel.messages.pofile import read_po
from pydantic import BaseModel

from gehoor.domain.services.declared_files import find_services
from gehoor.domain.services.loading import read_declarations
from gehoor.domain.services.schema import Wording
from gehoor.domain.services.service import Service
from tools import messages

DECLARED = Path(messages.PACKAGE) / "declared"
SERVICES = [folder.code for folder in find_services([DECLARED])]
SHORT, LONGER, EASY = 12, 15, 80
SYLLABLES = pyphen.Pyphen(lang="nl_NL")


@cache
def the_service(code: str) -> Service:
    """The newest version of a service that ships."""
    return read_declarations([DECLARED], [code]).drafts[0].versions()[-1]


def sentences(text: str) -> list[str]:
    """The sentences of a text; an address, a number or a mark of Markdown is none."""
    bare = re.sub(r"\]\([^)]*\)|https?://\S+|[*_#>\[]", " ", text)
    return [one.strip() for one in re.split(r"(?<=[.!?:;])\s+|\n+", bare) if words(one)]


def words(sentence: str) -> list[str]:
    """The words of a sentence, without numbers."""
    return re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", sentence)


def reading_ease(text: str) -> float:
    """How easy a Dutch text reads, after Douma."""
    said = [words(sentence) for sentence in sentences(text)]
    count = sum(map(len, said))
    syllables = sum(len(SYLLABLES.positions(word.lower())) + 1 for sentence in said for word in sentence)
    return 206.84 - 0.93 * count / len(said) - 77 * syllables / count


def twins(part: object) -> Iterator[str]:
    """Every plain twin in a declared part, in Dutch."""
    if isinstance(part, Wording):
        yield from [part.twin["nl"]] if part.twin else []
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from twins(getattr(part, name))
    elif isinstance(part, (list, dict)):
        for item in part.values() if isinstance(part, dict) else part:
            yield from twins(item)


def told(service: Service) -> list[str]:
    return [text for name in ("about", "intake", "axes", "procedure") for text in twins(getattr(service, name))]


def test_the_measure_tells_an_easy_text_from_a_hard_one():
    easy = "Is er iets niet eerlijk? Vertel het ons. Wij lezen het vandaag."
    hard = "De ontvankelijkheidsbeslissing wordt overeenkomstig de toepasselijke decretale bepalingen schriftelijk gemotiveerd."
    assert reading_ease(easy) > EASY + 10 > 40 > reading_ease(hard)
    assert [len(words(one)) for one in sentences(easy)] == [5, 3, 4]


@pytest.mark.parametrize("code", SERVICES)
def test_what_children_are_asked_and_told_is_said_in_short_sentences_and_easy_words(code):
    texts = told(the_service(code))
    assert texts
    assert [one for text in texts for one in sentences(text) if len(words(one)) > SHORT] == []
    assert reading_ease("\n".join(texts)) >= EASY


@pytest.mark.parametrize("code", SERVICES)
def test_longer_texts_for_children_are_easy_too(code):
    service = the_service(code)
    plain = {audience.code for audience in service.about.audiences if audience.wording == "plain"}
    for page in service.pages:
        if page.language == "nl" and set(page.audiences) & plain:
            assert [one for one in sentences(page.text) if len(words(one)) > LONGER] == [], (page.page, page.audiences)
            assert reading_ease(page.text) >= EASY, (page.page, page.audiences)


def test_what_the_public_pages_say_themselves_is_short():
    with (messages.PACKAGE / "interfaces/kit/locale/en/LC_MESSAGES/django.po").open("rb") as file:
        catalogue = read_po(file, locale="en")
    said = [text for message in catalogue if any("interfaces/public/" in file for file, _line in message.locations)
            for text in ((message.id,) if isinstance(message.id, str) else message.id)]
    assert said
    assert [one for text in said for one in sentences(text) if len(words(one)) > LONGER] == []
