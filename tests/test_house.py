"""The house keeps its own rules: sizes, rooms, names, templates, packages, settings. See docs/decisions.md for why."""

import ast
import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest
from django.db.utils import ConnectionHandler
from pytest_django.plugin import DjangoDbBlocker

import coverage
from paritrana import settings as portal
from tests.house import (
    APPS,
    CODE,
    ROOT,
    calls,
    functions,
    length,
    modules,
    starts_at_manager,
    templates,
    text,
    tree,
    walk,
)

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LONGEST = {"module": 300, "test module": 400, "function": 40, "view": 25, "template": 120}
BARRED_NAMES = {"utils", "helpers", "common", "core", "services", "managers"}
SPANNING = {  # tests that look at more than one module
    "tests/test_house.py", "tests/test_access_matrix.py", "tests/test_headers.py", "tests/test_templates.py",
    "tests/test_facts.py", "tests/test_hostile_files.py",
    "tests/coverage/actions/test_tree_in_time.py", "tests/coverage/actions/test_races.py",
    "tests/coverage/actions/test_step_races.py", "tests/accounts/actions/test_people_races.py",
    "tests/coverage/actions/uploads/test_races.py", "tests/planning/actions/test_rate_races.py",
    "tests/awards/actions/entrants/test_entry_races.py",
    "tests/awards/actions/jury/test_mark_races.py",
    "tests/awards/actions/results/test_closing_races.py",
    "tests/awards/actions/results/test_snapshot_races.py",
    "tests/awards/actions/results/test_objections_judged.py",
}  # fmt: skip
WHERE_USED = {  # package: (files, what shows there that it is used), where that is not an import of its own name
    "django-environ": ("paritrana/settings.py", "import environ"),
    "psycopg": (".env.example", "postgres://"),
    "whitenoise": ("paritrana/settings.py", "whitenoise.middleware"),
    "gunicorn": ("Makefile", "gunicorn"),
    "django-allauth": ("paritrana/settings.py", "allauth.account"),
    "django-axes": ("paritrana/settings.py", "axes.middleware"),
    "argon2-cffi": ("accounts/hashers.py", "Argon2PasswordHasher"),
    "django-ninja": ("paritrana/api.py", "from ninja import"),
    "django-import-export": ("coverage/resources/previews.py", "from import_export"),
    "django-csp": ("paritrana/error_pages.py", "csp.middleware"),
    "pillow": ("paritrana/pictures.py", "from PIL import"),
    "weasyprint": ("paritrana/pdf.py", 'import_module("weasyprint")'),
    "pytest-django": ("pyproject.toml", "DJANGO_SETTINGS_MODULE"),
    "pytest-xdist": ("tests/run.py", '"-n"'),
    "slipcover": ("docs/handbook.md", "slipcover"),
    "time-machine": ("tests/**/*.py", "time_machine.move_to"),
    "ruff": ("Makefile", "ruff"),
    "mypy": ("Makefile", "mypy"),
    "django-stubs": ("pyproject.toml", "mypy_django_plugin"),
    "djlint": ("Makefile", "djlint"),
    "import-linter": ("Makefile", "lint-imports"),
    "uv": ("Makefile", "uv pip compile"),
}


def dependencies() -> list[str]:
    """Return the names of all packages of pyproject.toml, without extras."""
    project = PYPROJECT["project"]
    return [re.split(r"[\[=<>]", line)[0] for line in project["dependencies"] + project["optional-dependencies"]["dev"]]


def lines_with(pattern: str, paths: list[Path]) -> list[str]:
    """Return "path:line" of each line in `paths` that matches `pattern`."""
    found = re.compile(pattern)
    return [
        f"{path}:{number}"
        for path in paths
        for number, line in enumerate(text(path).splitlines(), start=1)
        if found.search(line)
    ]


# Sizes


@pytest.mark.parametrize(("folders", "kind"), [(CODE, "module"), (("tests",), "test module")])
def test_modules_are_short(folders: tuple[str, ...], kind: str):
    too_long = {
        str(path): lines for path in modules(*folders) if (lines := len(text(path).splitlines())) > LONGEST[kind]
    }

    assert too_long == {}


def test_functions_are_short():
    too_long = {
        f"{path}:{node.name}": length(node)
        for path in modules(*CODE, "tests")
        for node in functions(path)
        if length(node) > LONGEST["function"]
    }

    assert too_long == {}


def test_views_are_short():
    too_long = {
        f"{path}:{node.name}": length(node)
        for path in modules(*APPS)
        if "views" in path.parts or path.name == "pages.py"
        for node in functions(path)
        if node.args.args and node.args.args[0].arg == "request" and length(node) > LONGEST["view"]
    }

    assert too_long == {}


def test_templates_are_short():
    too_long = {
        str(path): lines for path in templates() if (lines := len(text(path).splitlines())) > LONGEST["template"]
    }

    assert too_long == {}


