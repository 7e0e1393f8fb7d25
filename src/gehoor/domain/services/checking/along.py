"""What stands beside a step or goes along with it: sheets asked on its page, messages to the reporter, and what shuts a ground."""

from collections.abc import Iterator

from gehoor.domain.services.checking.view import View, looks_at
from gehoor.domain.services.schema.along import Along
from gehoor.domain.services.schema.ground import FACTS
from gehoor.domain.services.schema.needed import ANSWER, the_sheets_of

NAMING = ("institution", "text")
"""Kinds of question whose answer a message can name."""


@looks_at("procedure")
def beside(view: View) -> None:
    """A step asks on its page only sheets that it requires: what it doesn't wait for is filled in apart."""
    for place, stage in enumerate(view.procedure.stages):
        for position, move in enumerate(stage.moves):
            required = the_sheets_of((*stage.requires, *move.requires))
            for index, code in enumerate(move.asks):
                view.must_know("procedure", ("stages", place, "moves", position, "asks", index), code, required,
                               f'sheet that "{move.code}" requires')


@looks_at("procedure")
def messages(view: View) -> None:
    """A message that goes along begins with a text block and names answers that exist; a step that ends a case has words already."""
    blocks = [block.code for block in view.procedure.text_blocks if block.to == "reporter"]
    sheets = {sheet.code: sheet for sheet in view.procedure.sheets}
    for path, along in _told(view):
        if along.block:
            view.must_know("procedure", (*path, "block"), along.block, blocks, "text block of this procedure for the reporter")
        for index, name in enumerate(along.names):
            here, (code, _dot, question) = (*path, "names", index), name.partition(".")
            if view.must_know("procedure", here, code, sheets, "sheet of this procedure"):
                asked = [one.code for one in sheets[code].fields if one.kind in NAMING]
                view.must_know("procedure", here, question, asked, f'question of "{code}" that names somebody')


@looks_at("procedure")
def kept_words(view: View) -> None:
    """What may not be left out of a text block stands in it, in every language and in plain words too."""
    for place, block in enumerate(view.procedure.text_blocks):
        if block.keeps is None:
            continue
        for plain in (False, True) if block.text.twin else (False,):
            for language in block.text.texts:
                kept = " ".join(block.keeps.text(language, plain=plain).split())
                if kept not in " ".join(block.text.text(language, plain=plain).split()):
                    view.fault("procedure", ("text_blocks", place, "keeps"),
                               f'text block "{block.code}" must keep “{kept}”, and doesn\'t say that itself')


@looks_at("procedure")
def shut(view: View) -> None:
    """What shuts a ground is a fact that the kernel knows, or an answer; which answers a sheet can give is looked at with the sheets."""
    for place, ground in enumerate(view.procedure.grounds):
        for index, word in enumerate(ground.not_when):
            if not word.startswith(ANSWER):
                view.must_know("procedure", ("grounds", place, "not_when", index), word, FACTS, "fact that shuts a ground")


@looks_at("procedure")
def grounds_of_the_law(view: View) -> None:
    """A ground that the law of its terms has too is as confirmed here as there: a page never says both."""
    followed = {rule.rpartition("/")[0] for rule in view.procedure.rules}
    law = {ground.code: ground for code, regime in view.regimes.items() if code in followed for ground in regime.grounds}
    for place, ground in enumerate(view.procedure.grounds):
        if ground.code in law and ground.status != law[ground.code].status:
            view.fault("procedure", ("grounds", place),
                       f'ground "{ground.code}" is {ground.status} here, and {law[ground.code].status} in the regime that the terms follow')


def _told(view: View) -> Iterator[tuple[tuple, Along]]:
    for place, stage in enumerate(view.procedure.stages):
        for position, move in enumerate(stage.moves):
            if move.tell:
                yield ("stages", place, "moves", position, "tell"), move.tell
    for place, sheet in enumerate(view.procedure.sheets):
        if sheet.tell:
            yield ("sheets", place, "tell"), sheet.tell


CHECKS = [beside, messages, kept_words, shut, grounds_of_the_law]
