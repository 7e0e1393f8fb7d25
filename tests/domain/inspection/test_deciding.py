"""Who may see which part of a file, read like the table of a lawyer: who asks, how old the minor is, and what they get of each class.

`+` is shown, `-` is withheld with a reason and an article, `o` is shown only where it is about who asks, `a` only when the young person
agreed.
"""

from pathlib import Path
from uuid import UUID

import pytest

import gehoor
from gehoor.domain.inspection.deciding import Asking, Fragment, NobodyKnowsTheAge, decide, default_class, the_row, unlooked
from gehoor.domain.services.loading import read_declarations
from gehoor.domain.services.schema import AccessFile
from gehoor.domain.services.schema.access import LOOK

SHIPPED = Path(gehoor.__file__).parent / "declared"
FILES = {one.country: one for one in (read.model for read in read_declarations([SHIPPED], ["krc"]).law) if isinstance(one, AccessFile)}
REGIMES = {one.code: one for file in FILES.values() for one in file.regimes}
CLASSES = ("own", "contextual", "third", "third_confidential", "court", "agogic", "health")
ASKER, OTHER = UUID(int=1), UUID(int=2)
DRM, JW, WMO, AVG = "be.vl.drm.inzage", "nl.jeugdwet.dossier", "nl.wmo.dossier", "nl.avg.dossier"


def signs(regime: str, asker: str, age: int, *, able: bool, opposed: bool = False) -> str:
    """A sign for each class, in the order of CLASSES."""
    found = ""
    for code in CLASSES:
        def shown(code=code, *, about: UUID, agreed: bool) -> bool:
            asking = Asking(asker=asker, age=age, is_able=able, party=ASKER, is_agreed=agreed, opposed=opposed)
            decision = decide(REGIMES[regime], asking, [Fragment(UUID(int=9), "note", code, about)])[0]
            assert decision.is_shown or (decision.why and decision.source), "what is withheld has a reason and an article"
            return decision.is_shown

        if shown(about=OTHER, agreed=False):
            found += "+"
        elif shown(about=OTHER, agreed=True):
            found += "a"
        else:
            found += "o" if shown(about=ASKER, agreed=False) else "-"
    return found


# own · contextual · third · told in confidence · court · agogic · health
@pytest.mark.parametrize(("asker", "age", "able", "opposed", "expected", "article"), [
    ("minor", 14, True, False, "++----+", "DRM 22 § 2: own and contextual data; not third parties, confidential, court; 11 § 3 agogic"),
    ("minor", 9, False, False, "-------", "DRM 22 § 5: the parents in the place of a minor who can't judge it"),
    ("minor", 9, True, False, "++----+", "DRM 4 § 2: able by deviation with reasons, then as any other"),
    ("minor", 14, False, False, "-------", "DRM 4 § 2: not able by deviation with reasons"),
    ("parent", 14, True, False, "-oo----", "DRM 4 § 2 and 22: the minor decides; about the parent alone GDPR 15"),
    ("parent", 9, False, False, "+oo--++", "DRM 22 § 5: with the agogic exception, without contextual data on others"),
    ("parent", 9, False, True, "-oo----", "DRM 22 § 5: with a conflict of interest a confidant"),
    ("confidant", 14, True, False, "++---aa", "DRM 24 and 11 § 3: as the minor and the agogic part, unless the minor refuses"),
    ("foster_parent", 14, True, False, "-oo----", "no right in the decree: GDPR 15"),
    ("third_party", 14, True, False, "-oo----", "no right in the decree: GDPR 15"),
])
def test_in_flemish_youth_help(asker, age, able, opposed, expected, article):
    assert signs(DRM, asker, age, able=able, opposed=opposed) == expected, article


@pytest.mark.parametrize(("regime", "asker", "age", "able", "opposed", "expected", "article"), [
    (JW, "minor", 11, False, False, "-------", "Jeugdwet 7.3.15: under twelve the parents act"),
    (JW, "minor", 12, True, False, "++--+-+", "Jeugdwet 7.3.10; privacy of another; 7.3.2 serious harm"),
    (JW, "minor", 15, False, False, "-------", "Jeugdwet 7.3.15: twelve or older and not able"),
    (JW, "parent", 11, False, False, "+oo-+-+", "Jeugdwet 7.3.15"),
    (JW, "parent", 11, False, True, "-oo----", "Jeugdwet 7.3.15, against the interest of the child"),
    (JW, "parent", 12, True, False, "aoo-a-a", "Jeugdwet 7.3.11: from twelve only with the youth's agreement"),
    (JW, "parent", 17, True, False, "aoo-a-a", "Jeugdwet 7.3.11"),
    (JW, "parent", 14, False, False, "+oo-+-+", "Jeugdwet 7.3.15: twelve or older and not able"),
    (JW, "third_party", 14, True, False, "aoo-a-a", "Jeugdwet 7.3.11: third parties only with consent"),
    (WMO, "minor", 13, True, False, "++--+-+", "Wmo 5.3.2"),
    (WMO, "parent", 13, True, False, "+oo-+-+", "Wmo 5.3.3: under sixteen the representative too: differs from the Jeugdwet"),
    (WMO, "parent", 13, True, True, "-oo----", "Wmo 5.3.3: unless a weighty interest opposes"),
    (WMO, "parent", 16, True, False, "aoo-a-a", "Wmo 5.3.3: from sixteen no longer"),
    (AVG, "minor", 8, True, False, "++--+-+", "UAVG 5(5): a child that is helped directly exercises its own rights"),
    (AVG, "parent", 8, True, False, "aoo-a-a", "UAVG 5(5)"),
])
def test_in_the_netherlands(regime, asker, age, able, opposed, expected, article):
    assert signs(regime, asker, age, able=able, opposed=opposed) == expected, article


@pytest.mark.parametrize(("regime", "within"), [(DRM, "15 calendar days"), ("be.avg.inzage", "1 month"), (JW, "1 month"), (WMO, "1 month")])
def test_the_term_of_each_law(regime, within):
    """DRM 22 § 2; GDPR 12(3)."""
    assert str(REGIMES[regime].within) == within
    assert REGIMES[regime].source


def test_an_age_that_nobody_knows_is_asked_for_where_it_matters():
    with pytest.raises(NobodyKnowsTheAge):
        the_row(REGIMES[JW], Asking(asker="parent", age=None, is_able=True))
    assert the_row(REGIMES[DRM], Asking(asker="parent", age=None, is_able=True)).code == "parent_of_able"


def test_a_part_that_nobody_looked_at_is_never_shown():
    unknown = Fragment(UUID(int=9), "note", LOOK)
    for code, regime in REGIMES.items():
        for asker in ("minor", "parent", "confidant", "foster_parent", "third_party"):
            asking = Asking(asker=asker, age=14, is_able=True, party=ASKER, is_agreed=True)
            assert [one.is_shown for one in decide(regime, asking, [unknown])] == [False], (code, asker)
    assert unlooked([unknown]) == [unknown]


@pytest.mark.parametrize("country", FILES)
def test_what_the_child_tells_is_its_own_and_what_others_tell_is_looked_at_first(country):
    assert default_class(FILES[country], kind="story", told_by_child=True) == "own"
    for kind in ("story", "message_in", "note", "sheet", "file", "summary"):
        assert default_class(FILES[country], kind=kind, told_by_child=False) == LOOK
