"""The layers: imports go downwards only, and SymPy stays behind its doors.

ground < model < {calculus, proof, replay} < checker < faces (readers, renderers) < shells; the faces
know the model only, and calculus, proof and replay don't know each other.
"""

import ast
import sys
from pathlib import Path

import pytest

import derive

PACKAGE = Path(derive.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))

MAY_IMPORT = {
    "ground": {"ground"},
    "model": {"ground", "model"},
    "calculus": {"ground", "model", "calculus"},
    "proof": {"ground", "model", "proof"},
    "replay": {"ground", "model", "replay"},
    "checker": {"ground", "model", "calculus", "proof", "replay", "checker"},
    "readers": {"ground", "model", "readers"},
    "renderers": {"ground", "model", "renderers"},
    "shells": {
        "ground",
        "model",
        "calculus",
        "proof",
        "replay",
        "checker",
        "readers",
        "renderers",
        "shells",
        "",
    },
    "": {"shells", ""},
}
"""Layer → the layers that it may import; the empty name is the package's own front."""

MAY_IMPORT_SYMPY = {
    "model/sympy_array_builder.py",
    "model/sympy_array_reader.py",
    "model/sympy_bridge.py",
    "model/sympy_functions.py",
    "readers/authoring.py",
    "shells/python.py",
    "shells/sympy_assumptions.py",
    "shells/sympy_domains.py",
    "shells/sympy_names.py",
}
"""Outside calculus, which carries out with SymPy."""

MAY_IMPORT_PYTEST = {"shells/pytest_plugin/collecting.py"}
"""The one file that meets pytest's classes."""


def layer_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and (PACKAGE / parts[1]).is_dir() else ""


def imports(file: Path) -> list[tuple[str, int]]:
    """Each imported module with its line; names for type checkers alone count too."""
    found = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: imports are written in full"
            module = node.module or ""
            below = [f"{module}.{alias.name}" for alias in node.names]
            modules = [b for b in below if module == "derive" and layer_of(b)] or [module]
            found += [(each, node.lineno) for each in modules]
    return found


def layer(file: Path) -> str:
    parts = file.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else ""


FRONT = PACKAGE / "__init__.py"
"""It names every public home, and imports none until it is asked to."""


@pytest.mark.parametrize(
    "file", [f for f in FILES if f != FRONT], ids=lambda f: str(f.relative_to(PACKAGE))
)
def test_imports_go_downwards(file):
    wrong = [
        f"{file}:{line}: {layer(file) or 'derive'} imports {module}"
        for module, line in imports(file)
        if module.split(".")[0] == "derive" and layer_of(module) not in MAY_IMPORT[layer(file)]
    ]
    assert not wrong, "\n".join(wrong)


FOREIGN = {
    "ground": set(),
    "model": set(),
    "calculus": {"sympy"},
    "proof": {"flint"},
    "replay": set(),
    "checker": set(),
    "readers": set(),
    "renderers": {"rich"},
    "shells": set(),
    "": set(),
}
"""Layer → the packages of others that it may import, besides the doors above."""


def imports_that_run(file: Path) -> set[str]:
    """The packages that a file imports, leaving out names for type checkers alone."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = [ast.Pass()]
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0])
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(PACKAGE)))
def test_foreign_packages_stay_behind_their_doors(file):
    allowed = FOREIGN[layer(file)] | {"derive"}
    if file.relative_to(PACKAGE).as_posix() in MAY_IMPORT_SYMPY:
        allowed |= {"sympy"}
    if file.relative_to(PACKAGE).as_posix() in MAY_IMPORT_PYTEST:
        allowed |= {"pytest"}
    if file.relative_to(PACKAGE).as_posix().startswith("shells/testing/"):
        allowed |= {"sympy", "mpmath", "numpy"}
    assert imports_that_run(file) - set(sys.stdlib_module_names) <= allowed


@pytest.mark.parametrize(
    "file", [f for f in FILES if layer(f) in ("proof", "replay")], ids=lambda f: f.name
)
def test_judges_never_reach_sympy_through_the_bridge(file):
    bridges = {"derive.model.sympy_bridge", "derive.model.sympy_functions"}
    assert not bridges & {module for module, _ in imports(file)}


def test_every_code_has_an_explanation():
    """The first text given to fail(…) or .error(…) is a code, and codes have rows."""
    from derive.ground.codes import CODES

    used = set()
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                first = node.args[0]
                if name in ("fail", "error", "error_at", "complain", "Diagnostic") and isinstance(
                    first, ast.Constant
                ):
                    used.add(first.value)
    assert used <= set(CODES), f"without a row in derive/ground/codes.py: {used - set(CODES)}"
    told = {"proved", "conditional", "refuted", "ambiguous", "ill-formed", "unread", "unknown"}
    told |= {"unmet-expectation"}
    assert set(CODES) - used <= told, f"nothing raises: {set(CODES) - used - told}"
