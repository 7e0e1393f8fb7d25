"""Reads what was typed, runs one command, and turns a refusal into words and an exit status, never a stack trace."""

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path

from gehoor import __version__
from gehoor.foundation.errors import GehoorError
from gehoor.interfaces.cli.boot import open_instance

# Where an instance lives when nobody says otherwise.
USUAL_FOLDER = Path("gehoor-data")

GOOD, REFUSED = 0, 1
# What a shell reports for a program that ended by Ctrl-C.
INTERRUPTED = 130
# Set in the environment, it lets a fault that nobody foresaw tell everything.
ALL_OF_IT = "GEHOOR_TRACE"


@dataclass(frozen=True)
class Command:
    """One line of the map. Its module is read only when it is used, after the instance was opened: most need Django for that."""

    name: str
    does: str
    options: Callable[[argparse.ArgumentParser], None]
    opens_instance: bool = True

    def run(self, asked: argparse.Namespace) -> int:
        if self.opens_instance:
            open_instance(asked.data, side=getattr(asked, "only", None) or "")
        return import_module(f"gehoor.interfaces.cli.commands.{self.name}").run(asked) or GOOD


def _data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, default=USUAL_FOLDER, metavar="DIR",
                        help="the instance's folder (default: ./%(default)s)")


def _demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="port of the start page; each service takes the next")
    parser.add_argument("--data", type=Path, metavar="DIR", help="where the examples are kept (default: ./demo-data)")
    parser.add_argument("--only", metavar="NAME", help="start one service only")
    parser.add_argument("--reset", action="store_true", help="throw the examples away and make them anew")


def _init(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder that doesn't exist yet, or is empty")
    parser.add_argument("--service", action="append", required=True, metavar="NAME", dest="services",
                        help="a declared service that this organisation offers; may be given more than once, or as a,b")
    parser.add_argument("--declared", type=Path, metavar="DIR",
                        help="declared files of your own (with services/NAME/ in it), copied into the instance")
    parser.add_argument("--database", metavar="URL", default="",
                        help="postgresql://user:password@host/name for PostgreSQL; without it SQLite files in the folder")
    parser.add_argument("--address", metavar="URL", default="",
                        help="the address the outside world will use, such as https://…; decides names and cookies")
    _person(parser)


def _person(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--username", help="the name the person signs in with (asked when left out)")
    parser.add_argument("--name", help="the name colleagues see (asked when left out)")
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE",
                        help="read the person's passphrase from this file, or set GEHOOR_PASSPHRASE (else it is asked)")
    parser.add_argument("--language", default="nl", help="language of what is printed for people (default: %(default)s)")


def _serve(parser: argparse.ArgumentParser) -> None:
    _data(parser)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: %(default)s)")
    parser.add_argument("--only", choices=["public", "staff"],
                        help="serve one side only, so that each can run as a process of its own")


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="what the service is called in files: small letters, digits and _")
    parser.add_argument("--in", type=Path, default=Path(), metavar="DIR", dest="folder",
                        help="where services/NAME/ is written (default: here)")
    parser.add_argument("--country", choices=["BE", "NL"], default="BE",
                        help="whose holidays count and whose lines are named (default: %(default)s)")


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, nargs="?", metavar="DIR",
                        help="an instance's folder, or a folder of declared files; without it what the package ships")


