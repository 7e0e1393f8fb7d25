"""The people of a case, how they belong together, and other cases that belong with it: forms and acts, each a page of its own."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from gehoor.domain.cases.access import visible_cases
from gehoor.domain.cases.actions.linking import MERGE
from gehoor.domain.cases.links import Linked, the_links
from gehoor.domain.cases.models import Party, Relation
from gehoor.domain.cases.parties import CHILD, CHILD_THEN, CONCERNED, GROUP, YOUNG_ADULT
from gehoor.domain.cases.points import state_of
from gehoor.domain.services.labels import code_labels
from gehoor.domain.services.names import is_without_names
from gehoor.foundation.errors import NotAllowed
from gehoor.interfaces.kit.lines import AgeField
from gehoor.interfaces.staff.forms import REQUIRED, WITHOUT_NAMES, SceneForm, area, choices, line, seen_field
from gehoor.interfaces.staff.partial_line import BirthDateLine, PartialLine
from gehoor.interfaces.staff.saying import language, say
from gehoor.interfaces.staff.sections import LINKS, called, parties_named, respondents_named
from gehoor.journeys import cases_belong_together as together
from gehoor.journeys import people_are_known as known

IDENTITY = ("name", "pseudonym", "born", "address", "address_secret")
"""Fields that don't exist in a case of a kind without names."""
ABOUT = ("name", "pseudonym", "born", "age", "then", "number", "address", "address_secret", "mind")
SHORT = {"class": "input input--short"}


def _row(scene, rows):
    """The row that the address names.

    :raises NotAllowed: the case has no such row.
    """
    try:
        row = rows.filter(pk=UUID(scene.which)).first()
    except ValueError:
        raise NotAllowed from None
    if row is None:
        raise NotAllowed
    return row


class PartyForm(SceneForm):
    """A person who is added."""

    role = forms.ChoiceField(label=_("Rol"), error_messages=REQUIRED)
    name = forms.CharField(label=_("Naam"), max_length=120, required=False, widget=line())
    pseudonym = forms.CharField(label=_("Schuilnaam"), max_length=60, required=False, widget=line(),
                                help_text=_("Zo noemen wij deze persoon waar de naam niet nodig is."))
    born = BirthDateLine(label=_("Geboortedatum"))
    age = AgeField(label=_("Leeftijd"), max_length=20, required=False, widget=line(**SHORT))
    then = forms.CharField(label=_("Hoe oud toen"), max_length=40, required=False,
                           widget=line(**SHORT),
                           help_text=_("Voor een volwassene die vertelt over vroeger."))
    number = forms.IntegerField(label=_("Hoeveel kinderen"), required=False, min_value=1, max_value=9_999,
                                widget=forms.NumberInput(attrs={"class": "input input--short", "autocomplete": "off"}),
                                help_text=_("Voor een groep kinderen van een voorziening."))
    address = forms.CharField(label=_("Adres"), max_length=300, required=False, widget=line())
    address_secret = forms.BooleanField(label=_("Dit adres is geheim"), required=False,
                                        help_text=_("Een geheim adres staat in geen brief, geen uitvoer en geen zoekresultaat."))
    mind = forms.CharField(label=_("Waar moeten we op letten"), widget=area(3), max_length=2_000, required=False)

    def furnish(self) -> None:
        scene = self.scene
        concerned = code_labels(scene.service, "concerned", language()).items()
        roles = [(code, label) for code, label in choices(scene.service, "reporter_role") if code not in CONCERNED]
        self.fields["role"].choices = [(str(_("Over wie het gaat")), list(concerned)), (str(_("Anderen")), roles)]
        if scene.service.procedure.child_known_by == "birth_date":
            self.order_fields(["role", "name", "pseudonym", "born", "age"])
        else:
            self.order_fields(["role", "name", "pseudonym", "age", "born"])
        if is_without_names(scene.service, scene.case.kind):
            for name in IDENTITY:
                del self.fields[name]
            self.fields["mind"].help_text = WITHOUT_NAMES

    def clean(self) -> dict:
        said = super().clean()
        if said.get("number") and said.get("role") != GROUP:
            self.add_error("number", _("Dit is er alleen voor een groep. Elk kind is een eigen betrokkene."))
        if said.get("then") and said.get("role") != CHILD_THEN:
            self.add_error("then", _("Dit is er alleen voor een volwassene die toen een kind was."))
        age = said.get("age", "")
        if said.get("role") == CHILD and age.isdecimal() and int(age) >= 18:
            self.add_error("role", _("Vanaf 18 is dit een jongvolwassene, of een volwassene die toen een kind was."))
        if said.get("role") == YOUNG_ADULT and age.isdecimal() and int(age) < 18:
            self.add_error("role", _("Onder 18 is dit een kind of jongere."))
        return said

    @property
    def about(self) -> dict:
        """What is kept of the person, sealed."""
        said = {name: self.cleaned_data[name] for name in ABOUT if name in self.cleaned_data}
        return {name: str(value) if name == "number" and value else value for name, value in said.items() if value or self.keeps_empty}

    keeps_empty = False

    @property
    def given(self) -> dict:
        """What the act takes."""
        return {"role": self.cleaned_data["role"], "about": self.about}


