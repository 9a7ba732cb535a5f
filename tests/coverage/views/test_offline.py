"""What the browser keeps for typing without a network: complete, and the same for everyone."""

import re
from pathlib import Path

from coverage.views.offline import MODULES

STATIC = Path(__file__).resolve().parents[3] / "static"


def test_the_worker_is_a_script_at_the_root_of_the_site(client, db):
    answer = client.get("/sw.js")

    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.content == (STATIC / "entry/worker.js").read_bytes()


def test_the_frame_is_the_same_for_who_is_signed_in_and_names_nobody(client, sari):
    public = client.get("/isian-tanpa-jaringan/").content.decode()
    client.force_login(sari)
    own = client.get("/isian-tanpa-jaringan/").content.decode()

    assert "data-shell" in public
    assert "Sari" not in re.search(r"<main.*?</main>", own, re.DOTALL)[0]


def test_the_frame_names_every_script_of_the_grid(client, db):
    page = client.get("/isian-tanpa-jaringan/").content.decode()
    imported = {
        name
        for path in (STATIC / "entry").glob("*.js")
        for name in re.findall(r"from '\./([\w-]+\.js)'", path.read_text())
    }

    assert set(MODULES) == {path.name for path in (STATIC / "entry").glob("*.js")} - {"worker.js"}
    assert imported | {"main.js"} == set(MODULES)
    assert set(re.findall(r'rel="modulepreload" href="/static/entry/([\w-]+\.js)"', page)) == set(MODULES)


def test_no_script_of_the_grid_is_long_or_writes_markup():
    scripts = {path.name: path.read_text() for path in (STATIC / "entry").glob("*.js")}

    assert [name for name, text in scripts.items() if len(text.splitlines()) > 300] == []
    assert [
        name for name, text in scripts.items() if re.search(r"innerHTML|outerHTML|insertAdjacent|eval\(", text)
    ] == []
