"""The command line: `netgraph`.

A module holds a group of commands; what is heavy is imported inside them, so that `--help` is quick.
Answers go to standard output, everything else to standard error. Exit 0: done, 1: nothing could be
read or written, 2: wrong arguments; an error is one clear line, never a traceback.
"""

from __future__ import annotations

import os
import sys

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
from netgraph.errors import NetgraphError, OwnerUnknownError, UnknownNameError

__all__ = ["app", "main"]

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
        app()
    except (OwnerUnknownError, UnknownNameError) as error:
        _stop(str(error), 2)
    except NetgraphError as error:
        _stop(str(error), 1)
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(0) from None
    except Exception as error:
        if os.environ.get("NETGRAPH_DEBUG"):
            raise
        kind = type(error).__name__
        _stop(f"netgraph hit a fault of its own ({kind}); NETGRAPH_DEBUG=1 shows where. Nothing was lost.", 1)


def _stop(message: str, code: int) -> None:
    print(f"netgraph: {message}", file=sys.stderr)
    raise SystemExit(code)
