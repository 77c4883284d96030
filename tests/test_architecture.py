"""What imports cannot show: strings, templates and addresses that name a higher app; sizes; docstrings; no inline code.

A waiver is a comment on the first line of what is too long: `# long: why` (Python), `{# long: why #}` (templates).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField, OneToOneField
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parent.parent
# Lowest first: an app knows those before it, never those after.
APPS = (
    "common",
    "members",
    "decisions",
    "legislation",
    "appropriations",
    "priorities",
    "outreach",
    "briefings",
    "atest",
)
HEIGHT = {name: place for place, name in enumerate(APPS)}
# Pages of the whole house, which any template may lead to.
HOUSE_PAGES = {"front", "home", "week", "job", "job_progress", "cancel_job", "style", "healthz"}
MODULE_LINES, FUNCTION_LINES, TEMPLATE_LINES = 300, 40, 150
WAIVER = re.compile(r"#\s*long:\s*\S.{8,}")
# Rooms whose public functions say what goes in and out.
SPOKEN_ROOMS = {"services", "selectors", "sources", "packet"}
OTHER_ROOMS = {
    "urls",
    "admin",
    "adapter",
    "middleware",
    "checks",
    "receivers",
    "views",
    "management",
    "feeds",
    "tasks",
    "forms",
    "filters",
    "exports",
    "models",
    "querysets",
    "choices",
    "apps",
    "migrations",
    "templatetags",
    "facts",
}


def modules() -> Iterator[tuple[str, Path]]:
    """Every module of ours with its app; migrations are written by Django."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield app, path


def templates() -> Iterator[Path]:
    yield from sorted((ROOT / "templates").rglob("*.html"))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def app_of_template(path: Path) -> str | None:
    """The app a template belongs to; components and the frames of pages belong to the house."""
    first = path.relative_to(ROOT / "templates").parts[0]
    return first if first in HEIGHT and first != "atest" else None


def strings_in(path: Path) -> Iterator[tuple[int, str]]:
    """Every text in a module that is code, not explanation."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    explanations = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explanations:
            yield node.lineno, node.value


def test_the_list_of_apps_is_the_one_installed():
    ours = {config.label for config in apps.get_app_configs() if (ROOT / config.label).is_dir()}
    assert ours == set(APPS)


def test_a_table_points_at_tables_of_its_own_app_or_lower():
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in HEIGHT
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey | OneToOneField | ManyToManyField)
        and field.related_model._meta.app_label in HEIGHT
        and HEIGHT[field.related_model._meta.app_label] > HEIGHT[model._meta.app_label]
    ]
    assert upward == []


def test_no_string_names_a_table_page_or_module_of_a_higher_app():
    """Strings such as "priorities.Position", "briefings:packet" or "outreach/office.html" in a lower app."""
    upward = []
    for app, path in modules():
        for line, text in strings_in(path):
            found = re.fullmatch(r"([a-z]+)(?:\.[A-Za-z_.]+|:[a-z_]+|/[a-z_/]+\.html)", text)
            if found and HEIGHT.get(found[1], -1) > HEIGHT[app]:
                upward.append(f"{named(path)}:{line} {text!r}")
    assert upward == []


ADDRESS = re.compile(r"{%\s*url\s+['\"]([^'\"]+)['\"]")
INCLUDED = re.compile(r"{%\s*(?:include|extends)\s+['\"]([^'\"]+)['\"]")


def test_no_template_leads_to_a_page_of_a_higher_app_or_includes_its_template():
    upward = []
    for path in templates():
        app = app_of_template(path)
        if app is None:
            continue
        text = path.read_text(encoding="utf-8")
        owners = [name.partition(":")[0] for name in ADDRESS.findall(text) if ":" in name]
        owners += [name.partition("/")[0] for name in INCLUDED.findall(text)]
        upward += [
            f"{named(path)} names {one}"
            for one in owners
            if one != "atest" and HEIGHT.get(one, -1) > HEIGHT[app]
        ]
        # A name without a colon is a page of the house or of the sign-in library.
        strange = [name for name in ADDRESS.findall(text) if ":" not in name and name not in HOUSE_PAGES]
        upward += [
            f"{named(path)} leads to {name}"
            for name in strange
            if not name.startswith(("account_", "mfa_", "usersessions_", "admin"))
        ]
    assert upward == []


def test_every_template_of_ours_can_be_read():
    for path in templates():
        get_template(str(path.relative_to(ROOT / "templates")))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_modules_are_short():
    long = []
    for _, path in modules():
        lines = path.read_text(encoding="utf-8").splitlines()
        if len(lines) > MODULE_LINES and not WAIVER.search(lines[0]):
            long.append(f"{named(path)}: {len(lines)}")
    assert long == []


def test_functions_are_short():
    long = []
    for _, path in modules():
        lines = path.read_text(encoding="utf-8").splitlines()
        for function in functions(path):
            length = (function.end_lineno or function.lineno) - function.lineno + 1
            if length > FUNCTION_LINES and not WAIVER.search(lines[function.lineno - 1]):
                long.append(f"{named(path)}:{function.lineno} {function.name}: {length}")
    assert long == []


def test_templates_are_short():
    long = []
    for path in templates():
        lines = path.read_text(encoding="utf-8").splitlines()
        if len(lines) > TEMPLATE_LINES and not WAIVER.search(lines[0]):
            long.append(f"{named(path)}: {len(lines)}")
    assert long == []


INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a handler": re.compile(r"<[^>]*\son[a-z]+\s*=\s*['\"]", re.IGNORECASE),
    "a script of its own": re.compile(
        r"<script\b(?![^>]*\bsrc=)(?![^>]*type=['\"]application/json)", re.IGNORECASE
    ),
    "an address that is a script": re.compile(
        r"(?:href|src|action)\s*=\s*['\"]?\s*javascript:", re.IGNORECASE
    ),
    "a handler of the fragments": re.compile(r"\shx-on[:\-]", re.IGNORECASE),
}


@pytest.mark.parametrize("what", INLINE)
def test_no_template_carries_inline_code_or_style(what):
    assert [
        named(path) for path in templates() if INLINE[what].search(path.read_text(encoding="utf-8"))
    ] == []


@pytest.mark.parametrize(
    ("what", "bad"),
    [
        ("a style attribute", '<p class="x" style="color:red">'),
        ("a style element", "<style>p{}</style>"),
        ("a handler", '<button onclick="go()">'),
        ("a script of its own", "<script>go()</script>"),
        ("an address that is a script", '<a href="javascript:go()">'),
        ("a handler of the fragments", '<div hx-on:click="go()">'),
    ],
)
def test_what_is_looked_for_would_be_found(what, bad):
    assert INLINE[what].search(bad)


def is_spoken(app: str, path: Path) -> bool:
    """Whether a module's public functions carry docstrings: services, selectors, sources and pure rules."""
    room = path.relative_to(ROOT / app).parts[0].removesuffix(".py")
    if room in SPOKEN_ROOMS:
        return True
    if app in ("atest", "common"):
        return False
    return room not in OTHER_ROOMS and room not in {"__init__", "render", "panels"}