# Rooms and names


def test_no_room_is_a_drawer_for_everything():
    assert [path for path in modules() if BARRED_NAMES & {*path.parts[:-1], path.stem}] == []


def test_packages_are_empty_but_those_of_models():
    written = [path for path in modules(*CODE, "tests") if path.name == "__init__.py" and text(path).strip()]

    assert [path for path in written if path.parent.name != "models"] == []


def test_each_module_says_what_it_is_about():
    silent = [
        path
        for path in modules(*CODE)
        if path.name not in ("__init__.py", "apps.py")
        and "formats" not in path.parts
        and not ast.get_docstring(tree(path))
    ]

    assert silent == []


def test_each_model_says_what_it_is():
    silent = [
        f"{path}:{node.name}"
        for path in modules(*APPS)
        if "models" in path.parts
        for node in tree(path).body
        if isinstance(node, ast.ClassDef)
        and "models.Model" in map(ast.unparse, node.bases)
        and not ast.get_docstring(node)
    ]

    assert silent == []


def test_each_test_module_mirrors_a_module():
    scripts = {ROOT / "tests/run", ROOT / "tests/servers"}  # what the tests themselves stand on is tested too
    strays = [
        path
        for path in modules("tests")
        if path.name.startswith("test_") and "journeys" not in path.parts and str(path) not in SPANNING
        for mirrored in [ROOT / Path(*path.parts[1:-1]) / path.stem.removeprefix("test_")]
        if path.with_name(mirrored.name) not in {script.relative_to(ROOT) for script in scripts}
        if not mirrored.with_suffix(".py").exists() and not mirrored.is_dir()
    ]

    assert strays == []


def test_each_pure_module_is_held_to_be_pure():
    contracts = {contract["name"]: contract for contract in PYPROJECT["tool"]["importlinter"]["contracts"]}
    lowest = re.findall(r"\((\w+)\)", contracts["Inside an app"]["layers"][-1])
    standing = {f"{app}.{name}" for app in APPS for name in lowest if (ROOT / app / f"{name}.py").exists()}

    held = set(contracts["Pure modules know neither Django nor openpyxl"]["source_modules"])

    lowest_for_another_reason = {"accounts.guards", "accounts.hashers"}  # models must not know them; they need Django
    assert standing - held == lowest_for_another_reason


# Models and queries


def test_no_model_orders_itself_or_saves_in_its_own_way():
    models = [path for path in modules(*APPS) if "models" in path.parts]
    saving = [f"{path}:{node.name}" for path in models for node in functions(path) if node.name == "save"]
    refusing = "accounts/models/append_only.py:save"  # rows of an append-only table are not saved twice

    assert lines_with(r"^\s+ordering\s*=", models) == []
    assert [name for name in saving if name != refusing] == []


def test_no_query_is_written_past_the_models():
    assert [
        f"{path}:{call.lineno}" for path in modules(*APPS) for call, name in calls(path) if name in ("raw", "extra")
    ] == []


def test_rows_are_written_in_lots_by_actions_alone():
    written = [
        f"{path}:{call.lineno}"
        for path in modules(*APPS)
        if "actions" not in path.parts
        for call, name in calls(path)
        if name in ("update", "bulk_create", "bulk_update", "delete") and starts_at_manager(call)
    ]

    assert written == []


def test_signals_are_heard_only_where_sign_in_and_migrations_tell_of_themselves():
    connected = lines_with(r"^@receiver|\.connect\(.*(sender|dispatch_uid)", modules(*APPS))

    assert {place.split(":")[0] for place in connected} == {"accounts/apps.py", "accounts/receivers.py"}


# Words


def test_no_text_counts_in_english():
    assert lines_with(r"\bn[pg]?gettext|\{% *plural", [*modules(*APPS), *templates()]) == []


def test_templates_translate_in_one_way():
    assert lines_with(r"\{% *trans |\{% *blocktrans |\{% *blocktranslate(?![^%]*trimmed)", templates()) == []


# Templates and what browsers get


@pytest.mark.parametrize(
    ("rule", "pattern"),
    [
        ("inline style", r"""<[^>]*\sstyle\s*=|<style\b"""),
        ("inline script", r"""<script\b(?![^>]*\ssrc=)"""),
        ("inline handler", r"""<[^>]*\son[a-z]+\s*="""),
        ("unescaped text", r"""\|\s*safe\b|\bautoescape\s+off"""),
        ("address not by url or static", r"""\b(?:href|action|src)\s*=\s*["']/"""),
    ],
)
def test_templates_keep_the_rules_of_the_content_policy(rule: str, pattern: str):
    assert lines_with(pattern, templates()) == [], rule


def test_no_code_marks_text_as_safe():
    assert lines_with(r"\bmark_safe\b|\bSafe(?:String|Text)\(", modules(*APPS)) == []


