"""Fingerprints of code: what a rule's output depends on besides its input files.

Snakemake does not see edits in imported modules. Every rule therefore carries, as a param, the fingerprint of the
module that does its work: a hash of that module, of everything of ours that it imports, and of the lexicons, models
and schemas that these modules name in a literal call (see khabar.resources), and of the locked environment.
"""

import ast
import hashlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from khabar.resources import (
    PACKAGE,
    REPOSITORY,
    json_schema_path,
    lexicon_path,
    model_path,
    rules_path,
    schema_path,
    schema_paths,
)

_RESOURCE_CALLS: dict[str, Callable[[str], Path]] = {
    "json_schema_path": json_schema_path,
    "lexicon": lexicon_path,
    "lexicon_path": lexicon_path,
    "model_path": model_path,
    "rules_path": rules_path,
    "schema_path": schema_path,
    "load_table": schema_path,
    "arrow_schema": schema_path,
    "from_rows": schema_path,
}
_ENVIRONMENT = REPOSITORY / "requirements" / "runtime.lock"


def fingerprint(*modules: str) -> str:
    """16 hex digits that change when anything the modules' results depend on changes.

    Touching a file changes nothing; editing it changes the fingerprint of exactly the modules that import or read it.
    """
    digest = hashlib.sha256()
    for path in sorted({_ENVIRONMENT, *dependencies(*modules)}):
        digest.update(f"{path.relative_to(REPOSITORY).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def dependencies(*modules: str) -> set[Path]:
    """Source files and resources that the modules depend on, themselves included."""
    found: set[Path] = set()
    waiting = [_source(module) for module in modules]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        if path.suffix == ".py":
            waiting.extend(_direct(path))
    return found


@cache
def _direct(path: Path) -> tuple[Path, ...]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    templates = sorted((path.parent / "templates").glob("*"))  # they belong to the package that they lie in
    return tuple(dict.fromkeys([*_packages(path), *_imports(tree), *_resources(tree), *templates]))


def _source(module: str) -> Path:
    path = _find(module)
    if path is None:
        raise ModuleNotFoundError(f"no module of Khabar is named {module}")
    return path


def _find(module: str) -> Path | None:
    base = PACKAGE.parent / Path(*module.split("."))
    for path in (base.with_suffix(".py"), base / "__init__.py"):
        if path.is_file():
            return path
    return None


def _packages(path: Path) -> Iterator[Path]:
    """The `__init__.py` files that run before the module at `path`."""
    for parent in path.parents:
        if parent == PACKAGE.parent:
            return
        init = parent / "__init__.py"
        if init.is_file() and init != path:
            yield init


def _imports(tree: ast.AST) -> Iterator[Path]:
    unused = {inner for node in ast.walk(tree) if _for_types_alone(node) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if node in unused:
            continue
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            if name.split(".")[0] == PACKAGE.name and (path := _find(name)):
                yield path


def _for_types_alone(node: ast.AST) -> bool:
    """Whether a node is `if TYPE_CHECKING:`, which never runs."""
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _resources(tree: ast.AST) -> Iterator[Path]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        if name == "load_tables":
            yield from schema_paths()
        argument = node.args[0] if node.args else None
        if name in _RESOURCE_CALLS and isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield _RESOURCE_CALLS[name](argument.value)
