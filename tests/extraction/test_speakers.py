"""Who speaks: tables of sentences with the speaker shown, and how sure the machine is."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc as SpacyDoc
from spacy.tokens import Span

from extraction.annotations import NAMED_FROM
from extraction.clauses import subject
from extraction.parsed import parse_articles
from extraction.quotations import attribute, find_quotations
from extraction.spacy_docs import Reader
from extraction.speech import confidence
from extraction.speech.handles import handle_of, owner_of
from extraction.speech.mentions import mention_in
from extraction.speech.passages import Passage, read_passage, read_within
from extraction.speech.people import Entry
from extraction.speech.relabelling import relabel
from extraction.speech.titles import behind_office
from extraction.tokens import Doc
from intake.plain import read_plain
from tests.extraction.test_quotations import read, speakers

BARE = spacy.blank("en")

#: A text and the speaker of its last quotation, by name.
LAST = [
    # names
    ("Ann Roe won the vote in the town.\n“We will appeal the ruling.” —@annroe", "Ann Roe"),
    ("“It was chaos in the town,” Ann Roe described the scene.", "Ann Roe"),
    ('"Why did you do it?" Ann Roe replied, and John Poe said he would wait.', "John Poe"),
    # pronouns: the subject of the sentence before, not whoever is named most
    (
        "John Poe lost. John Poe wept. John Poe left the town with Adam Doe.\n"
        "Adam Doe called the vote a shame. “We will be back,” he said.",
        "Adam Doe",
    ),
    ("Ann Roe said the town had won. She added that it would pay.", "Ann Roe"),
    # whoever tells may be the pronoun of what is told without marks
    (
        "Ann Roe met Mary Doe. Mary Doe left the town in May. Ann Roe said she had asked the "
        "council to reopen the mill.",
        "Ann Roe",
    ),
    (
        "Poe also repeated that he was even thinking of deporting some Oslo residents who commit "
        'thefts to New Bergen, saying "I am all for it" and asking Mayor Ann Roe to look into it.',
        "Poe",
    ),
    # a participle with a subject of its own
    (
        "More than two hundred workers were sent home in May, with the council alleging they were "
        "members of a union.",
        "the council",
    ),
    # the state at the end of a sentence is no part of the office that opens the next
    (
        "The court held that the town must pay for his return to the U.S. Attorney General Ann "
        "Roe has said this means the town will wait.",
        "Ann Roe",
    ),
    # an office named later: soon, or in more words than the office
    ("A judge said the mill must close. Judge Ann Roe wrote the order in May.", "Ann Roe"),
    (
        "A judge said the mill must close. The workers went home. The roof had burned twice since "
        "the war, and the town paid for it each time, which the council called too much. The "
        "owners left for the city in May. They never came back, and nobody in the town knew where "
        "they lived or what they did with the money. The union met in June and wept for the "
        "mill, and for the workers. In another case, the owners of a bank praised Judge Ann Roe.",
        "A judge",
    ),
    # descriptions
    ("Governor Ann Roe came to the town. The governor said she would pay.", "Ann Roe"),
    (
        "Ann Roe won. Last Thanksgiving, she wished everyone a happy holiday, but added a "
        'warning: "We will be back in the town, all of us."',
        "Ann Roe",
    ),
    (
        "Prosecutors were able to capture the conduct that occurred in the town by using a "
        "conspiracy charge alleging that this part of it occurred in the city.",
        "Prosecutors",
    ),
    ("That prompted the envoy to say the deal was off.", "the envoy"),
    ("Roe aides said the town would pay.", "Roe aides"),
    ("Ann Roe and other top officials said the town would pay.", "Ann Roe and other top officials"),
    # bodies
    (
        "The World Health Organization met in town. The WHO said it would wait.",
        "World Health Organization",
    ),
    ("The Justice Department said on Friday that the town would pay.", "Justice Department"),
    # a party or an age, where one person is plainly meant
    (
        "Adam Doe won in the town. Doe met Ann Roe there.\n"
        "The 61-year-old Republican, who runs a mill, thanked Roe for “a great day in town.”",
        "Adam Doe",
    ),
    # pronouns of whoever speaks nowhere before
    (
        "Harbour Bank closed a branch in May. The lawyers for the family described the closing as "
        "unlawful on Friday. They said the branch had served the town for years.",
        "The lawyers for the family",
    ),
    (
        "A pilot walked off the bridge to the gate where Ann Roe was waiting. He said the plane "
        "would be late.",
        "A pilot",
    ),
    (
        "Dorf Bank has a page. The disclaimer on the first page covers the bank. It states: “The "
        "numbers may change without notice.”",
        "The disclaimer on the first page",
    ),
    # a body by the letters of its name, two that are alike as one
    (
        "The World Trade and Transport Organization met in town. The WTO said it would wait.",
        "World Trade and Transport Organization",
    ),
    # an office that the person named later does not hold
    (
        "A Nato spokesman said the bridge was closed. Dorf Bank spokesman Adam Doe walked by. "
        "The Nato spokesman said it would open again.",
        "A Nato spokesman",
    ),
    # behind an apposition, a phrase of its own or a report
    (
        "John Poe offered his comments one day after Ann Roe, another Poe lawyer, said the town "
        "would pay the bill.",
        "Ann Roe",
    ),
    (
        "The criminal complaint charging Adam Doe with theft said the mill had lost its grain.",
        "The criminal complaint charging Adam Doe with theft",
    ),
    ("The book, by the pilot Ann Roe, argues that the town lost its money.", "The book"),
    (
        "The harbour was shut, though residents on both banks said the bridge was open.",
        "residents on both banks",
    ),
    ("Ann Roe vowed to wait but cautioned the town can't pay for the bridge.", "Ann Roe"),
    (
        "At least four officials are seeking a deal and are complaining that the town lied.",
        "At least four officials",
    ),
    # whose clause goes on in the marks
    (
        "The mill closed, and Ann Roe walked out of town. The council asked to wait, and it would "
        "“seek a full review of the case in May.”",
        "The council",
    ),
    ("“We have asked the town to wait for us,” Ann Roe released in a statement.", "Ann Roe"),
    # a name that is misspelt once
    (
        "Eric Fairweather came to town with John Poe. “We will wait for you,” Fairwaether said.",
        "Eric Fairweather",
    ),
    # another rank, another body whose name begins alike
    (
        "Mayor Ann Roe left the town in May. The acting mayor said the bridge would open.",
        "The acting mayor",
    ),
    # signatures and colons
    ('Ann Roe to Bill Poe: "I wish we had you on our side of the town."', "Ann Roe"),
    ('Roe: "We have told the mayor that it is over." — Bill Poe (@billpoe) May 2, 2019', "Roe"),
    # who goes on speaking behind what was reported
    (
        "Mary Doe says Tom Bright reached out to her after the show and says she wants people to "
        "know the truth.",
        "Mary Doe",
    ),
    (
        "The ministry said Tuesday that the launch would be a serious violation of the rules, but "
        "added it had not seen any signs of it.",
        "The ministry",
    ),
    (
        "The bureau rejected any claims that the transfer of funds had to do with the meeting and "
        'stated, "The decision was made before."',
        "The bureau",
    ),
]


@pytest.mark.parametrize(("text", "name"), LAST)
def test_the_last_quotation_goes_to(nlp: Language, text: str, name: str) -> None:
    assert speakers(nlp, text)[-1] == name


def test_a_paragraph_that_ends_in_a_colon_gives_the_next_its_speaker(nlp: Language) -> None:
    text = 'The Dorf Company released a statement:\n"We are sorry for what has happened."'
    assert speakers(nlp, text)[-1] == "Dorf Company"


def test_a_handle_is_printed_without_its_dash(nlp: Language) -> None:
    text = "Ann Roe won the vote.\n“We will appeal the ruling.” -@annroe"
    speaker = read(nlp, text)[1][-1].speaker
    assert speaker is not None
    assert speaker.of(text) == "@annroe"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Harbour Foods recalled its soup, and the Dorf Times told of it first. The Dorf Times "
            "asked. The company said the soup was safe.",
            "Harbour Foods",
        ),
        (
            "Harbour Foods met the Department of Health. The Department of Health waited. The "
            "company said the soup was safe.",
            "Harbour Foods",
        ),
        ("Harbour Foods has a page. The outlet said the soup was safe.", "The outlet"),
    ],
)
def test_a_company_is_no_paper_no_office_and_an_outlet_no_company(
    nlp: Language, text: str, name: str
) -> None:
    (parsed,) = parse_articles(nlp, [read_plain(text, "file:made-up")])
    attributions, entries = attribute(parsed)
    number = attributions[-1].found.number
    assert number is not None
    assert entries[number].name == name


def test_whom_a_speaker_cites_is_told_apart(nlp: Language) -> None:
    text = "Ann Roe, citing the court, said the town had won the case."
    people, (quotation,) = read(nlp, text)
    assert quotation.speaker_name == "Ann Roe"
    assert quotation.reported_through is not None
    assert people[quotation.reported_through].name == "the court"


def test_who_speaks_for_himself_is_reported_through_nobody(nlp: Language) -> None:
    (quotation,) = read(nlp, "Ann Roe said the town had won the case.")[1]
    assert quotation.reported_through is None


def test_the_object_of_a_verb_is_not_its_subject(nlp: Language) -> None:
    text = "Adam Doe lost the race in May. Bill Poe praised him at length on Sunday."
    people, _ = read(nlp, text)
    doe = next(person for person in people if person.name == "Adam Doe")
    assert [m.of(text) for m in doe.mentions] == ["Adam Doe", "him"]


def passage_of(nlp: Language, text: str) -> Passage:
    """One paragraph as the rules see it."""
    (part,) = next(iter(parse_articles(nlp, [read_plain(text, "file:made-up")]))).parts
    return read_passage(0, part, text)


def test_an_office_within_a_name_is_no_part_of_it(nlp: Language) -> None:
    assert behind_office(passage_of(nlp, "Nations Ambassador Jane Roe spoke."), 0, 4) == 2
    assert behind_office(passage_of(nlp, "Jane Roe spoke."), 0, 2) == 0


def test_a_phrase_that_begins_with_of_is_taken_whole(nlp: Language) -> None:
    mention = mention_in(passage_of(nlp, "The lawyers of Roe said so."), 2, 4, 3)
    assert mention is not None
    assert mention.text == "The lawyers of Roe"


def test_a_company_is_no_country(nlp: Language) -> None:
    text = "Dorf Inc. sells shoes in France. France is far away. The company said it would grow."
    assert speakers(nlp, text)[-1] != "France"


def test_the_officials_of_one_kind_are_not_those_of_another(nlp: Language) -> None:
    text = (
        "A senior police official said the road was shut.\nThe defense official said it was open."
    )
    assert len(set(speakers(nlp, text))) == 2


def test_a_name_at_its_cue_is_named_and_a_doubtful_pronoun_is_not(nlp: Language) -> None:
    (sure,) = read(nlp, '"We will appeal the ruling," Ann Roe said.')[1]
    assert sure.confidence >= NAMED_FROM
    assert sure.person == 0
    text = "They met them there. “We will be back,” they said."
    assert all(q.person is None for q in read(nlp, text)[1])


def test_a_body_alone_in_the_sentence_of_it_is_named(nlp: Language) -> None:
    text = "While the Harbour Bank admitted a mistake in May, it argued that the town must pay."
    assert read(nlp, text)[1][-1].person is not None
    text = "The Harbour Bank sued the Dorf Bank in the town. It argued that the town must pay."
    assert read(nlp, text)[1][-1].person is None


def test_where_a_pronoun_fits_two_who_are_near_nobody_is_named(nlp: Language) -> None:
    text = 'Adam Doe met John Poe. John Poe beat Adam Doe. "It was a good day," he said.'
    assert read(nlp, text)[1][-1].person is None


def test_whom_a_quotation_tells_of_is_not_named(nlp: Language) -> None:
    text = "Ann Roe said: “I met John Poe, and John Poe said ‘the town will pay for it’ again.”"
    nested = [q for q in read(nlp, text)[1] if "pay" in q.content[0].of(text)[:25]]
    assert all(q.person is None for q in nested)


def test_every_chance_is_one_and_nobody_unsure_is_a_person(nlp: Language) -> None:
    text = (
        "Ann Roe said it rained. She said so. Critics said it snowed. “I told him,” he said.\n"
        "“No,” a man yelled. According to the report, it was dry. The firm said it would pay."
    )
    _, quotations = read(nlp, text)
    assert quotations
    for quotation in quotations:
        assert 0 <= quotation.confidence <= 1
        assert (quotation.person is not None) == (quotation.confidence >= NAMED_FROM)


def test_the_weights_are_of_the_two_models() -> None:
    assert {model for model, _ in confidence.weights()} == {confidence.MENTION, confidence.PERSON}


def test_a_text_without_a_parse_is_judged_too(nlp: Language) -> None:
    del nlp
    from extraction.parsed import parse_articles
    from tests.extraction.test_quotations import article

    text = '"We will appeal," said Roe.\nThe firm released a statement:\n"We are sorry for it."'
    _, quotations = find_quotations(next(iter(parse_articles(BARE, [article(text)]))), ())
    assert all(0 <= q.confidence <= 1 for q in quotations)


@pytest.mark.parametrize(
    ("text", "handle"),
    [("@annroe", "annroe"), ("-@Ann_Roe1", "annroe"), ("Ann Roe", None), ("a@b.c", None)],
)
def test_a_handle_is_its_letters(text: str, handle: str | None) -> None:
    assert handle_of(text) == handle


def test_a_handle_of_two_is_nobodys() -> None:
    ann, bob = (Entry("person", (w, "walker"), f"{w} walker") for w in ("ann", "bob"))
    assert owner_of("annwalker", [bob, ann]) == 1
    assert owner_of("senwalker", [bob, ann]) is None
    assert owner_of("senwalker", [ann]) == 0


def named(text: str, *labels: tuple[int, int, str]) -> Doc:
    """A doc of blank-separated words in which some are marked as names."""
    doc = SpacyDoc(BARE.vocab, words=text.split(), pos=["PROPN" for _ in text.split()])
    doc.ents = [Span(doc, start, end, label=label) for start, end, label in labels]
    return Reader(BARE.vocab).read(doc)


def test_a_name_bears_the_label_that_it_has_most_often() -> None:
    docs = [named("Dorf grew", (0, 1, "ORG")), named("Dorf fell", (0, 1, "ORG"))]
    docs.append(named("Dorf said", (0, 1, "PERSON")))
    relabel(docs)
    assert [doc.ents[0].label_ for doc in docs] == ["ORG", "ORG", "ORG"]


def test_a_surname_of_somebody_named_in_full_is_a_person() -> None:
    docs = [named("Ann Roe won", (0, 2, "PERSON")), named("Roe said", (0, 1, "ORG"))]
    relabel(docs)
    assert docs[1].ents[0].label_ == "PERSON"


def test_a_surname_that_bears_no_label_is_that_of_somebody_named_in_full() -> None:
    docs = [named("Ann Dorf won", (0, 2, "PERSON")), named("Dorf Dorf said it")]
    docs.append(named("today Dorf said"))
    docs[-1][0].pos_ = docs[-1][2].pos_ = "ADV"
    relabel(docs)
    assert [[e.text for e in doc.ents] for doc in docs] == [["Ann Dorf"], [], ["Dorf"]]


def test_a_name_set_off_from_an_office_is_a_person() -> None:
    docs = [named("the mayor , Tova Dorf , said", (3, 5, "ORG"))]
    relabel(docs)
    assert docs[0].ents[0].label_ == "PERSON"
    relabel(docs)
    assert docs[0].ents[0].label_ == "PERSON"


def test_a_role_behind_a_name_and_whose_it_is(nlp: Language) -> None:
    text = "“We will pay,” said Ann Roe, a spokeswoman for the World Health Organization."
    (person,) = [p for p in read(nlp, text)[0] if p.name == "Ann Roe"]
    assert person.affiliation == "World Health Organization"
    assert any("spokeswoman" in role for role in person.roles)
    assert person.gender == "female"


def test_who_belongs_to_nobody_has_no_affiliation(nlp: Language) -> None:
    (person,) = read(nlp, "“We will pay,” said Ann Roe, a nurse.")[0]
    assert person.affiliation is None


def test_names_and_verbs_of_speech_beside_a_quotation_are_those_outside_its_marks(
    nlp: Language,
) -> None:
    text = "Ann Roe told Bob Poe that “Jim Doe said no, he says,” and Lee Ray said he agreed."
    (part,) = next(iter(parse_articles(nlp, [read_plain(text, "file:made-up")]))).parts
    heard = read_passage(0, part, text)
    within = read_within(heard)
    assert within is not None
    for passage in (heard, within):
        places = range(len(passage.words))
        people = [n for n in passage.names if n.label == "PERSON"]
        assert people
        for start in places:
            for end in range(start, len(places) + 1):
                inside = [n for n in people if start <= n.start and n.end <= end]
                assert list(passage.people_in(start, end)) == inside
                assert list(passage.people_in(start, end, outside=True)) == [
                    n for n in inside if passage.outside(n.start)
                ]
                assert passage.cues_in(start, end) == sum(
                    passage.outside(k) and passage.cue(k) is not None for k in range(start, end)
                )
    own = people[0]
    assert own not in heard.people_in(0, len(heard.words), but=(own.start, own.end))


def test_the_place_in_a_title_is_not_who_speaks() -> None:
    doc = SpacyDoc(
        BARE.vocab,
        words=["El", "Salvador", "President", "Ann", "Roe", "said", "no"],
        heads=[5, 0, 3, 5, 3, 5, 5],
        deps=["nsubj", "flat", "nmod:desc", "nsubj", "flat", "ROOT", "obj"],
        pos=["PROPN", "PROPN", "PROPN", "PROPN", "PROPN", "VERB", "INTJ"],
    )
    found = subject(Reader(BARE.vocab).read(doc)[5])
    assert found is not None
    assert found.text == "Ann"


def test_the_governor_is_not_somebody_of_another_trade(nlp: Language) -> None:
    text = (
        "The engineer, Karl Brandt, and the conductor, Ada Quist, lost their lives.\n\n"
        "The governor said nobody was aboard the freight train."
    )
    assert speakers(nlp, text)[-1] == "The governor"
