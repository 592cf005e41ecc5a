"""The built wheel, installed in a fresh environment, works in an empty folder with an empty home."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

pytestmark = pytest.mark.wheel

ROOT = Path(__file__).parents[1]
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
OURS = ("PYTHON", "VIRTUAL_ENV", "UV_", "XDG_", "NETGRAPH_")
"""Starts of the environment variables that would let the checkout shine through."""

IMPORT_ALL = """
import importlib, pkgutil, sys
import dashboards, netgraph
for package in (netgraph, dashboards):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
        print(module.name)
"""


class Installed(NamedTuple):
    """A machine that has the wheel and nothing else of ours."""

    wheel: Path
    scripts: Path
    home: Path
    folder: Path

    def run(self, program: str, *arguments: str) -> str:
        """What the program printed; the test fails where it does."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        environment = kept | {"HOME": str(self.home), "COLUMNS": "200", "PYTHONWARNINGS": "default"}
        done = subprocess.run(
            [self.scripts / program, *arguments],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    uv = os.environ.get("UV") or shutil.which("uv")
    if uv is None and "CI" not in os.environ:
        pytest.skip("needs uv: python3 -m pip install uv")
    assert uv is not None
    place = tmp_path_factory.mktemp("wheel")
    environment = place / "environment"
    subprocess.run([uv, "build", "--quiet", "--wheel", "--out-dir", place, ROOT], cwd=place, check=True)
    subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, environment], cwd=place, check=True)
    (wheel,) = place.glob("*.whl")
    subprocess.run([uv, "pip", "install", "--quiet", "--python", environment, wheel], cwd=place, check=True)
    home, folder = place / "home", place / "folder"
    home.mkdir()
    folder.mkdir()
    return Installed(wheel, environment / SCRIPTS, home, folder)


def test_the_wheel_holds_the_packages_and_nothing_else(installed: Installed) -> None:
    names = [name for name in zipfile.ZipFile(installed.wheel).namelist() if ".dist-info/" not in name]
    assert {name.split("/")[0] for name in names} == {"netgraph", "dashboards"}
    assert {"netgraph/py.typed", "dashboards/py.typed"} <= set(names)
    assert [name for name in names if "__pycache__" in name or name.endswith((".db", ".ipynb"))] == []


def test_the_sample_is_inside_the_package_not_beside_it(installed: Installed) -> None:
    code = "import importlib.util; print(importlib.util.find_spec('sample_data'))"
    assert installed.run("python", "-c", code).strip() == "None"
    names = zipfile.ZipFile(installed.wheel).namelist()
    inside = {name.removeprefix("netgraph/") for name in names if name.startswith("netgraph/sample_data/")}
    beside = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "sample_data").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert inside == beside
    assert any(name.endswith(".zip") for name in inside)


def test_every_module_imports_with_the_declared_dependencies_alone(installed: Installed) -> None:
    modules = installed.run("python", "-c", IMPORT_ALL).split()
    assert {"netgraph.schema", "netgraph.sources", "dashboards.app"} <= set(modules)


def test_the_command_says_what_it_can(installed: Installed) -> None:
    text = installed.run("netgraph", "--help")
    assert [word for word in ("import", "neglected", "paths", "meet", "demo") if word not in text] == []


def test_the_demo_answers_and_leaves_nothing_behind(installed: Installed) -> None:
    assert "Globex" in installed.run("netgraph", "demo", "--no-dashboard")
    assert list(installed.folder.iterdir()) == []
    assert list(installed.home.rglob("*.db")) == []


def test_the_dashboard_of_the_demo_answers_in_an_empty_folder(installed: Installed) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    server = subprocess.Popen(
        [installed.scripts / "netgraph", "demo", "--no-browser", "--port", "0"],
        cwd=installed.folder,
        env=kept | {"HOME": str(installed.home), "COLUMNS": "200", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout is not None
        found = next(
            filter(None, (re.search(r"http://127\.0\.0\.1:\d+/\?token=\S+", line) for line in server.stdout))
        )
        door = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        page = door.open(found[0], timeout=60)
        assert page.status == 200
        assert b"netgraph" in page.read()
    finally:
        server.terminate()
        server.wait(timeout=20)
