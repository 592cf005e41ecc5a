"""The flow goes one way and each door has one keeper: read from the source, without importing it.

A new module is entered in `RANKS`, at the first place from which it reaches what it needs.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeGuard

import networkx as nx
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[1]
OURS = {"netgraph", "dashboards"}
MOST_LINES = 400

RANKS = (
    {"errors", "private_file"},
    {"schema", "overview"},
    {"json_tables"},
    {"sources"},
    {"aliases", "nicknames"},
    {"organizations"},
    {"likeness"},
    {"addresses"},
    {"people", "invented"},
    {"eras", "titles"},
    {"decisions"},
    {"lookalikes"},
    {"identities"},
    {"cards"},
    {"contacts"},
    {"imports"},
    {"changes", "differences"},
    {"contact_days", "choices", "recommendations"},
    {"chance"},
    {"strength"},
    {"restraint"},
    {"ties"},
    {"graph"},
    {"redrawing"},
    {"lookup"},
    {"provenance"},
    {"colleagues"},
    {"go_betweens", "route"},
    {"csr_ties"},
    {"colleague_arrays"},
    {"tie_arrays"},
    {"onward"},
    {"route_words", "target_list"},
    {
        "neglect",
        "routes",
        "meetings",
        "explanation",
        "reach",
        "structural_holes",
        "communities",
        "planning",
        "moves",
        "moved",
    },
    {"circle_names", "coverage", "effect", "simulation"},
    {"practice"},
    {"masks"},
    {"figures"},
    {"report", "export", "graph_files"},
    {"book", "pool"},
    {"cohort"},
    {"netgraph"},
    {"cli", "dashboards"},
    {"__main__"},
)
"""A part may import what stands in a line above its own. `netgraph` is the package's lazy front."""

RANK = {part: rank for rank, parts in enumerate(RANKS) for part in parts}
OPENS_FILES = {"sources", "book", "pool", "cli"}
MAKES_GRAPHS = {"graph", "redrawing"}
LAZY_FRONTS = {"netgraph", "netgraph.figures", "netgraph.pool"}
READS_THE_CLOCK = {"cli", "book", "dashboards", "__main__"}

OPENING = re.compile(
    r"open|.+\.open|(zipfile|tarfile)\..+|.+\.read_(text|bytes)"
    r"|pandas\.read_.+|csv\.(reader|DictReader)|mailbox\..+"
)
MAKING_A_GRAPH = re.compile(r"networkx\.((Multi)?(Di)?Graph|from_.+|read_.+|parse_.+)")
THE_CLOCK = re.compile(
    r"(.+\.)?((datetime|Timestamp)\.(now|utcnow|today)|date\.today|time\.(time|time_ns|localtime|gmtime))"
)


class Source(NamedTuple):
    """One module: its dotted name, its text and its syntax tree."""

    name: str
    text: str
    tree: ast.Module

    @property
    def part(self) -> str:
        """The name by which the module stands in `RANKS`."""
        return part_of(self.name)


class Import(NamedTuple):
    """The part of ours that an import reaches for, and the line it stands in."""

    part: str
    line: int


def read(name: str, text: str) -> Source:
    return Source(name, text, ast.parse(text))


def tree() -> list[Source]:
    paths = sorted(path for top in OURS for path in (ROOT / top).rglob("*.py"))
    return [read(dotted(path.relative_to(ROOT)), path.read_text(encoding="utf-8")) for path in paths]


