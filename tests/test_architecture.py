"""The house rules that a reader would otherwise have to watch for (design §7)."""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel
from sqlalchemy import inspect as mapped

from app.api.door import Door
from app.api.routers import ROUTERS
from app.law.reading.loader import lawbook
from app.law.shape.fields import body_model
from app.models.base import Base
from app.schemas.base import In
from tests.access.test_doors import UNGUARDED

ROOT = Path(__file__).resolve().parent.parent
APP = sorted((ROOT / "app").rglob("*.py"))
EVERY = [
    *APP,
    *sorted((ROOT / "migrations").rglob("*.py")),
    *sorted((ROOT / "tests").rglob("*.py")),
]
SCHEMAS = [path.stem for path in (ROOT / "app" / "schemas").glob("*.py")]
LONGEST_FILE, LONGEST_FUNCTION = 300, 40
# Longer than the rule, each with its reason; the list may only shrink.
LONG_FUNCTIONS = {
    "app/law/reading/build.py:_step": "one keyword a column of the book",
    "app/law/engine/judge.py:_judge": "one keyword a part of the finding",
    "app/services/clients.py:register": "one keyword a column of the table",
    "app/services/clocks.py:follow": "one keyword a column of the table",
}
# OAuth clients send what they know; a step's body is read by the law of its day (services/bodies).
TAKES_EXTRAS = {"TokenIn": "ignore", "StepIn": "allow"}
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc", "lib"}
# SQL made from text: constants of the file alone, each looked at.
WRITES_SQL = {
    "app/db.py": "two statements of one list of columns, constants of the file",
    "app/migrate.py": "names of roles, constants of the file; the password is quoted by the server",
}
# Legal figures of the book: terms in months, limits in days.
_LEGAL = re.compile(r"months|days|hours|term|span|limit|age\b|years|criteria|phases")
_FIGURE = {"months", "days", "hours", "working_days", "calendar_days"}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_file_is_longer_than_the_rule():
    long = {name(p) for p in EVERY if p.read_text(encoding="utf-8").count("\n") > LONGEST_FILE}
    assert long == set()


def test_no_function_is_longer_than_the_rule():
    long = {
        f"{name(path)}:{node.name}": length(node)
        for path in APP
        for node in functions(path)
        if length(node) > LONGEST_FUNCTION
    }
    assert set(long) - set(LONG_FUNCTIONS) == set(), long


def test_nothing_is_imported_inside_a_function():
    inside = [
        f"{name(path)}:{node.name}"
        for path in APP
        for node in functions(path)
        if any(isinstance(part, ast.Import | ast.ImportFrom) for part in ast.walk(node))
    ]
    assert inside == []


def test_no_type_is_imported_for_the_checker_alone():
    assert [name(path) for path in APP if "TYPE_CHECKING" in path.read_text(encoding="utf-8")] == []


def test_nothing_is_called_by_a_name_that_says_nothing():
    vague = [name(path) for path in EVERY if VAGUE & set(re.split(r"[/_.]", name(path)))]
    assert vague == []
    classes = [
        node.name
        for path in APP
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and re.search(r"(Utils?|Helpers?|Manager)$", node.name)
    ]
    assert classes == []


def test_no_sql_is_made_from_text_but_where_it_was_looked_at():
    """T19: `text()` takes a constant; an f-string, `%`, `+` or `.format` inside it is an alarm."""
    made = {
        name(path)
        for path in APP
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and _called(node) in {"text", "execute", "exec_driver_sql"}
        if node.args and _is_made(node.args[0])
    }
    assert made == set(WRITES_SQL)


def test_no_session_is_asked_for_a_file_by_its_key_alone():
    """A bare `session.get(Client, id)` would answer from the session's own memory."""
    of_files = {mapper.class_.__name__ for mapper in Base.registry.mappers if _hangs(mapper.class_)}
    found = [
        f"{name(path)}:{node.lineno}"
        for path in (ROOT / "app" / "services").rglob("*.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and _called(node) == "get" and node.args
        and isinstance(node.args[0], ast.Name) and node.args[0].id in of_files
    ]  # fmt: skip
    assert found == []


def test_no_service_commits_or_raises_http():
    """The door commits, once; a refusal is named (§7.3). Signing in keeps what a refusal must."""
    commits = {
        name(path)
        for path in (ROOT / "app" / "services").rglob("*.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and _called(node) in {"commit", "HTTPException"}
    }
    assert commits <= {"app/services/signin.py", "app/services/throttle.py"}


def test_every_route_is_made_by_the_door_but_those_of_health():
    plain = [router for router in ROUTERS if not isinstance(router, Door)]
    assert {route.operation_id for router in plain for route in router.routes} == UNGUARDED


def test_whatever_comes_in_forbids_what_it_does_not_know():
    """Mass assignment (API3): an unknown field is refused, never dropped in silence."""
    for module in SCHEMAS:
        importlib.import_module(f"app.schemas.{module}")
    loose = {
        model.__name__: model.model_config.get("extra")
        for model in _below(In)
        if model.model_config.get("extra") != "forbid"
    }
    assert loose == TAKES_EXTRAS


def test_every_body_of_a_step_forbids_what_it_does_not_ask():
    loose = [
        (procedure.code, step.name)
        for procedure in lawbook().procedures.values()
        for step in procedure.steps.values()
        if body_model(procedure, step).model_config.get("extra") != "forbid"
    ]
    assert loose == []


def test_no_legal_figure_stands_in_a_service():
    """§7.2: a number of days or months beside a date, a duration or a term is the book's alone."""
    figures = [
        f"{name(path)}:{node.lineno}"
        for path in (ROOT / "app" / "services").rglob("*.py")
        if path.name not in {"signin.py", "throttle.py"}
        for node in ast.walk(tree(path))
        if _is_duration(node) or _compares_months(node)
    ]
    assert figures == []


def _is_duration(node: ast.AST) -> bool:
    """`timedelta(days=3)`, `due(…, 5, "working_days")`, `months=24`."""
    if not isinstance(node, ast.Call):
        return False
    said = [argument.value for argument in node.keywords if argument.arg in _FIGURE]
    if _called(node) in {"timedelta", "due", "before", "compute_term"}:
        said += node.args
    return any(isinstance(value, ast.Constant) and _number(value) for value in said)


def _compares_months(node: ast.AST) -> bool:
    """`term.months > 24`, `age < 18`: a name of the law beside a number."""
    if not isinstance(node, ast.Compare):
        return False
    sides = [node.left, *node.comparators]
    names = {getattr(side, "attr", getattr(side, "id", "")) for side in sides}
    figure = any(isinstance(side, ast.Constant) and _number(side) for side in sides)
    return figure and any(_LEGAL.search(name) for name in names)


def _number(value: ast.Constant) -> bool:
    return isinstance(value.value, int) and not isinstance(value.value, bool) and value.value > 1


def _below(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for child in model.__subclasses__():
        if child.__module__.startswith("app.schemas"):
            yield child
        yield from _below(child)


def _called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _is_made(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in node.values)
    if isinstance(node, ast.BinOp):
        return not (isinstance(node.left, ast.Constant) and isinstance(node.right, ast.Constant))
    if not (isinstance(node, ast.Call) and _called(node) in {"format", "replace", "join"}):
        return False
    # psycopg's own composition quotes what it is given.
    inner = node.func.value if isinstance(node.func, ast.Attribute) else None
    return not (isinstance(inner, ast.Call) and _called(inner) == "SQL")


def _hangs(model: type[Base]) -> bool:
    columns = mapped(model).columns.keys()
    return "client_id" in columns or model.__name__ == "Client"
