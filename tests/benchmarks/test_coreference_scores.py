"""The coreference scorer: the text and the chains of a file, and the kinds that count."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from benchmarks.coreference_scores import read_chains, score_article

ROWS = """#FORMAT=WebAnno TSV 3.2

#Text=Ann Roe 's farm burnt .
1-1\t0-3\tAnn\tperson[1]|object[2]\tnew\ts\t_\t_\tcoref\t2-1[3_1]
1-2\t4-7\tRoe\tperson[1]|object[2]\tnew\ts\t_\t_\t_\t_
1-3\t8-10\t's\tperson[1]|object[2]\tnew\ts\t_\t_\t_\t_
1-4\t11-15\tfarm\tobject[2]\tnew\ts\t_\t_\t_\t_
1-5\t16-21\tburnt\t_\t_\t_\t_\t_\t_\t_
1-6\t22-23\t.\t_\t_\t_\t_\t_\t_\t_

#Text=She called for help .
2-1\t24-27\tShe\tperson[3]\tgiv\ts\t_\t_\t_\t_
2-2\t28-34\tcalled\t_\t_\t_\t_\t_\t_\t_
2-3\t35-38\tfor\t_\t_\t_\t_\t_\t_\t_
2-4\t39-43\thelp\t_\t_\t_\t_\t_\t_\t_
2-5\t44-45\t.\t_\t_\t_\t_\t_\t_\t_
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of OntoGUM with two sentences."""
    found = tmp_path / "GUM_news_farm.tsv"
    found.write_text(ROWS, encoding="utf-8")
    return found


def test_the_text_has_no_blanks_before_stops_and_clitics(path: Path) -> None:
    assert read_chains(path).text == "Ann Roe's farm burnt. She called for help."


def test_linked_mentions_share_a_chain(path: Path) -> None:
    chains = read_chains(path)
    told = [(m.of(chains.text), m.entity) for m in chains.mentions]
    assert told == [("Ann Roe's farm", "object"), ("Ann Roe's", "person"), ("She", "person")]
    farm, roe, she = (m.chain for m in chains.mentions)
    assert roe == she != farm


def test_a_pronoun_is_right_where_its_entry_stands_in_its_chain(nlp: Language, path: Path) -> None:
    scores = score_article(nlp, read_chains(path))
    assert (scores["he she"].right, scores["he she"].gold) == (1, 1)
    assert scores["they"].gold == 0