def dotted(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def part_of(module: str) -> str:
    top, *below = module.split(".")
    return below[0] if top == "netgraph" and below else top


def wrong_imports(source: Source) -> Iterator[str]:
    """Imports of what ranks beside or after the module."""
    if source.part not in RANK:
        yield f"{source.name}: enter {source.part!r} in RANKS of tests/test_import_ranks.py"
        return
    for part, line in our_imports(source, source.tree):
        if part == source.part or (source.part == "cli" and part == "dashboards"):
            continue
        if part not in RANK:
            yield f"{source.name}:{line}: enter {part!r} in RANKS of tests/test_import_ranks.py"
        elif RANK[part] >= RANK[source.part]:
            yield f"{source.name}:{line}: {source.part} may not import {part}, which ranks beside or after it"


def eager_dashboards(source: Source) -> Iterator[str]:
    """Imports of the dashboard that run when the command line starts, not when it is asked for."""
    lazy = {
        found
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for found in our_imports(source, node)
    }
    if source.part != "dashboards":
        for found in our_imports(source, source.tree):
            if found.part == "dashboards" and found not in lazy:
                yield f"{source.name}:{found.line}: load dashboards inside the command"


def nameless_imports(source: Source) -> Iterator[str]:
    """Imports that cannot be read from the source; only the lazy fronts may make them."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            yield f"{source.name}:{node.lineno}: say the whole name instead of dots"
        if is_import_call(node) and called_name(node) is None and source.name not in LAZY_FRONTS:
            yield f"{source.name}:{line_of(node)}: imports a name made at run time"


def opened_files(source: Source) -> Iterator[str]:
    if source.part not in OPENS_FILES:
        yield from uses(source, OPENING, "only netgraph.sources opens files")


def made_graphs(source: Source) -> Iterator[str]:
    if source.part not in MAKES_GRAPHS:
        yield from uses(
            source, MAKING_A_GRAPH, "only netgraph.graph and netgraph.redrawing make graphs", called=True
        )


def read_clocks(source: Source) -> Iterator[str]:
    if source.part not in READS_THE_CLOCK:
        yield from uses(source, THE_CLOCK, "take as_of instead of the clock")


def long_modules(source: Source) -> Iterator[str]:
    lines = len(source.text.splitlines())
    if lines > MOST_LINES:
        yield f"{source.name}: {lines} lines, {MOST_LINES} at most: split it by question"


def our_imports(source: Source, within: ast.AST) -> Iterator[Import]:
    """Imports of netgraph and dashboards under a node: for type checkers only and by name included."""
    for node in ast.walk(within):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            if node.module == "netgraph":
                names = [name if part_of(name) in RANK else "netgraph" for name in names]
        else:
            names = [called_name(node) or ""]
        parts = dict.fromkeys(part_of(name) for name in names if name.split(".")[0] in OURS)
        yield from (Import(part, line_of(node)) for part in parts)


def modules_named(source: Source, modules: set[str]) -> Iterator[str]:
    """The modules of ours that a module imports, inside its functions too."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield from {whole if whole in modules else node.module} & modules
        elif isinstance(node, ast.Import):
            yield from {alias.name for alias in node.names} & modules


def is_import_call(node: ast.AST) -> TypeGuard[ast.Call]:
    if not isinstance(node, ast.Call):
        return False
    return ast.unparse(node.func).split(".")[-1] in {"import_module", "__import__"}


def called_name(node: ast.AST) -> str | None:
    """The module that `import_module("...")` names in so many words."""
    if is_import_call(node) and node.args and isinstance(node.args[0], ast.Constant):
        return str(node.args[0].value)
    return None


def line_of(node: ast.AST) -> int:
    return getattr(node, "lineno", 0)


def uses(source: Source, pattern: re.Pattern[str], rule: str, *, called: bool = False) -> Iterator[str]:
    """Places that name what `pattern` matches in full, once aliases are undone."""
    aliases = dict(undone_aliases(source.tree))
    nodes: Iterator[ast.AST] = ast.walk(source.tree)
    if called:
        nodes = (node.func for node in nodes if isinstance(node, ast.Call))
    for node in nodes:
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
            first, *rest = ast.unparse(node).split(".")
            name = ".".join([aliases.get(first, first), *rest])
            if pattern.fullmatch(name):
                yield f"{source.name}:{node.lineno}: {name}: {rule}"


def undone_aliases(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.asname, alias.name) for alias in node.names if alias.asname)
        elif isinstance(node, ast.ImportFrom):
            yield from ((alias.asname or alias.name, f"{node.module}.{alias.name}") for alias in node.names)


RULES = (
    wrong_imports,
    eager_dashboards,
    nameless_imports,
    opened_files,
    made_graphs,
    read_clocks,
    long_modules,
)