def _terms(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("regime", metavar="ID", help="the legal regime, such as be.vl.bestuursdecreet.klacht")
    parser.add_argument("--received", required=True, metavar="DAY", help="the day of receipt, as 2026-02-03")
    parser.add_argument("--on", action="append", default=[], metavar="EVENT=DAY",
                        help="when something else happened that a term counts from")
    parser.add_argument("--with", action="append", default=[], metavar="CASE", dest="variants",
                        help="a case in which a term has another length, such as committee")
    parser.add_argument("--extend", action="append", nargs="?", const="", default=[], metavar="TERM",
                        help="extend this term, or every term that can be; more than once where the law says so")
    parser.add_argument("--own", action="append", default=[], metavar="TERM=SPAN",
                        help='how long an institution\'s own regulation gives, as judgement="6 weeks"')
    parser.add_argument("--calendar", metavar="COUNTRY[-SUB]", help="count with the holidays of another country, as BE or DE-BY")
    parser.add_argument("--format", choices=["table", "json"], default="table")
    parser.add_argument("--language", choices=["nl", "en"], default="nl", help="language of the explanations (default: %(default)s)")
    parser.add_argument("--data", type=Path, metavar="DIR", help="read the regimes of this instance too, or of a folder of declared files")


def _figures(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("year", type=int, help="the year to count")
    parser.add_argument("--format", choices=["table", "json", "csv"], default="table")
    parser.add_argument("--service", metavar="NAME", help="one service only, where the instance offers several")
    parser.add_argument("--language", default="nl", help="language of the headings (default: %(default)s)")
    _data(parser)


def _doctor(parser: argparse.ArgumentParser) -> None:
    _data(parser)
    parser.add_argument("--day", type=date.fromisoformat, help="print the audit's head of this day (default: today)")


def _restored(parser: argparse.ArgumentParser) -> None:
    _data(parser)
    parser.add_argument("--before", metavar="KEYS", required=True,
                        help="the keys database from before the restore: its file, or on PostgreSQL the name of that database")


def _directory(parser: argparse.ArgumentParser) -> None:
    doing = parser.add_subparsers(dest="doing", required=True, metavar="import|export")
    taken = doing.add_parser("import", help="say what a table of institutions would change; with --apply do it")
    taken.add_argument("file", type=Path, metavar="FILE", help="CSV in UTF-8; `gehoor directory export` shows its columns")
    taken.add_argument("--apply", action="store_true", help="do it: the whole file, or nothing of it")
    given = doing.add_parser("export", help="give the directory out as the table that can be taken in again")
    given.add_argument("file", type=Path, metavar="FILE", nargs="?", help="where to (default: print it)")
    for one in (taken, given):
        one.add_argument("--language", choices=["nl", "en"], default="nl", help="language of what is said of a line (default: %(default)s)")
        _data(one)


def _people(parser: argparse.ArgumentParser) -> None:
    doing = parser.add_subparsers(dest="doing", required=True, metavar="list|add|team|reach|leave|recover|open")
    _data(doing.add_parser("list", help="who signs in here, in which team and role"))
    add = doing.add_parser("add", help="add somebody who works here")
    team = doing.add_parser("team", help="put somebody in one more team")
    leave = doing.add_parser("leave", help="somebody stops working here: their keys and seats go at once")
    leave.add_argument("--username", help="the name they sign in with (asked when left out)")
    _data(leave)
    reach = doing.add_parser("reach", help="where the reporters of somebody's cases can reach them directly")
    reach.add_argument("--username", help="the name they sign in with (asked when left out)")
    reach.add_argument("--phone", default="", help="a number of work; left out, there is none")
    reach.add_argument("--email", default="", help="an address of work; left out, there is none")
    _data(reach)
    lost = doing.add_parser("recover", help="a new passphrase with the recovery code on somebody's own paper")
    lost.add_argument("--username", help="the name they sign in with (asked when left out)")
    lost.add_argument("--passphrase-file", type=Path, metavar="FILE",
                      help="read the new passphrase from this file, or set GEHOOR_PASSPHRASE (else it is asked)")
    _data(lost)
    opened = doing.add_parser("open", help="open a team that was declared later; asks two sheets with the root's words")
    opened.add_argument("--team", metavar="SERVICE/TEAM", required=True, help="the declared team that has no key yet")
    opened.add_argument("--username", help="who is its first supervisor (asked when left out)")
    opened.add_argument("--language", default="nl", help="language of the team's name (default: %(default)s)")
    _data(opened)
    for one in (add, team):
        one.add_argument("--team", metavar="SERVICE/TEAM", required=one is team,
                         help="the team they join (default: the only one there is)")
        one.add_argument("--role", default="handler", choices=["handler", "supervisor", "adviser", "protection"])
        one.add_argument("--by", metavar="USERNAME",
                         help="a colleague in that team who hands on its key, and gives their passphrase when asked")
        one.add_argument("--sheets", action="store_true",
                         help="nobody of that team is left: two sheets with the recovery words, asked, hand on its key")
        _data(one)
        _person(one)


COMMANDS = (
    Command("demo", "try it: services with example people and cases, on this computer only", _demo, opens_instance=False),
    Command("init", "make the folder of a new instance: keys, databases, teams, first person", _init, opens_instance=False),
    Command("serve", "run an instance: pages, and what the clock does", _serve),
    Command("declare", "write a small whole service, to be changed into your own", _declare, opens_instance=False),
    Command("check", "check declared files; names file, line, cause and a suggestion", _check, opens_instance=False),
    Command("terms", "when the terms of a legal regime end, with the article and the reason", _terms, opens_instance=False),
    Command("people", "who works here: list them, add somebody, put somebody in a team, let somebody go", _people),
    Command("directory", "the institutions: take a table of them in, give them out as one", _directory),
    Command("figures", "the figures of a year", _figures),
    Command("doctor", "is everything whole: audit, keys, files, permissions", _doctor),
    Command("restored", "after restoring a backup: erase again what had been erased since", _restored),
    Command("version", "what to tell when asking for help", lambda parser: None, opens_instance=False),
)


def main(typed: Sequence[str] | None = None, commands: Sequence[Command] = COMMANDS) -> int:
    """Run one command.

    :returns: 0 when it went well, 1 when something was refused or found wrong, 2 for a typing mistake.
    """
    parser = build_parser(commands)
    asked = parser.parse_args(typed)
    try:
        return asked.command.run(asked)
    except GehoorError as refusal:
        print(f"gehoor {asked.command.name}: {refusal}", file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return INTERRUPTED
    except Exception as fault:
        if os.environ.get(ALL_OF_IT):
            raise
        print(f"gehoor {asked.command.name}: {_in_words(fault)}", file=sys.stderr)
        return REFUSED


def _in_words(fault: Exception) -> str:
    """What an operator can do something with. The fault's own words are left out where they could hold somebody's story."""
    if isinstance(fault, OSError):
        return f"{fault.filename or 'the system'}: {fault.strerror or type(fault).__name__}."
    place = traceback.extract_tb(fault.__traceback__)[-1]
    return (f"this should not happen: {type(fault).__name__} in {Path(place.filename).name} line {place.lineno}. "
            f"With {ALL_OF_IT}=1 it tells more; please report it.")


def build_parser(commands: Sequence[Command] = COMMANDS) -> argparse.ArgumentParser:
    """The whole map, as argparse knows it."""
    parser = argparse.ArgumentParser(
        prog="gehoor", description="What a children's-rights service runs its work on.",
        epilog="`gehoor COMMAND --help` tells more about one command. An instance lives whole in one folder.")
    parser.add_argument("--version", action="version", version=f"gehoor {__version__}")
    chosen = parser.add_subparsers(metavar="COMMAND", required=True, title="what it does")
    for command in commands:
        below = chosen.add_parser(command.name, help=command.does, description=f"{command.does.capitalize()}.")
        command.options(below)
        below.set_defaults(command=command)
    return parser
