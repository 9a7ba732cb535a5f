"""In production a missing or weak value stops the start, and a good one makes cookies and headers strict."""

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
KEY, OTHER_KEY = secrets.token_urlsafe(64), secrets.token_urlsafe(64)
GOOD = {
    "DEBUG": "off", "SECRET_KEY": KEY, "AUDIT_KEY": OTHER_KEY, "ALLOWED_HOSTS": "portal.example",
    "CSRF_TRUSTED_ORIGINS": "https://portal.example",
}  # fmt: skip
BAD = [
    ({"SECRET_KEY": ""}, "SECRET_KEY is not set"),
    ({"SECRET_KEY": "kurang-dari-lima-puluh"}, "SECRET_KEY is too weak"),
    ({"SECRET_KEY": "ab" * 40}, "SECRET_KEY is too weak"),
    ({"SECRET_KEY": f"django-insecure-{KEY}"}, "SECRET_KEY is too weak"),
    ({"AUDIT_KEY": ""}, "AUDIT_KEY is not set"),
    ({"AUDIT_KEY": "pendek"}, "AUDIT_KEY is too weak"),
    ({"AUDIT_KEY": KEY}, "AUDIT_KEY equals SECRET_KEY"),
    ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is empty"),
    ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS is empty or holds '*'"),
    ({"ALLOWED_HOSTS": "portal.example,*.example"}, "ALLOWED_HOSTS is empty or holds '*'"),
    ({"CSRF_TRUSTED_ORIGINS": ""}, "CSRF_TRUSTED_ORIGINS is empty"),
    ({"CSRF_TRUSTED_ORIGINS": "http://portal.example"}, "CSRF_TRUSTED_ORIGINS is empty or names more than https"),
    ({"CSRF_TRUSTED_ORIGINS": "https://*.example"}, "CSRF_TRUSTED_ORIGINS is empty or names more than https"),
    ({"TRUSTED_PROXIES": "-1"}, "TRUSTED_PROXIES is negative"),
    ({"DEBUG": "on"}, "DEBUG is on while ALLOWED_HOSTS names portal.example"),
]
READ_SETTINGS = "from paritrana import settings"


def start(folder: Path, values: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    """Run Python with these settings and nothing else of ours in the environment."""
    ours = {name: os.environ[name] for name in ("PATH", "LANG", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=ours | {"VAR_DIR": str(folder), "DATABASE_URL": f"sqlite:///{folder}/portal.sqlite3"} | GOOD | values,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(("values", "said"), BAD)
def test_a_missing_or_weak_value_stops_the_start_with_a_sentence_that_names_it(tmp_path, values, said):
    ended = start(tmp_path, values, "-c", READ_SETTINGS)

    assert ended.returncode != 0
    assert said in ended.stderr.splitlines()[-1]


def test_good_values_start(tmp_path):
    assert start(tmp_path, {}, "-c", READ_SETTINGS).stderr == ""


def test_the_check_for_production_finds_nothing_and_nothing_is_silenced(tmp_path):
    ended = start(tmp_path, {}, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    silenced = start(tmp_path, {}, "manage.py", "diffsettings")

    assert (ended.returncode, ended.stdout) == (0, "System check identified no issues (0 silenced).\n")
    assert "SILENCED_SYSTEM_CHECKS" not in silenced.stdout


def test_keys_of_a_development_installation_are_made_once_and_differ_between_installations(tmp_path):
    told = "from paritrana.settings import SECRET_KEY, AUDIT_KEY; print(SECRET_KEY, AUDIT_KEY)"
    loopback = {"DEBUG": "on", "ALLOWED_HOSTS": "127.0.0.1", "SECRET_KEY": "", "AUDIT_KEY": ""}
    (tmp_path / "a").mkdir()

    first, again = (start(tmp_path / "a", loopback, "-c", told).stdout.split() for _ in range(2))
    other = start(tmp_path / "b", loopback, "-c", told).stdout.split()

    assert first == again
    assert len({*first, *other}) == 4
    assert ((tmp_path / "a" / "secret_key").stat().st_mode & 0o777) == 0o600


ASK_OVER_HTTPS = """
import django, json
django.setup()
from django.test import Client
https = dict(secure=True, headers={"host": "portal.example"})
page, plain = Client().get("/masuk/", **https), Client().get("/masuk/", headers={"host": "portal.example"})
strange = Client().get("/masuk/", secure=True, headers={"host": "evil.example"})
cookies = {name: [bool(one["secure"]), bool(one["httponly"]), one["samesite"], one["path"], one["domain"]]
           for name, one in page.cookies.items()}
print(json.dumps({"status": [page.status_code, plain.status_code, strange.status_code], "cookies": cookies,
                  "headers": dict(page.headers), "plain": dict(plain.headers)}))
"""


@pytest.fixture(scope="module")
def over_https(tmp_path_factory) -> dict:
    folder = tmp_path_factory.mktemp("production")
    for command in (("migrate", "--verbosity", "0"), ("collectstatic", "--noinput", "--verbosity", "0")):
        made = start(folder, {}, "manage.py", *command)
        assert made.returncode == 0, made.stderr
    asked = start(folder, {"DJANGO_SETTINGS_MODULE": "paritrana.settings"}, "-W", "ignore", "-c", ASK_OVER_HTTPS)
    assert asked.returncode == 0, asked.stderr
    return json.loads(asked.stdout)


def test_cookies_are_bound_to_this_host_and_hidden_from_scripts(over_https):
    assert over_https["cookies"] == {"__Host-csrf": [True, True, "Lax", "/", ""]}


def test_browsers_are_told_to_use_https_alone_for_a_year_and_more(over_https):
    assert over_https["headers"]["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"
    assert over_https["status"] == [200, 301, 400]
    assert "Content-Security-Policy" in over_https["plain"]


def test_all_points_that_an_outside_scorer_would_give(over_https):
    assert points(over_https["headers"]) >= 100


def points(headers: dict[str, str]) -> int:
    """Return points by the rules of the HTTP Observatory: 100, less what is missing, more for what is strict."""
    policy = headers.get("Content-Security-Policy", "")
    wanted = {
        -25: bool(policy) and "unsafe" not in policy and "*" not in policy,
        -20: "max-age=63072000" in headers.get("Strict-Transport-Security", ""),
        -21: headers.get("X-Frame-Options") == "DENY" or "frame-ancestors 'none'" in policy,
        -5: headers.get("X-Content-Type-Options") == "nosniff",
        -4: headers.get("Referrer-Policy") in ("same-origin", "strict-origin", "no-referrer"),
    }
    extra = {10: "default-src 'none'" in policy, 5: "frame-ancestors 'none'" in policy}
    lost = sum(cost for cost, is_met in wanted.items() if not is_met)
    return 100 + lost + sum(gain for gain, is_met in extra.items() if is_met)