BROKEN = [
    (wrong_imports, "netgraph.chance", "from netgraph.graph import build_graph"),
    (wrong_imports, "netgraph.chance", "def f():\n    import netgraph.graph"),
    (wrong_imports, "netgraph.chance", "if TYPE_CHECKING:\n    from netgraph import graph"),
    (wrong_imports, "netgraph.chance", "import importlib\nimportlib.import_module('netgraph.graph')"),
    (wrong_imports, "netgraph.neglect", "from netgraph.routes import referral_paths"),
    (wrong_imports, "netgraph.sources.dates", "from netgraph.people import Person"),
    (wrong_imports, "netgraph.figures.map", "import netgraph as ng"),
    (wrong_imports, "netgraph.figures.map", "from netgraph import build_graph"),
    (wrong_imports, "netgraph.book.store", "import dashboards.app"),
    (wrong_imports, "netgraph", "from netgraph.cli import main"),
    (wrong_imports, "dashboards.app", "from netgraph.cli import main"),
    (wrong_imports, "netgraph.gizmo", ""),
    (wrong_imports, "netgraph.graph", "import netgraph.gizmo"),
    (eager_dashboards, "netgraph.cli.show", "from dashboards.app import create_app"),
    (nameless_imports, "netgraph.graph", "from . import schema"),
    (nameless_imports, "netgraph.graph", "from importlib import import_module\nimport_module(name)"),
    (opened_files, "netgraph.people", "open('x')"),
    (opened_files, "netgraph.people", "from pathlib import Path\nPath('x').read_text()"),
    (opened_files, "netgraph.people", "import zipfile as z\nz.ZipFile('x')"),
    (opened_files, "netgraph.graph", "import pandas as pd\npd.read_csv('x')"),
    (made_graphs, "netgraph.routes", "import networkx as nx\nG = nx.DiGraph()"),
    (made_graphs, "netgraph.export", "from networkx import Graph\nG = Graph()"),
    (read_clocks, "netgraph.graph", "import pandas as pd\npd.Timestamp.now('UTC')"),
    (read_clocks, "netgraph.graph", "from datetime import datetime as dt\nfield(default_factory=dt.now)"),
    (read_clocks, "netgraph.graph", "from time import time\ntime()"),
    (long_modules, "netgraph.graph", "x = 1\n" * (MOST_LINES + 1)),
]

SOUND = [
    ("netgraph.graph", "from netgraph.chance import contact_chance\nimport networkx as nx\nG = nx.Graph()"),
    ("netgraph.routes", "import networkx as nx\ndef f(G: nx.Graph) -> bool:\n    return G.is_directed()"),
    ("netgraph.sources.linkedin", "from netgraph.sources.sheet import read\nopen('x')"),
    ("netgraph.cli.show", "def show():\n    from dashboards.app import create_app\n    date.today()"),
    ("netgraph.__main__", "from netgraph.cli import main"),
    ("netgraph", "from importlib import import_module\nimport_module(name)"),
    ("dashboards.app", "import netgraph as ng\nfrom dashboards.routes import page"),
    ("netgraph.book.store", "def now():\n    return datetime.datetime.now(datetime.UTC)"),
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_tree_keeps_the_rule(rule: Callable[[Source], Iterator[str]]) -> None:
    found = [fault for source in tree() for fault in rule(source)]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(("rule", "name", "text"), BROKEN)
def test_the_rule_sees_a_breach(rule: Callable[[Source], Iterator[str]], name: str, text: str) -> None:
    assert len(list(rule(read(name, text)))) == 1


@pytest.mark.parametrize(("name", "text"), SOUND)
def test_the_rules_leave_sound_code_alone(name: str, text: str) -> None:
    source = read(name, text)
    assert [fault for rule in RULES for fault in rule(source)] == []


def test_no_modules_import_each_other_in_a_ring() -> None:
    """Ranks leave the modules of one package free; among them too the flow goes one way."""
    modules = {source.name: source for source in tree()}
    G = nx.DiGraph()
    for name, source in modules.items():
        G.add_edges_from((name, other) for other in modules_named(source, set(modules)))
    assert list(nx.simple_cycles(G)) == []


def test_the_tree_is_read() -> None:
    assert {"netgraph", "netgraph.errors", "netgraph.schema", "dashboards"} <= {s.name for s in tree()}