def public_functions(path: Path) -> Iterator[ast.FunctionDef]:
    """Functions of a module, and methods of its public classes, that others may call."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def test_public_functions_of_services_selectors_sources_and_rules_say_what_they_do():
    silent = [
        f"{named(path)}:{function.lineno} {function.name}"
        for app, path in modules()
        if is_spoken(app, path)
        for function in public_functions(path)
        if not ast.get_docstring(function)
    ]
    assert silent == []


def called_through_doors() -> set[tuple[str, str]]:
    """The (module, function) pairs of services that views, tasks and commands import."""
    pairs = set()
    for app, path in modules():
        if path.relative_to(ROOT / app).parts[0].removesuffix(".py") not in {"views", "tasks", "management"}:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and ".services" in node.module:
                pairs |= {(node.module, name.name) for name in node.names}
    return pairs


def test_services_take_what_they_are_given_by_name():
    """A service is a verb with named arguments, so that a call from a view, task or command reads as a sentence."""
    doors = called_through_doors()
    unnamed = [
        f"{named(path)}:{function.lineno} {function.name}"
        for app, path in modules()
        if path.relative_to(ROOT / app).parts[0] == "services"
        for function in public_functions(path)
        if len(function.args.args) > 1
        and (".".join(path.relative_to(ROOT).with_suffix("").parts), function.name) in doors
    ]
    # A question that changes nothing may be asked plainly.
    assert [one for one in unnamed if not one.endswith(" may_speak_for")] == []
    assert len(doors) > 10


def test_views_write_no_rows():
    """A view asks a service; it saves, creates and deletes nothing itself."""
    writes = {"save", "create", "bulk_create", "bulk_update", "delete", "update_or_create", "get_or_create"}
    found = []
    for app, path in modules():
        if path.relative_to(ROOT / app).parts[0] != "views":
            continue
        found += [
            f"{named(path)}:{node.lineno} .{node.func.attr}()"
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in writes
        ]
    assert found == []


def test_no_service_knows_a_request_or_enqueues_a_task():
    found = []
    for app, path in modules():
        if path.relative_to(ROOT / app).parts[0] != "services":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.arg) and node.arg == "request":
                found.append(f"{named(path)}:{node.lineno} takes a request")
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in {"delay", "apply_async", "send_task"}
            ):
                found.append(f"{named(path)}:{node.lineno} enqueues a task")
    assert found == []
