"""The one form engine: a public questionnaire and a sheet of staff are the same declared questions.

Called by pages. Pure: declared questions and given answers in; forms, cleaned answers and next pages out. It stores nothing.
"""

from gehoor.domain.services.forms.asking import answers_with, kept_answers, lacking, unanswered, visible_pages
from gehoor.domain.services.forms.building import DeclaredForm, Reader, form_class
from gehoor.domain.services.forms.telling import Told, told

__all__ = ["DeclaredForm", "Reader", "Told", "answers_with", "form_class", "kept_answers", "lacking", "told", "unanswered", "visible_pages"]
