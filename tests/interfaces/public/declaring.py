"""What the tests of the public side let the example service declare besides what it has."""

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
