"""Categories and payers by the words that people use."""

import pytest

from coverage.sheets.vocabulary import CATEGORY_WORDS, DOUBTFUL_CATEGORIES, DOUBTFUL_PAYERS, PAYER_WORDS, vocabulary
from regions.names import plain
from tests.coverage.sheets.sheets import WORDS, dimensions

CATEGORIES = [(code, name) for code, name, _, _ in dimensions.UCJ_CATEGORIES]


@pytest.mark.parametrize("pair", CATEGORIES + dimensions.PAYERS, ids=lambda pair: pair[0])
def test_codes_and_names_mean_themselves(pair):
    words = WORDS.categories if pair in CATEGORIES else WORDS.payers

    assert words.codes(pair[0]) == words.codes(pair[1].upper()) == (pair[0],)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Penerima Upah", ("pu",)),
        ("PU", ("pu",)),
        ("Honorer", ("non_asn",)),
        ("Perangkat Desa", ("aparatur_desa",)),
        ("jumlah nelayan", ("nelayan",)),
        ("BPU", ("bpu_mandiri", "tak_terinci_informal")),
        ("Petani/Pekebun", ("petani", "pekebun")),
        ("Formal & Non ASN", ("tak_terinci_formal",)),
        ("Guru Ngaji", ("keagamaan",)),
        ("RT/RW", ("rt_rw",)),
        ("astronot", ()),
        ("", ()),
    ],
)
def test_categories_are_known_by_what_people_say(text, codes):
    assert WORDS.categories.codes(text) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("APBD Kab.", ("apbd_kab",)),
        ("APBD", ("apbd_kab", "apbd_prov")),
        ("Dana Desa", ("apbdes",)),
        ("TJSL", ("csr",)),
        ("Hamba Allah", ()),
    ],
)
def test_payers_are_known_by_what_people_say(text, codes):
    assert WORDS.payers.codes(text) == codes


def test_a_misspelt_word_is_never_taken_but_offered():
    assert (WORDS.categories.codes("nelayn"), WORDS.categories.near("nelayn")[0]) == ((), "nelayan")


@pytest.mark.parametrize(
    ("spoken", "doubtful", "words"),
    [(CATEGORY_WORDS, DOUBTFUL_CATEGORIES, WORDS.categories), (PAYER_WORDS, DOUBTFUL_PAYERS, WORDS.payers)],
)
def test_each_word_stands_once_in_plain_form_and_means_what_there_is(spoken, doubtful, words):
    texts = [word for line in spoken.values() for word in line.split(", ")] + list(doubtful)

    assert len(texts) == len(set(texts))
    assert texts == [plain(text) for text in texts]
    assert all(
        words.codes(code) == (code,) for code in [*spoken, *(code for codes in doubtful.values() for code in codes)]
    )


def test_a_category_that_is_not_in_use_is_not_known():
    words = vocabulary([("petani", "Petani")], []).categories

    assert (words.codes("nelayan"), words.codes("petani/pekebun"), words.codes("Tani")) == (
        (),
        ("petani",),
        ("petani",),
    )