class PartyChangedForm(PartyForm):
    """A person who is said anew."""

    seen = seen_field()
    keeps_empty = True

    def furnish(self) -> None:
        row = the_party(self.scene)
        said = row.unsealed(self.scene.person.keyring.open(row.compartment_id))
        self.initial |= {name: said.get(name) for name in ABOUT} | {"role": row.role, "seen": state_of(row)}
        super().furnish()
        offered = {code for _group, some in self.fields["role"].choices for code, _label in some}
        if row.role not in offered:
            self.fields["role"].choices = [*self.fields["role"].choices, (row.role, say(self.scene.service, "reporter_role", row.role))]

    @property
    def given(self) -> dict:
        return {**super().given, "seen": self.cleaned_data["seen"]}


def the_party(scene) -> Party:
    """The person that the address names."""
    return _row(scene, scene.case.parties)


def about_party(scene) -> list[tuple[str, str]]:
    """Who it is, as a colleague left it."""
    row = the_party(scene)
    said = row.unsealed(scene.person.keyring.open(row.compartment_id))
    return [(_("Wie"), called(said, row.role, scene.service)), (_("Waar moeten we op letten"), said.get("mind", ""))]


class RelationForm(SceneForm):
    """How somebody belongs to another, or in whose care they are."""

    party = forms.ChoiceField(label=_("Wie"), error_messages=REQUIRED)
    kind = forms.ChoiceField(label=_("Wat"), error_messages=REQUIRED)
    end = forms.ChoiceField(label=_("Wie of wat"), error_messages=REQUIRED)
    since = PartialLine(label=_("Sinds"))
    words = forms.CharField(label=_("In woorden"), max_length=300, required=False, widget=line())

    def furnish(self) -> None:
        scene = self.scene
        people = [(str(key), name) for key, name in parties_named(scene.case, scene.person, scene.service).items()]
        places = [(str(key), name) for key, name in respondents_named(scene.case, scene.person).items()]
        self.fields["party"].choices = people
        if scene.which in dict(people):
            self.initial["party"] = scene.which
        self.fields["kind"].choices = [("", _("kies")), (str(_("Band met iemand")), choices(scene.service, "relation")),
                                       (str(_("Zorg en verblijf")), choices(scene.service, "care"))]
        self.fields["end"].choices = [("", _("kies")), (str(_("Mensen")), people), (str(_("Over wie of wat het gaat")), places)]
        if is_without_names(scene.service, scene.case.kind):
            self.fields["words"].help_text = WITHOUT_NAMES

    def clean(self) -> dict:
        said = super().clean()
        kind, end = said.get("kind"), said.get("end")
        if not kind or not end:
            return said
        is_person = end in dict(self.fields["party"].choices)
        if is_person != (kind in code_labels(self.scene.service, "relation", language())) and not (kind == "other" and is_person):
            self.add_error("end", _("Een band is er met een mens, zorg en verblijf met een instelling."))
        if end == said.get("party"):
            self.add_error("end", _("Kies twee verschillende mensen."))
        return said

    @property
    def given(self) -> dict:
        """What the act takes."""
        said = self.cleaned_data
        is_person = said["end"] in dict(self.fields["party"].choices)
        return {"party": UUID(said["party"]), "kind": said["kind"], "since": said["since"], "words": said["words"],
                "other" if is_person else "respondent": UUID(said["end"])}


class RelationEndForm(SceneForm):
    """When it ended."""

    until = PartialLine(label=_("Tot"))
    words = forms.CharField(label=_("Waarom"), max_length=300, required=False, widget=line())

    def furnish(self) -> None:
        the_relation(self.scene)


def the_relation(scene) -> Relation:
    """The relation that the address names."""
    return _row(scene, scene.case.relations)


