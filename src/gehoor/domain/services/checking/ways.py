"""Ways on besides telling: endings of a questionnaire, appointments, notices above the first pages."""

from gehoor.domain.services.checking.view import View, looks_at


@looks_at("intake", "service", "procedure")
def endings(view: View) -> None:
    """An ending stands before the story, something comes after it, and what it names exists."""
    kinds = [kind.code for kind in view.procedure.kinds]
    reachable = [one.code for one in (*view.service.channels, *view.service.lines)]
    for place, questionnaire in enumerate(view.intake.questionnaires):
        is_told = False
        for position, page in enumerate(questionnaire.pages):
            path = ("questionnaires", place, "pages", position)
            is_told = is_told or any(question.means == "story" for question in page.fields)
            if page.ends is None:
                continue
            if is_told:
                view.fault("intake", path, f'page "{page.code}" ends what was told already; put it before the page that takes the story')
            elif position == len(questionnaire.pages) - 1:
                view.fault("intake", path, f'page "{page.code}" is the last one, so that nobody can go on from it')
            view.must_know("intake", (*path, "ends", "counts_as"), page.ends.counts_as, kinds, "kind of procedure.yaml")
            for index, code in enumerate(page.ends.lines):
                view.must_know("intake", (*path, "ends", "lines", index), code, reachable, "line or channel of service.yaml")


@looks_at("intake", "service")
def appointments(view: View) -> None:
    """An appointment is offered in a channel that has hours for it, and fits between them."""
    channels = {channel.code: channel for channel in view.service.channels}
    for place, questionnaire in enumerate(view.intake.questionnaires):
        for position, page in enumerate(questionnaire.pages):
            for index, question in enumerate(page.fields):
                path = ("questionnaires", place, "pages", position, "fields", index, "channel")
                if question.channel is None or not view.must_know("intake", path, question.channel, channels, "channel of service.yaml"):
                    continue
                if channels[question.channel].by_appointment is None:
                    view.fault("intake", path, f'channel "{question.channel}" has no hours `by_appointment` to offer')


@looks_at("service")
def notices(view: View) -> None:
    """A notice is for readers that exist, and doesn't end before it begins."""
    known = [audience.code for audience in view.service.audiences]
    for place, notice in enumerate(view.service.notices):
        for position, code in enumerate(notice.audiences):
            view.must_know("service", ("notices", place, "audiences", position), code, known, "audience")
        if notice.first and notice.last and notice.last < notice.first:
            view.fault("service", ("notices", place, "last"), f"this notice ends on {notice.last}, before it begins on {notice.first}")


CHECKS = [endings, appointments, notices]
