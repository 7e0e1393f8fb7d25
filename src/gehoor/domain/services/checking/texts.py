"""pages/ and look.yaml: every text that must exist does, for everybody who reads it; every colour can be read."""

from gehoor.domain.services.checking.view import View, looks_at
from gehoor.domain.services.look import unreadable_pairs
from gehoor.domain.services.problems import did_you_mean
from gehoor.domain.services.schema.base import SOURCE_LANGUAGE
from gehoor.domain.services.schema.pages import IN_PLAIN_WORDS, REQUIRED
from gehoor.foundation.errors import Problem


@looks_at("service")
def required_pages(view: View) -> None:
    """Each audience finds each page in Dutch; readers of plain words find their own where it matters most."""
    dutch = [read.model for read in view.pages if read.model.language == SOURCE_LANGUAGE]
    for place, audience in enumerate(view.service.audiences):
        for name in REQUIRED:
            own = any(page.page == name and audience.code in page.audiences for page in dutch)
            shared = any(page.page == name and not page.audiences for page in dutch)
            if not own and audience.wording == "plain" and name in IN_PLAIN_WORDS:
                view.fault("service", ("audiences", place),
                           f'page "{name}" of its own, in plain Dutch, is missing for audience "{audience.code}"')
            elif not own and not shared:
                view.fault("service", ("audiences", place), f'page "{name}" in Dutch is missing for audience "{audience.code}"')


@looks_at("service")
def page_references(view: View) -> None:
    """Pages are for audiences and in languages that the service has."""
    audiences = [audience.code for audience in view.service.audiences]
    for read in view.pages:
        named = [(("audiences", place), code, audiences, "audience") for place, code in enumerate(read.model.audiences)]
        named.append((("language",), read.model.language, view.service.languages, "language of this service"))
        for path, code, known, what in named:
            if code not in known:
                view.found.append(Problem(read.marked.file, read.marked.line_of(path), f'"{code}" is no {what}.',
                                          did_you_mean(code, known)))


@looks_at("look")
def contrast(view: View) -> None:
    """No colours that can't be read."""
    for pair in unreadable_pairs(view.look):
        tokens = getattr(view.look, pair.mode)
        named = next((token for token in (pair.ink, pair.ground) if token in tokens), None)
        path = (pair.mode, named) if named else (pair.mode,)
        view.fault("look", path,
                   f"{pair.ink} on {pair.ground} ({pair.mode}) has a contrast of {pair.ratio:.2f} and needs {pair.floor}")


CHECKS = [required_pages, page_references, contrast]
