"""The case and what hangs on it. Codes, moments and people who work here are plain; who someone is and what happened is sealed."""

from gehoor.domain.cases.models.case import Case, CaseContact, Classification, Counter, TimelineEntry
from gehoor.domain.cases.models.decisions import Approval, Sheet, TermChange
from gehoor.domain.cases.models.items import CaseLink, Item, Tested
from gehoor.domain.cases.models.people import Named, NameTag, Party, Relation, Respondent, Seen
from gehoor.domain.cases.models.work import Glass, PrivateNote, Task

__all__ = [
    "Approval", "Case", "CaseContact", "CaseLink", "Classification", "Counter", "Glass", "Item", "NameTag", "Named", "Party",
    "PrivateNote", "Relation", "Respondent", "Seen", "Sheet", "Task", "TermChange", "Tested", "TimelineEntry",
]
