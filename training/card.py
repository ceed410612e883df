"""Scores in; the model card and the NOTICE beside the weights out."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from training.scores import Report, show

CARD = """# en_parallax

The English pipeline that `extraction/pipeline.py` loads: words, sentences, tags, lemmas, trees and
names, for news. {size:.0f} MB, spaCy >= 3.8, < 3.9, no GPU, no network. Made by
`python -m training --data DIR --out DIR`; `training/README.md` says how and what was tried.

| component | what it gives | labels |
|---|---|---|
| tok2vec | shared by the next three and the parser | |
| tagger | `token.tag_` | Penn Treebank |
| morphologizer | `token.pos_`, `token.morph` | Universal Dependencies |
| lemmatizer | `token.lemma_`, by rule | |
| sentence_guard | where no sentence may begin; code in `extraction/pipeline.py` | |
| parser | `token.dep_`, `token.head`, `doc.sents` | Universal Dependencies, with subtypes |
| ner | `doc.ents`; code in `extraction/spotting.py`, a tok2vec of its own | PERSON, ORG, LOC |

A title is no part of a PERSON ("Attorney General **Pam Bondi**"); LOC holds countries and towns;
nationalities, dates and amounts are no names here. In a tree a title hangs on the name as
`nmod:desc` or `compound`, a surname on the first name as `flat`.

## Scores

F1 in percent, from raw text by paragraph, by `python -m training.scores`. A wrong token costs every
layer. UAS and LAS leave punctuation out and keep subtypes. None of these texts trained it: GUM news
is what of GUM's development and test parts is news, EWT and GUM test are the official ones.

{tables}

Speed is processor time on PUD and GUM news, on one core of a machine that was busy otherwise.

## What it does not do

It has no DATE, MONEY or PERCENT and no coreference: those are rules elsewhere in `extraction`.
Text in capitals, headlines without verbs and lists are read worse than the tables say. Names that
open a sentence, and organisations named like places ("Washington said"), are its commonest errors.
White space longer than a blank is a word that no model has learned: give it paragraphs.

## What it learned from

| data | use | licence |
|---|---|---|
| UD English EWT, train | trees, tags, lemmas | CC BY-SA 4.0 |
| UD English GUM, train, no non-commercial genre | the same | CC BY, CC BY-SA by document |
| Universal NER, English EWT, train | names | CC BY-SA 4.0 |
| WikiGold | names | CC BY 4.0 |
| CrossNER politics | names | MIT |
| Groningen Meaning Bank, news | words for the teacher; organisations | texts public domain |
| all-MiniLM-L6-v2 | word vectors; as the teacher, trees and names of the above | Apache-2.0 |
| spacy-lookups-data: WordNet, frequent words | lemmas, vectors | MIT, WordNet |

The weights and tables in this folder are published under CC BY-SA 4.0; see NOTICE. `meta.json`
holds the sha256 of each input file and the lengths of the courses, `scores.json` the scores.
"""

NOTICE = """en_parallax: weights and tables made from the works below.
Published under the Creative Commons Attribution-ShareAlike 4.0 International licence
(https://creativecommons.org/licenses/by-sa/4.0/). The code that made them has its own licence.

Universal Dependencies English EWT (English Web Treebank), CC BY-SA 4.0.
  Natalia Silveira, Timothy Dozat, Marie-Catherine de Marneffe, Samuel Bowman, Miriam Connor,
  John Bauer and Christopher D. Manning, 2014: A Gold Standard Dependency Corpus for English.
  https://universaldependencies.org/treebanks/en_ewt/

Universal Dependencies English GUM (Georgetown University Multilayer corpus), CC BY 4.0,
  CC BY-SA 3.0 and CC BY-SA 4.0 by document; its non-commercial genres were left out.
  Amir Zeldes, 2017: The GUM Corpus: Creating Multilayer Resources in the Classroom; and its
  annotators, listed at https://gucorpling.org/gum/

Universal NER, English EWT, CC BY-SA 4.0.
  Stephen Mayhew, Terra Blevins, Shuheng Liu, Marek Suppa, Hila Gonen and others, 2024:
  Universal NER: A Gold-Standard Multilingual Named Entity Recognition Benchmark.
  https://www.universalner.org/

WikiGold, CC BY 4.0.
  Dominic Balasuriya, Nicky Ringland, Joel Nothman, Tara Murphy and James R. Curran, 2009:
  Named Entity Recognition in Wikipedia.

CrossNER, MIT licence, copyright (c) 2020 Zihan Liu.
  Zihan Liu, Yan Xu, Tiezheng Yu, Wenliang Dai, Ziwei Ji, Samuel Cahyawijaya, Andrea Madotto and
  Pascale Fung, 2021: CrossNER: Evaluating Cross-Domain Named Entity Recognition.

Groningen Meaning Bank, texts in the public domain.
  Johan Bos, Valerio Basile, Kilian Evang, Noortje Venhuizen and Johannes Bjerva, 2017:
  The Groningen Meaning Bank.

all-MiniLM-L6-v2, Apache License 2.0; the word vectors are fitted to its view of words, and it
  labelled text after it had learned from the corpora above; its weights are not included.
  Wenhui Wang, Furu Wei, Li Dong, Hangbo Bao, Nan Yang and Ming Zhou, 2020: MiniLM.
  Nils Reimers and Iryna Gurevych, 2019: Sentence-BERT.

spacy-lookups-data, MIT licence, copyright (c) ExplosionAI GmbH.

WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved.
  THIS SOFTWARE AND DATABASE IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS
  OR WARRANTIES, EXPRESS OR IMPLIED. BY WAY OF EXAMPLE, BUT NOT LIMITATION, PRINCETON UNIVERSITY
  MAKES NO REPRESENTATIONS OR WARRANTIES OF MERCHANTABILITY OR FITNESS FOR ANY PARTICULAR PURPOSE
  OR THAT THE USE OF THE LICENSED SOFTWARE, DATABASE OR DOCUMENTATION WILL NOT INFRINGE ANY THIRD
  PARTY PATENTS, COPYRIGHTS, TRADEMARKS OR OTHER RIGHTS.
"""


def write_card(folder: Path, reports: Mapping[str, Report], speed: float) -> None:
    """README.md, NOTICE and scores.json in the pipeline's folder; `speed` is words a second."""
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    tables = "\n".join(show(dict(reports), speed))
    content = {
        "speed": round(speed),
        "tests": {name: asdict(report) for name, report in reports.items()},
    }
    (folder / "README.md").write_text(CARD.format(size=size, tables=tables), encoding="utf-8")
    (folder / "NOTICE").write_text(NOTICE, encoding="utf-8")
    (folder / "scores.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
