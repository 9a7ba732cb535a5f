"""The files of the repository as the house tests read them: which there are, their syntax trees, their texts."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APPS = ("paritrana", "regions", "accounts", "coverage", "planning", "awards")
CODE = (*APPS, "bench", "fixtures")
NOT_OURS = {".git", ".venv", ".stamps", "var", "build", "staticfiles", "vendor", "node_modules", "__pycache__"}
CACHES = {".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache"}


def walk(*folders: str, suffixes: tuple[str, ...] = (".py",)) -> Iterator[Path]:
    """Yield the files below `folders` that have one of `suffixes`, sorted, without what is not ours."""
    for folder in folders or (".",):
        for path in sorted((ROOT / folder).rglob("*")):
            inside = path.relative_to(ROOT)
            if not (NOT_OURS | CACHES).intersection(inside.parts) and path.is_file() and path.suffix in suffixes:
                yield inside


def modules(*folders: str) -> list[Path]:
    """Return the Python modules below `folders` without migrations."""
    return [path for path in walk(*folders) if "migrations" not in path.parts]


def templates() -> list[Path]:
    return list(walk("templates", suffixes=(".html", ".txt", ".svg")))


@cache
def text(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path), str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function from `def` to its end; decorators and the docstring are not held against it."""
    told = node.body[0] if ast.get_docstring(node) is not None else None
    docstring = (told.end_lineno or told.lineno) - told.lineno + 1 if told else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - docstring


def calls(path: Path) -> Iterator[tuple[ast.Call, str]]:
    """Yield each call with the name of what is called: "atomic" for `transaction.atomic()`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Attribute(attr=name) | ast.Name(id=name):
                    yield node, name


def starts_at_manager(node: ast.Call) -> bool:
    """Tell whether the called method hangs on a queryset that begins with `Model.objects`."""
    return any(isinstance(part, ast.Attribute) and part.attr == "objects" for part in ast.walk(node.func))
