"""The command line: `netgraph`.

A module holds a group of commands; what is heavy is imported inside them, so that `--help` is quick.
Answers go to standard output, everything else to standard error. Exit 0: done, 1: nothing could be
read or written, 2: wrong arguments; an error is one clear line, never a traceback.
"""

from __future__ import annotations

import os
import re
import sys
from typing import Any, Final, NoReturn

import typer

from netgraph.cli import (
    answers,
    asking,
    closeness,
    cohort,
    demo,
    exporting,
    importing,
    keeping,
    planning,
    pool,
    practice,
    reporting,
    telling,
)
from netgraph.errors import NetgraphError, OwnerUnknownError, TableError, UnknownNameError

__all__ = ["app", "main"]

IN_PYTHON: Final = re.compile(r"\b(owner|columns)=(?:\{(.*)\})?")
"""An option as messages name it to whoever writes Python, with the value they show."""

app = typer.Typer(
    name="netgraph",
    help="Your own contacts as a graph: whom you are losing touch with, who to meet, the warmest way in.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
importing.register(app)
answers.register(app)
planning.register(app)
keeping.register(app)
telling.register(app)
closeness.register(app)
cohort.register(app)
practice.register(app)
asking.register(app)
exporting.register(app)
reporting.register(app)
pool.register(app)
demo.register(app)


def main() -> None:
    """Run the command line; the only place that turns errors into one line and an exit code."""
    try:
        code = app(prog_name="netgraph", standalone_mode=False)
    except (OwnerUnknownError, TableError, UnknownNameError) as error:
        _stop(_in_a_shell(str(error)), 2)
    except NetgraphError as error:
        _stop(_in_a_shell(str(error)), 1)
    except typer.Abort:
        _stop("stopped", 1)
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(0) from None
    except Exception as error:
        if hasattr(error, "format_message"):
            _refuse(error)
        if os.environ.get("NETGRAPH_DEBUG"):
            raise
        kind = type(error).__name__
        _stop(f"netgraph hit a fault of its own ({kind}); NETGRAPH_DEBUG=1 shows where. Nothing was lost.", 1)
    raise SystemExit(code)


def _refuse(error: Any) -> NoReturn:
    """One line for what Typer refuses, or the help where nothing was said. Its class differs by version."""
    said, context = error.format_message(), getattr(error, "ctx", None)
    if said.startswith("Usage:"):
        print(said, file=sys.stderr)
        raise SystemExit(error.exit_code)
    hint = "" if context is None else f" See {context.command_path} --help."
    _stop(" ".join(said.split()).rstrip(".") + f".{hint}", error.exit_code)


def _in_a_shell(message: str) -> str:
    """The message with options as the command line names them.

    >>> _in_a_shell('such as columns={"name": "Full Name", "email": "E-mail"}')
    'such as --columns "name=Full Name,email=E-mail"'
    """

    def option(found: re.Match[str]) -> str:
        value = (found[2] or "").replace('": "', "=").replace('", "', ",")
        return f"--{found[1]} {value}".rstrip()

    return IN_PYTHON.sub(option, message)


def _stop(message: str, code: int) -> NoReturn:
    print(f"netgraph: {message}", file=sys.stderr)
    raise SystemExit(code)
