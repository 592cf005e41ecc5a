"""Letters: the words of an ask, made from text templates that the user can edit.

A template is plain text with ``{{ names }}`` (Jinja2), run in a sandbox: it can read what it is given and
do nothing else. One with the same file name in the user's folder stands in for the shipped one. Names that
templates may use are in `NAMES`; whatever is not known is empty.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from netgraph.errors import ReadError

if TYPE_CHECKING:
    import os

    from jinja2.sandbox import ImmutableSandboxedEnvironment

__all__ = ["NAMES", "SHIPPED", "SHORT", "TEMPLATES", "Letters"]

SHIPPED: Final = Path(__file__).with_name("templates")
"""The folder of the templates that come with netgraph."""

SHORT: Final = 200
"""Characters that LinkedIn takes in the note of an invitation."""

KINDS: Final = ("ask", "direct", "former", "hello", "question", "reconnect")
TEMPLATES: Final = (*(f"{kind}{more}.txt" for kind in KINDS for more in ("", "_short")), "forward.txt")

NAMES: Final = (
    "about_you",
    "linkedin",
    "objective",
    "place",
    "question",
    "reader_first",
    "shared",
    "starter",
    "starter_first",
    "starter_place",
    "target",
    "target_first",
    "through",
    "through_first",
    "you",
    "you_first",
)
SECOND_STOP: Final = re.compile(r"([?!]|\.\.\.)\.(?!\.)")
BLANK_LINES: Final = re.compile(r"\n{3,}")


class Letters:
    """The templates of `folder`, and the shipped ones for what is not there.

    Raises `ReadError` where the folder is none, and later for a template that is broken.
    """

    def __init__(self, folder: str | os.PathLike[str] | None = None) -> None:
        if folder is not None and not Path(folder).is_dir():
            raise ReadError(
                "there is no folder of templates by this name: make it with netgraph ask --write-templates"
            )
        self._environment = _sandbox(folder)

    def write(self, name: str, told: dict[str, Any]) -> str:
        """The template `name` with its names filled in from `told`; missing ones are empty.

        Raises `ReadError`, with the line where one is known, when the template is broken.
        """
        from jinja2 import TemplateError, TemplateSyntaxError

        # What goes wrong in a template may quote a value; the kind of fault is said, not the value.
        faults = (TemplateError, ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError)
        try:
            written = self._environment.get_template(name).render({**dict.fromkeys(NAMES, ""), **told})
        except TemplateSyntaxError as fault:
            raise _broken(name, f"line {fault.lineno}: {fault.message}") from None
        except TemplateError as fault:
            raise _broken(name, str(fault.message or type(fault).__name__)) from None
        except faults as fault:
            raise _broken(name, type(fault).__name__) from None
        # An objective that ends as a question or breaks off needs no full stop after it.
        return BLANK_LINES.sub("\n\n", SECOND_STOP.sub(r"\1", written)).strip()

    def write_short(self, name: str, told: dict[str, Any]) -> str:
        """As `write`, in at most `SHORT` characters: the objective gives way first, by whole words."""
        whole = self.write(name, told)
        words = str(told.get("objective", "")).split()
        while len(whole) > SHORT and words:
            words.pop()
            whole = self.write(name, {**told, "objective": f"{' '.join(words)} ..." if words else ""})
        return whole if len(whole) <= SHORT else whole[: SHORT - 3].rsplit(maxsplit=1)[0] + "..."


def _sandbox(folder: str | os.PathLike[str] | None) -> ImmutableSandboxedEnvironment:
    from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    folders = [SHIPPED] if folder is None else [Path(folder), SHIPPED]
    return ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(one) for one in folders]),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
    )


def _broken(name: str, fault: str) -> ReadError:
    said = " ".join(fault.split())
    return ReadError(
        f"the template {name} is broken ({said}): mend it, or delete it to have the shipped one back"
    )
