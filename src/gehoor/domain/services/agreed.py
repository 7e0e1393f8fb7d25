"""What a step requires to be agreed: that something may leave the case for a purpose, by consent or on a legal ground.

Pure: words and codes. Whether it was agreed the journey knows (`what_was_agreed`), which holds the keys to ask whose consent is needed.
"""

from django.utils.translation import gettext as _

from gehoor.domain.services.answers import every_requirement
from gehoor.domain.services.schema.needed import CONSENT, Agreed
from gehoor.domain.services.schema.procedure import ProcedureFile
from gehoor.domain.services.schema.sharing import SharingFile


def consents_required(procedure: ProcedureFile) -> set[str]:
    """Every such requirement of a procedure."""
    return {word for word in every_requirement(procedure) if word.startswith(CONSENT)}


def consent_in_words(word: str, sharing: SharingFile, language: str) -> str:
    """For what consent is needed, and where it is said to whom, in words that complete "Eerst nodig: …"."""
    wanted = Agreed.of(word)
    purpose, to = (sharing.named(name, code) for name, code in (("purposes", wanted.purpose), ("recipients", wanted.to)))
    told = {"purpose": purpose.label.text(language) if purpose else wanted.purpose, "to": to.label.text(language) if to else ""}
    if to:
        return _("toestemming voor “%(purpose)s” (%(to)s), of een wettelijke grond") % told
    return _("toestemming voor “%(purpose)s”, of een wettelijke grond") % told