def test_pages_load_nothing_from_another_host():
    styles = list(walk("static", suffixes=(".css", ".js", ".svg")))
    host = r"(?:https?:)?//(?!www\.w3\.org/)[a-z0-9-]+(?:\.[a-z0-9-]+)+"
    links = re.compile(r"<a\b[^>]*>", re.IGNORECASE)  # a link is followed by the reader, not loaded by the page
    loading = [str(path) for path in templates() if re.search(host, links.sub("", text(path)))]

    assert loading == []
    assert lines_with(host, styles) == []


def test_vendored_styles_load_nothing_from_another_host():
    vendored = [
        path.relative_to(ROOT)
        for path in sorted((ROOT / "static/vendor").rglob("*.*"))
        if path.suffix in (".css", ".js")
    ]

    assert lines_with(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//|sourceMappingURL", vendored) == []


# Packages


def test_each_package_has_its_reason():
    lines = [line for line in text(Path("pyproject.toml")).splitlines() if re.match(r'  "[a-z0-9\[\],-]+",', line)]

    told = [line for line in lines if re.match(r'  "[a-z0-9\[\],-]+", +# \S', line)]

    assert len(told) == len(dependencies())


@pytest.mark.parametrize("package", dependencies())
def test_each_package_is_used(package: str):
    name = re.escape(package.replace("-", "_"))
    pattern, sign = WHERE_USED.get(package, ("", ""))

    files = [path.relative_to(ROOT) for path in ROOT.glob(pattern)] if pattern else modules()
    files = [path for path in files if path.name != "test_house.py"]

    assert lines_with(re.escape(sign) or rf"^(?:import|from) {name}\b", files) != []


def test_each_package_is_pinned_in_its_list():
    pinned = [
        re.split(r"[\[=]", line)[0]
        for name in ("requirements.in", "requirements-dev.in")
        for line in text(Path(name)).splitlines()
        if not line.startswith(("-", "#"))
    ]

    assert sorted(pinned) == sorted(dependencies())


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_locks_carry_hashes_and_no_address(lock: str):
    pins = re.findall(r"^[a-z0-9][^\n]*==[^\n]*\n(?:    [^\n]*\n)*", text(Path(lock)), re.MULTILINE)

    unhashed = [pin.split("\n")[0] for pin in pins if "--hash=sha256:" not in pin]

    assert len(pins) > 20
    assert unhashed == []
    assert lines_with(r"://|index-url|find-links|trusted-host", [Path(lock)]) == []


def test_the_app_named_coverage_meets_no_package_of_that_name():
    assert coverage.__file__ == str(ROOT / "coverage/__init__.py")
    with pytest.raises(importlib.metadata.PackageNotFoundError):
        importlib.metadata.distribution("coverage")


# Settings


def test_the_example_of_the_environment_tells_each_setting():
    read = re.findall(r"""env\.\w+\(\s*"([A-Z_]+)\"""", text(Path("paritrana/settings.py")))
    told = re.findall(r"^([A-Z_]+)=", text(Path(".env.example")), re.MULTILINE)

    assert set(read) - set(told) == set()


def test_sqlite_runs_with_the_options_without_which_it_loses_or_refuses_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, django_db_blocker: DjangoDbBlocker
):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'portal.sqlite3'}")
    connection = ConnectionHandler({"default": portal.database()})["default"]

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        found = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "mmap_size")
        }
    connection.close()

    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 20_000, "mmap_size": 0}
    assert vars(connection)["transaction_mode"] == "IMMEDIATE"


# The house itself


def test_the_house_speaks_of_itself_alone():
    suffixes = (".py", ".md", ".txt", ".html", ".toml", ".in", ".json", ".css", ".js", "")
    files = [path for path in walk(suffixes=suffixes) if str(path) != "tests/test_house.py"]

    assert lines_with(r"/work/(?:main|shared)|/root/|/tmp/w/|\bpypi\.|\bregistry\.npmjs", files) == []


def test_the_reference_folder_is_named_only_by_tests_that_do_without_it():
    naming = {place.split(":")[0] for place in lines_with(r"""["'/]shared["'/]""", modules())} - {"tests/test_house.py"}

    assert [
        name for name in sorted(naming) if not name.startswith("tests/") or "NO_REFERENCE" not in text(Path(name))
    ] == []


def test_the_commands_of_the_readme_are_those_of_the_makefile_and_of_ci():
    readme, makefile, ci = (text(Path(name)) for name in ("README.md", "Makefile", ".ci/run"))

    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))

    assert {"run", "test", "check", "bench", "screens"} <= targets
    assert set(re.findall(r"^\s*make ([a-z]+)", readme, re.MULTILINE)) >= {"run", "test"}
    assert set(re.findall(r"(?:^    |`|=1 )make ([a-z]+)", readme, re.MULTILINE)) <= targets
    assert "REQUIRE_ALL=1 make test" in ci
    assert "make check" in ci
    assert (ROOT / ".ci/run").stat().st_mode & 0o111
