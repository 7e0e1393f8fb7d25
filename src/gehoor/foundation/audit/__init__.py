"""Who did and read what: lines with a keyed MAC, chained in batches, so that a removed or changed line is found.

Written by actions and by the opening of a case; read by `gehoor doctor` and the data-protection officer. Never holds text.
"""


def record(**line) -> None:
    """Write one line; see `gehoor.foundation.audit.lines.record`."""
    from gehoor.foundation.audit.lines import record as write  # models need the app registry; this package is imported before

    write(**line)


def record_all(lines: list[dict]) -> None:
    """Write several lines at once; see `gehoor.foundation.audit.lines.record_all`."""
    from gehoor.foundation.audit.lines import record_all as write  # as above

    write(lines)
