"""Short words for the tests that read what a service declares: its steps, its ends, the questions of a sheet."""


def moves(service, *, to: str = "") -> list:
    """Every step of the procedure, or every step into one stage."""
    return [move for stage in service.procedure.stages for move in stage.moves if to in ("", move.to)]


def ends(service) -> list:
    """Every step that closes a case in which something was reported."""
    return [move for move in moves(service) if move.outcomes and move.outcomes != ["nothing_to_handle"]]


def sheet(service, code: str) -> dict:
    """The fields of a sheet by their codes."""
    return {field.code: field for field in next(one for one in service.procedure.sheets if one.code == code).fields}


def choices(field) -> set[str]:
    return {one.code for one in field.choices}


def codes(listed) -> set[str]:
    return {one.code for one in listed}
