"""What every declared model is made of: refusal of unknown keys, codes, and words with their plain twin.

Called by the other modules of the schema. It never reads a file.
"""

import re
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, model_serializer, model_validator
from pydantic_core import PydanticCustomError

from gehoor.foundation.calendars.spans import Span

SOURCE_LANGUAGE = "nl"
SAME = "same"
_LANGUAGE = re.compile(r"[a-z]{2}(-[a-z]{2})?")


class Declared(BaseModel):
    """One piece of a declared file. What isn't known here is refused, and nothing is changed after reading."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, coerce_numbers_to_str=True, use_attribute_docstrings=True, arbitrary_types_allowed=True
    )


Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
"""A code stands in the database for ever: small letters, digits and _, no more than 40."""

CoreCode = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,39}$")]
PathSegment = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,29}$")]
Language = Annotated[str, Field(pattern=r"^[a-z]{2}(-[a-z]{2})?$")]
MonthDay = Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]


def read_span(value: Any) -> Span:
    """Turn "3 working days" into a span, with an error that a lawyer understands."""
    if isinstance(value, Span):
        return value
    try:
        return Span.parse(str(value))
    except ValueError as cause:
        raise PydanticCustomError("span", "{cause}", {"cause": str(cause)}) from cause


Within = Annotated[Span, BeforeValidator(read_span), PlainSerializer(str, return_type=str)]


class Wording(Declared):
    """Words in the languages of the service, Dutch first, with their plain twin (A2/B1) where a child reads them.

    Written `{nl: …, en: …, plain: {nl: …, en: …}}`, or as bare text where there is only Dutch. `plain: same`: these words are plain
    themselves, for what only children read.
    """

    texts: dict[Language, str]
    """The words by language; Dutch is required, another language falls back to it."""
    twin: dict[Language, str] = {}
    """The plain twin by language (key `plain`)."""

    @model_validator(mode="before")
    @classmethod
    def _from_yaml(cls, value: Any) -> Any:
        if isinstance(value, (str, int, float)) and not isinstance(value, bool):
            return {"texts": {SOURCE_LANGUAGE: str(value)}}
        if not isinstance(value, dict):
            raise PydanticCustomError("wording", "here stand words: bare text, or one text a language")
        texts = {key: text for key, text in value.items() if key != "plain"}
        twin = value.get("plain") or {}
        if twin == SAME:
            twin = texts
        return {"texts": texts, "twin": {SOURCE_LANGUAGE: twin} if isinstance(twin, str) else twin}

    @model_validator(mode="after")
    def _dutch_stands(self) -> Self:
        for name, texts in (("", self.texts), ("plain ", self.twin)):
            if (texts or not name) and not texts.get(SOURCE_LANGUAGE, "").strip():
                raise PydanticCustomError("no_dutch", "the {name}words in Dutch (nl) are missing", {"name": name})
        return self

    @model_serializer
    def _as_written(self) -> dict[str, Any]:
        return {**self.texts, "plain": self.twin} if self.twin else dict(self.texts)

    def text(self, language: str, *, plain: bool = False) -> str:
        """The words for a reader: the plain twin when asked and there, else the words, in Dutch where untranslated."""
        return self._texts(plain=plain)[self.spoken(language, plain=plain)]

    def spoken(self, language: str, *, plain: bool = False) -> str:
        """The language that `text` answers in: the one asked for, or Dutch where it isn't translated."""
        texts = self._texts(plain=plain)
        return next((code for code in (language, language.split("-")[0]) if texts.get(code)), SOURCE_LANGUAGE)

    def _texts(self, *, plain: bool) -> dict[str, str]:
        return self.twin if plain and self.twin else self.texts


Status = Literal["confirmed", "to_be_confirmed"]
"""Whether the service, its lawyer or the line itself confirmed what stands here."""


class Versioned(Declared):
    """A file that holds from a day on. Of several versions the newest that has begun counts."""

    valid_from: date
    """The first day this version holds."""
    valid_to: date | None = None
    """The last day it holds; empty: until a newer version begins."""
    version: str = "1"
    """What people call this version, to refer to it in a letter."""
    status: Status = "confirmed"
    """Whether the service itself confirmed this file."""
