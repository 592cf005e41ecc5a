"""What `import netgraph` offers keeps the house style, and costs nothing until it is used."""

from __future__ import annotations

import ast
import inspect
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

import netgraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_POSITIONAL = 3
HEAVY = ("dash", "duckdb", "networkx", "numpy", "pandas", "plotly", "pyarrow", "scipy", "sqlalchemy", "typer")
SPINE = {
    "Book",
    "Contacts",
    "build_graph",
    "combine",
    "contact_chance",
    "explain_tie",
    "neglected_ties",
    "read_linkedin",
    "referral_paths",
    "who_to_meet",
}

OPTIONS = (inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)


def public_functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Functions of the package and methods of its classes, by name."""
    for name in netgraph.__all__:
        thing = getattr(netgraph, name)
        if inspect.isfunction(thing):
            yield name, thing
        elif inspect.isclass(thing):
            yield from (
                (f"{name}.{method}", function)
                for method, function in inspect.getmembers_static(thing, is_method)
                if not method.startswith("_") and function_of(function).__module__.startswith("netgraph.")
            )


def is_method(member: object) -> bool:
    return inspect.isfunction(function_of(member))


def function_of(member: Any) -> Any:
    return member.__func__ if isinstance(member, classmethod | staticmethod) else member


def faults(function: Callable[..., Any], *, in_class: bool = False) -> list[str]:
    """What a public function lacks: few positional parameters, every type, a docstring."""
    takes_self = in_class and not isinstance(function, staticmethod)
    function = function_of(function)
    parameters = list(inspect.signature(function).parameters.values())[1 if takes_self else 0 :]
    positional = [parameter.name for parameter in parameters if parameter.kind not in OPTIONS]
    untyped = [parameter.name for parameter in parameters if parameter.annotation is inspect.Parameter.empty]
    found = []
    if len(positional) > MOST_POSITIONAL:
        found.append(f"{len(positional)} positional parameters: {positional}")
    if untyped:
        found.append(f"no type for {untyped}")
    if inspect.signature(function).return_annotation is inspect.Signature.empty:
        found.append("no type for what it returns")
    if not (function.__doc__ or "").strip():
        found.append("no docstring")
    return found


def order(name: str) -> tuple[bool, bool, str]:
    """Constants, classes, functions, each by name: as ruff sorts `__all__`."""
    return not name.isupper(), not name[0].isupper(), name


def test_all_is_sorted_without_repeats() -> None:
    assert netgraph.__all__ == sorted(set(netgraph.__all__), key=order)


def test_the_names_others_rely_on_are_there() -> None:
    assert set(netgraph.__all__) >= SPINE


def test_all_is_importable() -> None:
    assert [name for name in netgraph.__all__ if not hasattr(netgraph, name)] == []


def test_a_name_that_is_not_there_says_so() -> None:
    with pytest.raises(AttributeError, match="nobody_named_this"):
        netgraph.nobody_named_this  # noqa: B018


def test_nothing_public_is_missing_from_all() -> None:
    front = ast.parse(inspect.getsource(netgraph))
    bound = {name for node in ast.walk(front) for name in names_bound(node)}
    public = {name for name in bound if not name.startswith("_")} - {"TYPE_CHECKING", "annotations"}
    shown = {name for name in dir(netgraph) if not name.startswith("_")}
    assert public - set(netgraph.__all__) == set()
    assert set(netgraph.__all__) <= shown, "dir(netgraph) hides them from completion"


def names_bound(node: ast.AST) -> list[str]:
    """Names that one of our own imports binds, for type checkers only or not."""
    if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("netgraph"):
        return [alias.asname or alias.name for alias in node.names]
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    return []


def test_public_functions_keep_the_house_style() -> None:
    found = {name: faults(function, in_class="." in name) for name, function in public_functions()}
    assert {name: lacks for name, lacks in found.items() if lacks} == {}


def test_the_house_style_can_be_broken() -> None:
    def sprawling(a, b, c, d):
        return a, b, c, d

    assert len(faults(sprawling)) == 4
    assert len(dict(public_functions())) >= len(SPINE) - 2, "Book and Contacts are classes"


def test_import_loads_nothing_heavy() -> None:
    code = (
        "import json, sys, time; start = time.perf_counter(); import netgraph;"
        "seconds = time.perf_counter() - start; print(json.dumps([seconds, sorted(sys.modules)]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    seconds, modules = json.loads(done.stdout)
    print(f"import netgraph: {seconds:.3f} s, {len(modules)} modules")
    assert "netgraph" in modules
    assert set(HEAVY) & set(modules) == set()
