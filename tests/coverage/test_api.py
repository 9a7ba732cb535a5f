"""Programs get the numbers of the public addresses, and send files like their person."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from accounts.abilities import Role
from accounts.actions.assignments import grant_role
from accounts.actions.tokens import make_token
from accounts.enums import Act
from accounts.models import AuditEntry, User
from coverage.actions.uploads.seconding import approve
from coverage.enums import StatedBy, UploadState, Via
from coverage.models import Figure, Observation, Report, SecondRequest, Upload
from coverage.queries.uploads.page import seal_of
from tests.awards.factories import an_edition
from tests.coverage.factories import JULY, a_published_month, an_open_report
from tests.coverage.releases import Number, plant_rolled_up
from tests.coverage.seconding import a_colleague


@pytest.mark.parametrize("query", ["", "?periode=2025-07", "?skema=uhc"])
def test_a_region_is_told_as_by_its_own_address(client, places, query):
    a_published_month(places["64.01"], {(places["64.01"], "petani", "apbd_kab"): 120})

    told = client.get(f"/api/v1/wilayah/64.01{query}").json()

    assert told == client.get(f"/wilayah/64.01.json{query}").json()
    assert told["code"] == "64.01"


def test_a_ranking_is_told_as_by_its_own_address(client, places):
    plant_rolled_up([Number(places["64.01"], 90, 100), Number(places["64.02"], 40, 50)])

    told = client.get("/api/v1/peringkat?induk=64&periode=2025-01").json()

    assert told == client.get("/peringkat.json?induk=64&periode=2025-01").json()
    assert [(row["rank"], row["code"]) for row in told["rows"]] == [(1, "64.01"), (2, "64.02")]


@pytest.mark.parametrize("path", ["wilayah/64.01?periode=kemarin", "peringkat?tingkat=benua", "peringkat?induk=99"])
def test_what_cannot_be_answered_is_refused_in_the_words_of_the_page(client, places, path):
    told = client.get(f"/api/v1/{path}")
    public = client.get("/" + path.replace("64.01", "64.01.json").replace("peringkat", "peringkat.json"))

    assert (told.status_code, told.json()["message"]) == (400, public.json()["message"])


# Uploads

HEAD = "Kode Wilayah,Periode,Kategori,Sumber Dana,Peserta Aktif\n"
GOOD = HEAD + "64.01.04.2002,2025-07,nelayan,csr,120\n64.01.04.2002,2025-07,petani,csr,80\n"
COUNTS = ("read", "new", "changed", "unchanged", "rejected", "held", "ignored")


@pytest.fixture
def july(places, time_machine, at) -> Report:
    """The open report of Paser for July 2025."""
    time_machine.move_to(at, tick=False)
    return an_open_report(places["64.01"], JULY)


def key_of(user: User, at) -> dict[str, str]:
    return {"authorization": "Bearer " + make_token(user=user, name="OpenSID", days=30, at=at).secret}


def send(headers: dict[str, str], text: str, **options: str):
    file = SimpleUploadedFile("juli.csv", text.encode())
    return Client().post("/api/v1/impor/", {"file": file, **options}, headers=headers)


def stored() -> list[tuple[str, str, int]]:
    rows = Figure.objects.order_by("category__code").values_list("region__code", "category__code", "enrolled")
    return list(rows)


def counts(told: dict) -> list[int]:
    (sheet,) = told["sheets"]
    return [sheet[name] for name in COUNTS]


def test_a_file_is_applied_and_told_in_the_form_of_the_command(july, sari, at):
    answer = send(key_of(sari, at), GOOD)

    told = answer.json()
    assert (answer.status_code, told["outcome"], told["dry_run"], told["rows"]) == (200, "applied", False, [])
    assert counts(told) == [2, 2, 0, 0, 0, 0, 0]
    assert stored() == [("64.01.04.2002", "nelayan", 120), ("64.01.04.2002", "petani", 80)]
    upload = Upload.objects.get(pk=told["batch"])
    assert (upload.by, upload.via, upload.state) == (sari, Via.API, UploadState.APPLIED)


def test_the_command_says_the_same_of_the_same_file(july, sari, at, tmp_path, capsys):
    file = tmp_path / "juli.csv"
    file.write_text(GOOD)
    with pytest.raises(SystemExit) as end:
        call_command("import_sheet", str(file), "--user", "sari", "--dry-run", "--json")

    told = send(key_of(sari, at), GOOD, dry_run="true").json()

    assert (end.value.code, stored()) == (0, [])
    assert told == json.loads(capsys.readouterr().out)


def test_good_rows_are_taken_and_others_told_with_their_place(july, sari, at):
    answer = send(key_of(sari, at), GOOD.replace(",80", ",81.5"))

    told = answer.json()
    assert (answer.status_code, told["outcome"]) == (200, "partial")
    assert [(row["row"], row["column"], row["code"]) for row in told["rows"]] == [(3, "Peserta Aktif", "not_whole")]
    assert stored() == [("64.01.04.2002", "nelayan", 120)]


def test_a_dry_run_stores_no_figure(july, sari, at):
    told = send(key_of(sari, at), GOOD, dry_run="1").json()

    assert (told["outcome"], told["dry_run"], told["batch"], counts(told)) == (
        "applied",
        True,
        None,
        [2, 2, 0, 0, 0, 0, 0],
    )
    assert stored() == []


@pytest.mark.parametrize("text", ["", "ini bukan tabel", HEAD, "\0\0"])
def test_a_file_of_which_nothing_can_be_taken_is_rejected_in_the_same_form(july, sari, at, text):
    answer = send(key_of(sari, at), text)

    told = answer.json()
    assert (answer.status_code, told["outcome"]) == (422, "rejected")
    assert told["message"].endswith(".")
    assert {"sheets", "rows", "batch", "dry_run"} <= {*told}


def test_rows_of_another_office_are_refused(july, sari, places, at):
    an_open_report(places["64.02"], JULY)

    told = send(key_of(sari, at), GOOD + "64.02.01.2001,2025-07,petani,csr,9\n").json()

    assert [(row["row"], row["code"]) for row in told["rows"]] == [(4, "code_elsewhere")]
    assert {code for code, _category, _heads in stored()} == {"64.01.04.2002"}


def test_a_role_given_after_the_key_was_made_opens_no_row_to_it(july, sari, admin, places, at):
    key = key_of(sari, at)
    an_open_report(places["64.02"], JULY)
    grant_role(user=sari, role=Role.ENTERER, region=places["64.02"], by=admin, at=at)

    told = send(key, GOOD + "64.02.01.2001,2025-07,petani,csr,9\n").json()

    assert (told["outcome"], [row["code"] for row in told["rows"]]) == ("partial", ["code_elsewhere"])
    assert {code for code, _category, _heads in stored()} == {"64.01.04.2002"}


@pytest.mark.parametrize("who", ["budi", "hana", "wati"])
def test_who_may_not_import_is_refused_and_it_is_recorded(request, july, at, who):
    user = request.getfixturevalue(who)

    answer = send(key_of(user, at), GOOD)

    assert answer.status_code == 403
    assert list(Upload.objects.all()) == []
    refused = AuditEntry.objects.get(act=Act.ACCESS_REFUSED)
    assert (refused.user_id_then, refused.subject) == (user.pk, "POST /api/v1/impor/")


@pytest.mark.parametrize(
    ("options", "said"),
    [({"dryrun": "1"}, "dryrun"), ({"period": "kemarin"}, "kemarin"), ({"category": "tani"}, "tani"),
     ({"payer": "x"}, "“x”"), ({"as": "gambar"}, "as"), ({"dry_run": "mungkin"}, "dry_run"), ({"by": "admin"}, "by"),
     ({"use": "comparison"}, "use")],
)  # fmt: skip
def test_an_option_that_is_not_known_stores_nothing(july, sari, at, options, said):
    answer = send(key_of(sari, at), GOOD, **options)

    assert (answer.status_code, said in answer.json()["message"]) == (400, True)
    assert list(Upload.objects.all()) == []


def test_options_fill_what_the_file_does_not_say(july, sari, at):
    text = "Kode Wilayah,Peserta Aktif\n64.01.04.2002,12\n"

    told = send(key_of(sari, at), text, period="2025-07", category="petani", payer="csr").json()

    assert (told["outcome"], stored()) == ("applied", [("64.01.04.2002", "petani", 12)])


def test_a_comparison_is_stored_beside_and_not_as_figures(july, sari, at):
    told = send(key_of(sari, at), GOOD, **{"as": "comparison", "stated_by": "village"}).json()

    assert (told["outcome"], stored()) == ("applied", [])
    assert {one.stated_by for one in Observation.objects.all()} == {StatedBy.VILLAGE}


def test_the_state_of_ones_own_upload_is_told_and_of_no_other(july, sari, budi, at):
    key = key_of(sari, at)
    sent = send(key, GOOD).json()
    path = f"/api/v1/impor/{sent['batch']}"

    told = Client().get(path, headers=key).json()
    strangers = [Client().get(where, headers=key_of(budi, at)) for where in (path, "/api/v1/impor/999999")]

    assert told["sheets"] == sent["sheets"]
    assert (told["outcome"], told["state"], told["rows_read"]) == ("applied", "applied", 3)
    first, second = (answer.json() | {"reference": ""} for answer in strangers)
    assert (first, strangers[0].status_code) == (second, 404)


def test_an_upload_that_waits_has_no_outcome_yet(july, sari, at):
    upload = Upload.objects.create(
        by=sari, sent_at=at, via=Via.IMPORT, use="figures", file_name="a.csv", digest="0" * 64, size=1
    )

    told = Client().get(f"/api/v1/impor/{upload.pk}", headers=key_of(sari, at)).json()

    assert (told["outcome"], told["state"], told["sheets"]) == (None, "queued", [])


@pytest.mark.parametrize("number", ["0", "-1", "abc", "9" * 30])
def test_a_number_that_no_upload_has_does_not_exist(july, sari, at, number):
    answer = Client().get(f"/api/v1/impor/{number}", headers=key_of(sari, at))

    assert answer.status_code in (400, 404)


@pytest.mark.parametrize("query", ["dry_run=true", "as=comparison", "periode=2025-07"])
def test_what_is_said_in_the_address_instead_of_the_form_is_refused(july, sari, at, query):
    file = SimpleUploadedFile("juli.csv", GOOD.encode())

    answer = Client().post(f"/api/v1/impor/?{query}", {"file": file}, headers=key_of(sari, at))

    assert (answer.status_code, stored()) == (400, [])


def test_a_field_that_comes_twice_is_refused(july, sari, at):
    answer = send(key_of(sari, at), GOOD, dry_run=["true", "false"])

    assert (answer.status_code, stored()) == (400, [])


# What needs a second person

DECEMBER = HEAD + "64.01.04.2002,2023-12,nelayan,csr,120\n"


def test_what_touches_an_open_edition_waits_for_another_person_and_no_key_approves_it(july, places, sari, admin, at):
    an_open_report(places["64.01"], 202312)
    an_edition(admin)
    rina, keys = a_colleague(places["64.01"]), key_of(sari, at)

    answer = send(keys, DECEMBER)

    told = answer.json()
    upload = Upload.objects.get()
    assert (answer.status_code, told["outcome"], told["batch"]) == (202, "needs_second_person", upload.pk)
    assert told["second_person"]["page"].endswith(f"/impor/{upload.pk}/")
    state = Client().get(f"/api/v1/impor/{upload.pk}", headers=keys).json()
    assert (state["outcome"], state["state"], state["second_person"]) == (
        "needs_second_person", "waiting", told["second_person"],
    )  # fmt: skip
    form = {"permintaan": SecondRequest.objects.get().pk, "seen": "x"}
    forged = Client().post(f"/impor/{upload.pk}/setujui/", form, headers=key_of(rina, at))
    assert (forged.status_code, stored()) == (302, [])

    approve(upload=upload, seen=seal_of(upload), request=form["permintaan"], by=rina, at=at)

    state = Client().get(f"/api/v1/impor/{upload.pk}", headers=keys).json()
    assert (state["outcome"], stored()) == ("applied", [("64.01.04.2002", "nelayan", 120)])
    assert "second_person" not in state


def test_two_keys_of_one_person_are_one_person(july, places, sari, admin, at):
    an_open_report(places["64.01"], 202312)
    an_edition(admin)

    outcomes = [send(key_of(sari, at), DECEMBER).json()["outcome"] for _key in range(2)]

    assert (outcomes, stored()) == (["needs_second_person"] * 2, [])