class LinkForm(SceneForm):
    """Which other case, and why."""

    reference = forms.CharField(label=_("Referentie van de andere zaak"), max_length=24, widget=line(), error_messages=REQUIRED)
    kind = forms.ChoiceField(label=_("Waarom ze samen horen"), widget=forms.RadioSelect, error_messages=REQUIRED)
    reasons = forms.CharField(label=_("Toelichting"), widget=area(3), max_length=2_000, required=False)

    def furnish(self) -> None:
        scene = self.scene
        self.fields["kind"].choices = [*choices(scene.service, "link"), *LINKS.items()]
        self.fields["kind"].help_text = _("Samenvoegen stelt één iemand voor en bevestigt een ander. Beide zaken houden hun dossier.")
        if scene.which:
            other = visible_cases(scene.person).filter(reference=scene.which).exclude(pk=scene.case.pk).first()
            if other is None:
                raise NotAllowed
            self.initial["reference"] = other.reference


class NothingAsked(SceneForm):
    """A press on the button says it."""

    def furnish(self) -> None:
        the_link(self.scene)


def the_link(scene) -> Linked:
    """The link that the address names, where the person may open both cases."""
    found = next((one for one in the_links(scene.person, scene.case) if str(one.row.id) == scene.which and not one.row.undone_at), None)
    if found is None:
        raise NotAllowed
    return found


def about_link(scene) -> list[tuple[str, str]]:
    """Which cases, and who said so."""
    link = the_link(scene)
    what = _("Voorstel om samen te voegen") if link.row.kind == MERGE else say(scene.service, "link", link.row.kind)
    return [(_("Zaken"), f"{scene.case.reference} – {link.other.reference}"), (_("Wat"), LINKS.get(link.row.kind, what) if
            link.row.kind != MERGE else what), (_("Door"), link.row.made_by.name), (_("Toelichting"), link.reasons)]


def _party(scene, said: dict, at) -> None:
    known.party_is_added(person=scene.person, case=scene.case, at=at, **said)


def _party_changed(scene, said: dict, at) -> None:
    known.party_is_changed(person=scene.person, case=scene.case, party=UUID(scene.which), at=at, **said)


def _relate(scene, said: dict, at) -> None:
    known.people_are_related(person=scene.person, case=scene.case, at=at, **said)


def _relation_over(scene, said: dict, at) -> None:
    known.relation_is_over(person=scene.person, case=scene.case, relation=UUID(scene.which), at=at, **said)


def _link(scene, said: dict, at) -> None:
    together.cases_are_linked(person=scene.person, case=scene.case, reference=said["reference"], kind=said["kind"],
                              reasons=said["reasons"], at=at)


def _merge(scene, _said: dict, at) -> None:
    together.merging_is_confirmed(person=scene.person, case=scene.case, link=UUID(scene.which), at=at)


def _unlink(scene, _said: dict, at) -> None:
    together.link_is_undone(person=scene.person, case=scene.case, link=UUID(scene.which), at=at)


_RELATED = {"title": _("Wie hoort bij wie, en bij wie verblijft iemand"), "button": _("Voeg toe"), "form": RelationForm, "do": _relate,
            "hint": _("Wat voorbij is, beëindig je. Het wordt nooit overschreven.")}
_LINKED = {"title": _("Welke zaak hoort hierbij"), "button": _("Bewaar"), "form": LinkForm, "do": _link,
           "hint": _("Wie een van beide zaken niet mag openen, ziet ook niet dat ze samen horen.")}
PEOPLE_ACTS = (
    {"name": "party", "title": _("Voeg een persoon toe"), "button": _("Voeg toe"), "form": PartyForm, "do": _party,
     "hint": _("Een kind is altijd een eigen betrokkene.")},
    {"name": "relation", **_RELATED},
    {"name": "link", **_LINKED},
)
ON_PEOPLE = (
    {"name": "party", "title": _("Wie is dit"), "button": _("Bewaar"), "form": PartyChangedForm, "do": _party_changed,
     "theirs": about_party},
    {"name": "relation", **_RELATED},
    {"name": "relation_over", "title": _("Dit is voorbij"), "button": _("Beëindig"), "form": RelationEndForm, "do": _relation_over,
     "hint": _("Het blijft leesbaar als wat het was.")},
    {"name": "link", **_LINKED},
    {"name": "merge", "title": _("Bevestig dat dit één zaak is"), "button": _("Bevestig"), "form": NothingAsked, "do": _merge,
     "about": about_link, "hint": _("Beide zaken houden hun dossier. Eén iemand kan dit weer ongedaan maken.")},
    {"name": "unlink", "title": _("Maak dit ongedaan"), "button": _("Maak ongedaan"), "form": NothingAsked, "do": _unlink,
     "about": about_link, "hint": _("Het blijft leesbaar dat het zo stond.")},
)
