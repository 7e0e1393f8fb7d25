"""What somebody says of themselves: another passphrase, and to which institutions they stand too near. Second factors are the
library's pages."""

from django import forms
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.locks import WRONG_TRIES
from gehoor.domain.directory.models import Institution
from gehoor.domain.directory.persons import NameTooShort
from gehoor.domain.directory.queries import names_by_tag
from gehoor.foundation.clock import now
from gehoor.foundation.vault.holders import WeakPassphrase, WrongPassphrase
from gehoor.foundation.vault.primitives import Unreadable
from gehoor.interfaces.staff.choosing import InstitutionField
from gehoor.interfaces.staff.doors import keeps_own_keys, on_cases, takes_passphrase, works_here
from gehoor.journeys.person_leaves import AloneBehindWall
from gehoor.journeys.person_recovers import person_changes_passphrase
from gehoor.journeys.person_stands_near import person_stands_near

MISSING = {"required": _("Vul dit in.")}


class PassphraseForm(forms.Form):
    """Another passphrase, typed twice. Nothing that was typed is ever shown again."""

    use_required_attribute = False
    old_passphrase = forms.CharField(label=_("Je wachtwoord van nu"), strip=False, max_length=1_000, error_messages=MISSING,
                                     widget=forms.PasswordInput(attrs={"class": "input", "autocomplete": "current-password"}))
    new_passphrase = forms.CharField(label=_("Je nieuwe wachtwoord"), strip=False, max_length=1_000, error_messages=MISSING,
                                     widget=forms.PasswordInput(attrs={"class": "input", "autocomplete": "new-password"}))
    again = forms.CharField(label=_("Nog eens je nieuwe wachtwoord"), strip=False, max_length=1_000, error_messages=MISSING,
                            widget=forms.PasswordInput(attrs={"class": "input", "autocomplete": "new-password"}))

    def clean(self) -> dict:
        said = super().clean()
        if said.get("new_passphrase") and said.get("again") and said["new_passphrase"] != said["again"]:
            self.add_error("again", _("Dit is niet hetzelfde als erboven."))
        return said


@takes_passphrase
@sensitive_post_parameters()
@keeps_own_keys
def passphrase(request: HttpRequest) -> HttpResponse:
    """Take another passphrase: the old one is asked, the new one must be strong, and other sessions end."""
    form = PassphraseForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "staff/passphrase.html", {"form": form}, status=422 if request.method == "POST" else 200)
    at = now()
    try:
        person_changes_passphrase(account=request.user, passphrase=form.cleaned_data["old_passphrase"],
                                  new_passphrase=form.cleaned_data["new_passphrase"], at=at)
    except WrongPassphrase:
        request.waits_ms = WRONG_TRIES.note(request.user.username, at=at)
        form.add_error("old_passphrase", _("Dit is niet je wachtwoord van nu."))
    except WeakPassphrase as weak:
        form.add_error("new_passphrase", str(weak))
    if form.errors:
        return render(request, "staff/passphrase.html", {"form": form}, status=422)
    update_session_auth_hash(request, request.user)
    return redirect("mfa_index")


class NearField(InstitutionField):
    """An institution, also one that is there no more: old cases about it are still open to whoever stands too near."""

    def label_from_instance(self, obj: Institution) -> str:
        return _("%(institution)s (opgehouden)") % {"institution": obj} if obj.valid_to else str(obj)


class NearForm(forms.Form):
    """An institution of the directory, or a person by their full name."""

    use_required_attribute = False
    institution = NearField(label=_("Bij welke instelling sta je te dicht"), required=False, empty_label=_("geen"))
    name = forms.CharField(label=_("Of bij welke persoon"), max_length=120, required=False,
                           widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
                           help_text=_("Voornaam en naam. Alleen jij leest dit terug."))

    def __init__(self, data=None):
        super().__init__(data)
        self.fields["institution"].offer(Institution.objects.all())

    def clean(self) -> dict:
        said = super().clean()
        if not self.errors and not (said["institution"] or said["name"]):
            self.add_error("institution", MISSING["required"])
        if not self.errors and said["institution"] and said["name"]:
            self.add_error("name", _("Meld er één tegelijk: een instelling of een persoon."))
        return said


@on_cases
def conflicts(request: HttpRequest) -> HttpResponse:
    """To which institutions the person stands too near, and one more. Taken back by nobody: that would open cases to who does it."""
    form, status = NearForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                person_stands_near(person=request.person, at=now(), **form.cleaned_data)
                return redirect("staff:conflicts")
            except (AloneBehindWall, NameTooShort) as refusal:
                form.add_error("name" if form.cleaned_data["name"] else "institution", str(refusal))
    return render(request, "staff/conflicts.html", {"form": form, "near": _near(request.person)}, status=status)


def _near(person: Person) -> list[str]:
    """To whom and to what they stand too near, in words."""
    rows = list(person.account.conflicts.all())
    institutions = names_by_tag({bytes(row.tag) for row in rows if row.sealed is None}).values()
    return sorted([*institutions, *(_named(person, bytes(row.sealed)) for row in rows if row.sealed)])


def _named(person: Person, sealed: bytes) -> str:
    try:
        return person.keyring.open_draft(sealed).decode()
    except Unreadable:
        # Sealed to the keys that they had before these.
        return _("een persoon, gemeld met je vorige sleutels")


@works_here()
def keys(request: HttpRequest) -> HttpResponse:
    """What each key does, also for who has no JavaScript to use them."""
    return render(request, "staff/keys.html")
