"""What the tests of the public side let the example service declare besides what it has."""

import re
import shutil

from tests.domain.services.declared import Folder

FIRST_PAGE = "      - code: vertel\n"

AN_ENDING = """\
      - code: waarvoor
        title: {nl: "Waarvoor kom je?", plain: same}
        skip: {nl: Sla over, plain: same}
        fields:
          - code: wants
            kind: choice
            label: {nl: "Waarvoor kom je?", plain: same}
            choices:
              - {code: question, label: {nl: Ik heb een vraag, plain: same}}
              - {code: tell, label: {nl: Ik wil iets vertellen, plain: same}}
      - code: weten
        title: {nl: "Misschien helpt dit al", plain: same}
        when: {question: wants, is: question}
        ends:
          text: {nl: "Elk kind mag zijn mening geven. **Dat is een recht.** Lees [wat wij doen](page:expectations).", plain: same}
          lines: [child_line, phone]
          counts_as: question
          done: {nl: Dit was genoeg, plain: same}
          go_on: {nl: Ik wil toch vertellen, plain: same}
"""


def with_an_ending(folder: Folder) -> Folder:
    """A question before the story, and an answer to it that may be enough."""
    folder.change("intake.yaml", FIRST_PAGE, AN_ENDING + FIRST_PAGE)
    return folder


def with_a_hidden_page(folder: Folder) -> Folder:
    """After `with_an_ending`: a page that only who chose to tell is asked."""
    folder.change("intake.yaml", FIRST_PAGE, """\
      - code: waar
        title: {nl: "Waar was het?", plain: same}
        when: {question: wants, is: tell}
        skip: {nl: Sla over, plain: same}
        fields:
          - {code: place, kind: text, label: {nl: "Waar was het?", plain: same}}
""" + FIRST_PAGE)
    return folder


def with_a_page_for_files(folder: Folder) -> Folder:
    """Files may come along before the story."""
    folder.change("intake.yaml", FIRST_PAGE, """\
      - code: bijlage
        title: {nl: "Heb je een brief?", plain: same}
        skip: {nl: Sla over, plain: same}
        fields:
          - {code: files, kind: files, means: files, label: {nl: Kies een brief, plain: same}}
""" + FIRST_PAGE)
    return folder


def with_a_neighbour(folder: Folder) -> Folder:
    """A second service in the same folder, with doors, words, colours and a way out of its own."""
    neighbour = Folder(folder.root, "buur")
    shutil.copytree(folder.service, neighbour.service)
    neighbour.change("service.yaml", "code: voorbeeld\n", "code: buur\n")
    neighbour.change("service.yaml", "reference: VRB", "reference: BUUR")
    neighbour.change("service.yaml", "path: jij\n", "path: bel\n")
    neighbour.change("service.yaml", "path: ouder-of-professional\n", "path: bel-groot\n")
    neighbour.change("service.yaml", "nl: Voorbeelddienst voor kinderrechten, en: Example children's rights service",
                     "nl: De Buurlijn, en: The Neighbour Line")
    neighbour.change("service.yaml", "short_name: Voorbeelddienst", "short_name: Buurlijn")
    neighbour.change("service.yaml", "https://www.example.org/", "https://buur.example.org/")
    neighbour.change("service.yaml", "number: 0800 00 000", "number: 0800 11 111")
    look = neighbour.service / "look.yaml"
    said = look.read_text(encoding="utf-8")
    look.write_text(re.sub(r"theme: .*", "theme: buur", said), encoding="utf-8")
    return neighbour


VISIT = "  - {code: visit, core: in_person, label: {nl: Bezoek, en: Visit}, public: false}\n"
VISITS = """\
  - code: visit
    core: in_person
    label: {nl: Bezoek, en: Visit, plain: {nl: Kom langs, en: Come by}}
    address: {nl: Dorpsplein 1, plain: same}
    by_appointment: {week: {wed: ["09:00-10:00"], fri: ["14:00-15:00"]}}
"""
LAST_OF_STORY = "      - code: thema\n"
MORE_QUESTIONS = """\
          - code: moment
            kind: appointment
            channel: visit
            means: appointment
            label: {nl: "Wanneer kan je komen?", plain: same}
          - code: since_when
            kind: text
            needed_for: {nl: een klacht onderzoeken, en: investigate a complaint, plain: same}
            label: {nl: "Hoe heet de plek?", en: "What is the place called?", plain: same}
"""


def with_more_questions(folder: Folder) -> Folder:
    """An appointment, and an answer without which something can't be done, on the page of the story."""
    folder.change("service.yaml", VISIT, VISITS)
    folder.change("intake.yaml", LAST_OF_STORY, MORE_QUESTIONS + LAST_OF_STORY)
    return folder


def with_notices(folder: Folder) -> Folder:
    """Something to know for everybody, for one kind of reader, and in another month."""
    folder.change("service.yaml", "\nteams:", """
notices:
  - {text: {nl: Ons reglement verandert., en: Our rules are changing., plain: same}}
  - {text: {nl: Alleen voor ouders.}, audiences: [adult]}
  - {text: {nl: In april zijn wij dicht., plain: same}, first: 2026-04-01, last: 2026-04-30}
teams:""")
    return folder


def with_a_page_of_its_own(folder: Folder) -> Folder:
    """A page in the menu, with a link to another."""
    (folder.service / "pages" / "steps.nl.md").write_text(
        "---\npage: steps\nin_menu: true\ntitle: De stappen\nvalid_from: 2026-01-01\n---\nEerst [lezen](page:privacy), dan *vragen*.\n",
        encoding="utf-8")
    return folder


def with_several(folder: Folder) -> Folder:
    """More than one institution can be named, and what comes after asks about it."""
    folder.change("intake.yaml", "            kind: institution\n            means: respondent\n",
                  "            kind: institution\n            several: true\n            means: respondent\n")
    folder.change("intake.yaml", "          - code: contact_how\n", """\
          - {code: which, kind: text, when: {question: school, answered: true}, label: {nl: "En waar precies?", plain: same}}
          - code: contact_how
""")
    return folder
