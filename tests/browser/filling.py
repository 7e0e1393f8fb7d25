"""Fills in forms as somebody does who answers whatever is asked: the first answer of each question, some words in each box."""

from playwright.sync_api import Locator, Page

WORDS = "Zo staat het in het dossier."


def fill_in(page: Page, **given: str) -> None:
    """Answer what is asked and still open on the form before us; `given` by the name of its field goes first.

    Questions appear behind an answer: it goes round until none is new.
    """
    form = page.locator("main form[method=post]:has(button.button:not(.button--quiet))").first
    done: set[str] = set()
    for name, answer in given.items():
        _answer(form, name, answer)
        done.add(name)
    for _round in range(4):
        names = form.evaluate("""form => [...new Set([...form.elements].filter(one => one.name && !['hidden', 'submit'].includes(one.type)
            && one.offsetParent !== null && !one.closest('details:not([open])')).map(one => one.name))]""")
        if not (new := [name for name in names if name not in done]):
            return
        for name in new:
            done.add(name)
            _answer(form, name, "")


def _answer(form: Locator, name: str, answer: str) -> None:
    field = form.locator(f'[name="{name}"]')
    first = field.first
    kind = first.evaluate("one => one.tagName === 'INPUT' ? one.type : one.tagName.toLowerCase()")
    if kind in ("radio", "checkbox"):
        chosen = form.locator(f'[name="{name}"][value="{answer}"]') if answer else first
        if kind == "radio" and not answer and form.locator(f'[name="{name}"]:checked').count():
            return
        chosen.check()
    elif kind == "select":
        if answer:
            first.select_option(answer)
        elif not first.input_value():
            first.select_option(index=1)
    elif answer or (kind in ("text", "textarea") and not first.input_value()):
        first.fill(answer or _words_for(name))


def _words_for(name: str) -> str:
    for ending, words in (("_day", "10"), ("_month", "3"), ("_year", "2026")):
        if name.endswith(ending):
            return words
    return WORDS


def keep(page: Page) -> None:
    """Press the one button of the form; the next page is whole."""
    page.locator("main form[method=post] button.button:not(.button--quiet)").first.click()
    page.wait_for_load_state("load")
