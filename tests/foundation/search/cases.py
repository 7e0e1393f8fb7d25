"""An index of its own for each test or example, and the plain model that it is compared with."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from gehoor.foundation.action import journey
from gehoor.foundation.ids import new_id
from gehoor.foundation.search import find, index, merging
from gehoor.foundation.search.words import asked, terms_of
from gehoor.foundation.vault.primitives import random_key

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass
class Index:
    """The real index under a fresh key, and beside it the naive one: which case has which terms."""

    index_id: UUID = field(default_factory=new_id)
    key: bytes = field(default_factory=random_key)
    naive: dict[int, set[str]] = field(default_factory=dict)

    @property
    def opened(self) -> dict:
        return {"key": self.key, "index_id": self.index_id}

    def remember(self, ordinal: int, *texts: str) -> None:
        with journey("test", at=AT):
            index.remember(ordinal=ordinal, texts=texts, **self.opened)
        self.naive.setdefault(ordinal, set()).update(terms_of(texts))

    def remember_anew(self, ordinal: int, *texts: str) -> None:
        with journey("test", at=AT):
            index.remember_anew(ordinal=ordinal, texts=texts, **self.opened)
        self.naive[ordinal] = terms_of(texts)

    def remember_many(self, cases: dict[int, str]) -> None:
        with journey("test", at=AT):
            index.remember_many(cases=[(ordinal, [text]) for ordinal, text in cases.items()], **self.opened)
        for ordinal, text in cases.items():
            self.naive.setdefault(ordinal, set()).update(terms_of([text]))

    def forget(self, ordinal: int) -> None:
        with journey("test", at=AT):
            index.forget(index_id=self.index_id, ordinal=ordinal)
        self.naive.pop(ordinal, None)

    def merge(self, **limit: int) -> int:
        return merging.merge(**self.opened, **limit)

    def merge_all(self) -> None:
        while self.merge():
            pass

    def find(self, query: str, **where: int) -> list[int]:
        return list(find.find(query=query, **self.opened, **where))

    def ought_to_find(self, query: str) -> list[int]:
        terms = set(asked(query))
        return sorted((ordinal for ordinal, known in self.naive.items() if terms and terms <= known), reverse=True)
