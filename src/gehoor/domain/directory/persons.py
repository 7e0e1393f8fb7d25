"""A person whom a case is about stands in no directory: their name alone tells who it is, and becomes a keyed tag as an institution does.

The tag is made under the instance's own key, so that a conflict of interest holds in every team, also one that a case goes to later.
"""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gehoor.foundation.errors import Refusal
from gehoor.foundation.search.names import is_tellable, name_tags
from gehoor.foundation.vault.secret_key import instance_secret

_TAGS, _OF_NO_TEAM = "person-tag", UUID(int=0)


class NameTooShort(Refusal):
    """One word alone says too little: half a village would stand too near."""

    message = _("Schrijf de voornaam en de naam. Eén woord alleen past bij te veel mensen.")


def tag_of_person(name: str) -> bytes | None:
    """The keyed tag of a full name, however it is written; none of a name of one word, which too many people have."""
    if not is_tellable(name):
        return None
    return next(iter(name_tags(key=instance_secret().subkey(_TAGS), index_id=_OF_NO_TEAM, name=name)))
