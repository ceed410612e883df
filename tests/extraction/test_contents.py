"""Which words are a quotation, where it begins and where it ends: tables of made-up sentences."""

from __future__ import annotations

import re

import pytest
from spacy.language import Language

from extraction.annotations import QuotationKind
from tests.extraction.test_quotations import read

PIECE = re.compile(r"\[\[(.*?)\]\]")

# [[…]] is what is quoted; two in a line are two quotations.
ENDS = [
    "Ann Roe said [[the mill was safe]] and told the workers to return.",
    "Ann Roe said [[the mill was safe]], but the council denied it.",
    "Ann Roe said [[the mill is safe]], but the council has its doubts.",
    "Ann Roe said [[the mill is safe]] and went home.",
    "Ann Roe said that [[the mill was safe and that the workers would return.]]",
    "Ann Roe said that [[the mill was safe, the roof was new and the doors were open.]]",
    "Ann Roe said [[the mill, which burned twice in May, was safe.]]",
    "Ann Roe said [[the mill was safe]], though she had not been there.",
    "Ann Roe said [[the mill was safe]], while Bob Poe said [[it would burn.]]",
    "Ann Roe said [[the mill was safe]], without giving details.",
    "Ann Roe said [[the mill was safe]], the Daily Post reported.",
    "Ann Roe said [[the mill was safe]], according to the Daily Post.",
    "Ann Roe said [[he had seen the report]], adding that [[it was false.]]",
    "After Ann Roe said [[the mill was safe]], the workers returned.",
    "The mill, which Ann Roe said [[was safe]], burned down on Monday.",
    "The mill, which Ann Roe said [[was built in 1990, damaged in 2001 and rebuilt]], was sold.",
    "Ann Roe said that, [[after a long inquiry, the mill was safe.]]",
    "Ann Roe said last year [[the mill was safe.]]",
    "Ann Roe said [[the workers' pay was cut.]]",
    "Ann Roe admits [[she saw the report]] BRIDGE COLLAPSES",
    "Ann Roe said [[the mill was “safe” and “well run.”]]",
    "Ann Roe said [[the council, “after some delay,” will reopen the mill.]]",
    "Ann Roe said [[the plan “fails us all.”]]",
    "Ann Roe said [[“the mill is safe” and “the workers will return.”]]",
    'Ann Roe stressed [[the need for "a full and open inquiry" into the fire.]]',
    'Ann Roe called for [[a "full and open inquiry" into the fire.]]',
    "Ann Roe said [[she would resign]] and drove home.",
    "Ann Roe said [[the mill was safe]], but gave no details.",
    "Ann Roe said [[the mill would close]], a move that surprised the town.",
    "Ann Roe said [[the mill would close]], a day after it burned.",
    "Ann Roe said [[the mill was safe]], later telling the council that [[it would reopen.]]",
    "By saying [[the mill was safe]], Ann Roe angered the town.",
    "Ann Roe announced that [[the mill was safe]], said Bob Poe, a spokesman for the town.",
    "Ann Roe said [[the mill burned in the U.S.]] The council has not met yet.",
    "Ann Roe said [[the mill is lost for good]] https://t.co/ab12 pic.twitter.com/cd34",
    "Ann Roe says [[the mill will close in May]] — Bob Poe (@bobpoe) May 14, 2018",
    "[[The mill may be sold]], Ann Roe added, without giving details.",
    "[[The mill may be sold]], Ann Roe said, before leaving for the town hall.",
    "Ann Roe added that [[the council went on to “close its eyes to all of it.”]]",
    "Ann Roe said that [[she had ordered them to “step up the work at the mill.”]]",
    "Ann Roe said [[she agreed with Bob Poe that the mill should close.]]",
    "Ann Roe said that [[they were sent “with a mission to close the mill,”]] the Post reported.",
    "[[The court ordered two of them to pay a union known as the “Mill Club,”]] the Post reported.",
    "Ann Roe insisted, [[“we have had no time to read” the report.]]",
    "Ann Roe told her aides [[“the mill is lost” because of the fire.]]",
    "Ann Roe has said time and again that “[[we will never close the mill of our fathers.]]”",
    "Ann Roe confirmed that [[this year the mill would close.]]",
    "Ann Roe said [[as a nurse she had seen the fire.]]",
    "The council has denied that [[the mill was unsafe]] and said [[it would reopen in May.]]",
    "Ann Roe went on to say that [[the mill was safe]], and to thank the workers.",
    "Ann Roe said [[the mill was safe]] and she said [[the doors were open.]]",
    "Ann Roe said [[the owner did not know the plan, but did have a rough idea of it.]]",
    "Ann Roe said that [[an engineer checked the roof, and then responded to a call.]]",
    "Two years after Ann Roe warned that [[the mill would burn]], the owners are rebuilding it.",
    "A day after Ann Roe said [[the mill was safe]], that town council closed it.",
    "Ann Roe claimed [[the mill was safe]] — an assertion the council rejected.",
    "The mayor — who claimed that [[the mill was safe]] — left the town hall.",
    "Ann Roe says [[it is closing the mill]] — but it kept a second one open.",
    'While Ann Roe suggested [[a "leak" occurred]], the size of the damaged part raised questions.',
    # when, where and how it was said
    "Ann Roe said [[she would not sell the mill]], in a meeting with the council today.",
    "Ann Roe said [[the mill had been praised, in a letter from the council.]]",
    "Ann Roe said [[the mill burned, in a meeting of flames, and smoke rose.]]",
    "Ann Roe said [[she had no plans to sell the mill]] as she met with the council.",
    "Ann Roe said [[she would not sell the mill]], as the pair toured the town.",
    "Ann Roe said [[the roof fell as she walked to the mill.]]",
    "Ann Roe said [[the mill would not count, as the owners worked on it.]]",
    "Ann Roe says [[the mill is as safe as it was in May.]]",
    # what is thought of it
    "Ann Roe said [[the mayor had lied]], claims the mayor rejects.",
    "Ann Roe said [[the mayor had lied]], a charge he disputes.",
    "Ann Roe said [[the mill would close]], a step seen as final.",
    "Ann Roe said [[the mayor made claims, claims and more claims.]]",
    "Ann Roe insisted [[the mill was safe]], despite the report of the council.",
    "Ann Roe said [[the mill was safe, despite the report of the council.]]",
    "Ann Roe said [[the mill was safe]] despite evidence to the contrary.",
    # the telling goes on
    "Ann Roe, who came into office in May promising [[to reopen the mill]], has sold it.",
    "The plan against what Ann Roe says [[is a danger to the mill]], is still popular.",
    "Ann Roe vowed [[to sell the mill, which burned twice, is old.]]",
    "Ann Roe left, saying [[the mill was safe]] and asking the council [[to reopen it.]]",
    "Ann Roe said [[the owner was a fraud]] and highlighted two reports of the council.",
    # what ties it to the sentence before
    "However, [[the mill was safe]], Ann Roe said.",
    "In addition, [[the mill was safe]], according to Ann Roe.",
    "[[However safe the mill is, the roof is old]], Ann Roe said.",
    "[[The mill may close]], Ann Roe wrote, [[resulting in higher prices for bread.]]",
]

CUES = [
    "Ann Roe has threatened [[to close the mill.]]",
    "[[The workers are]], according to Ann Roe, [[part of a union of millers.]]",
    "Ann Roe described [[how the mill burned.]]",
    "The officers detailed [[how they found the mill.]]",
    "Ann Roe made clear on Monday that [[the mill would close.]]",
    "The fire spread after what Ann Roe says [[was a quarrel about the mill.]]",
    "Roe, Poe and Doe have all suggested [[they will leave the council.]]",
    "Bob Poe asked Ann Roe [[to explain why the mill had burned.]]",
    "Ann Roe said [[notifying the council would have helped the mill.]]",
    "Ann Roe accused the mayor of [[hiding the report.]]",
    'Ann Roe accused the mayor of [["lying to the people" about the mill.]]',
    "Ann Roe urged the council [[to reopen the mill.]]",
    "Ann Roe asked the council on Monday [[whether the mill was safe.]]",
    "Ann Roe announced, in a letter to the council, that [[the mill would close.]]",
    "Ann Roe was quoted as saying that [[the town would appeal.]]",
    "“[[We will appeal the ruling]],” Ann Roe was quoted as saying.",
    "Ann Roe is said to have told her staff that [[the mill would close.]]",
    "As the Daily Post reported, [[the mill had burned twice before.]]",
    "As noted by Ann Roe, [[the mill had burned twice before.]]",
    "[[The mill will close]], the Daily Post reported, citing two officials.",
    "Ann Roe said [[help was on the way]]: “[[We will be there by Monday night.]]”",
    'The statement read: "[[We will appeal the ruling.]]"',
    '"[[We will appeal the ruling]], Ann Roe said on Monday.',
    '"[[I was ... well, I was surprised by it all]]," Ann Roe said.',
    "“[[The “Safe Mills Act” is a joke]],” Ann Roe said.",
    "It said [[the mill would close.]]",
    "Ann Roe declared the case “[[a win for all the workers of the mill.]]”",
    "Ann Roe said [[the mill was part of a deal]], but the owners denied [[making a deal.]]",
    "[[The mill]], according to two of its workers, [[burned down on Monday.]]",
    "As Ann Roe noted, [[if not for Bob Poe, who saw the fire, the mill would be lost.]]",
    "Ann Roe told the “Evening Hour” that [[he thinks the mill is “lost for good.”]]",
    "Ann Roe told the workers — some of them new — that [[the mill would close.]]",
    "What the rules say is that [[the mill must close.]]",
    "[[The mill is “close to being sold”]], the mayor said on Monday in a sign that it failed.",
    "[[The mill was closed for a week]], Bob Poe, director of the mill, said during a walk.",
    "[[Ann Roe filed a lawsuit against the town]], a paper announced Tuesday.",
    "As Ann Roe reports from Oslo, [[the mill burned down on Monday.]]",
    "Ann Roe was blunt: “[[We lost]],” she said. “[[We lost it all]].”",
    "Ann Roe demanded [[the council reopen the mill at once.]]",
    "Ann Roe challenged Bob Poe [[to open the books of the mill.]]",
    "Ann Roe shook her head and answered “[[no]]” when the council called her.",
    "Ann Roe has declared the press the “[[enemy of the mill]],” and she was often its target.",
    "“[[I did not expect the fire in the mill]],” Ann Roe released in a statement.",
    "\"[[We will sell the mill]],' Ann Roe continued.",
    "The Herald, citing aides with intelligence, said [[the mill was closed.]]",
]

SILENT = [
    "Asked whether the mill was safe, Ann Roe left.",
    "Ann Roe would not confirm or deny that the mill was safe.",
    "If Ann Roe says the mill is safe, the workers will return.",
    "Ann Roe repeated the argument she used in court.",
    "Ann Roe revealed the details of what the council wants.",
    "Ann Roe was accused of hiding the report.",
    "Some rumors suggested that the mill would close.",
    'An essay titled, "The mill that made us rich and poor," won the prize.',
    "A streak of rain threatened to flood the mill.",
    "Ann Roe ran, a storm threatening to break above her.",
    "When Ann Roe was asked about the mill, she said no.",
    "Ann Roe was tired of the claim that the mill was safe.",
    "Ann Roe denied knowledge of the fire and its causes.",
    "Ann Roe requested a meeting with the council to discuss the fire.",
    "Ann Roe denied the report and on Monday left the town.",
    "Her face indicates the mill is lost.",
    "Ann Roe avoided reporting claims about the mill and it emerged that the town had paid.",
    "The Post first reported the claims after Ann Roe sent it the papers.",
    "The teacher, whom the pupils knew well, confirmed the recent deaths.",
    "Ann Roe requested a room in order to read the papers of the mill.",
    "The ruling makes clear that the mill must close.",
    "The workers trust her enough to report that the mill burned.",
    "A book promises to be a new look at the mill.",
    "A law of allowing officers to ask workers to leave the mill was passed.",
    "Ann Roe demanded the inquiry because the mill was lost.",
]


@pytest.mark.parametrize("line", [*ENDS, *CUES])
def test_a_quotation_begins_and_ends_where_the_words_of_another_do(
    nlp: Language, line: str
) -> None:
    text = line.replace("[[", "").replace("]]", "")
    found = sorted(span for q in read(nlp, text)[1] for span in q.content)
    assert [s.of(text).rstrip(".,") for s in found] == [p.rstrip(".,") for p in PIECE.findall(line)]


@pytest.mark.parametrize("line", SILENT)
def test_what_nobody_said_is_no_quotation(nlp: Language, line: str) -> None:
    assert read(nlp, line)[1] == ()


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ('"I told her that we would appeal," Ann Roe said.', "we would appeal"),
        (
            "Ann Roe said: “He told me, ‘You will never work here again.’”",
            "You will never work here again.",
        ),
        (
            "\"She looked at me and said, 'You will never work here again,'\" Ann Roe recalled.",
            "You will never work here again",
        ),
        (
            "“I know they say the mill is safe, but we will look at it,” Ann Roe said.",
            "the mill is safe",
        ),
        (
            "“She alleged that the mayor hid the report,” Ann Roe said.",
            "the mayor hid the report",
        ),
    ],
)
def test_speech_within_speech_is_a_quotation_of_its_own(
    nlp: Language, text: str, within: str
) -> None:
    outer, inner = read(nlp, text)[1]
    assert [s.of(text) for s in inner.content] == [within]
    assert outer.content[0].covers(inner.content[0])
    assert outer.speaker_name == "Ann Roe"


@pytest.mark.parametrize(
    "text",
    [
        '"I say that we will appeal," Ann Roe said.',
        '"I remember when Bob told me about the fire," Ann Roe said.',
        '"What Bob was saying was bold in any case," Ann Roe said.',
        '"Tell that to the nurses who pay for it," Ann Roe said.',
        '"Bob, tell me what you will do," Ann Roe said.',
        '"No matter what anyone says, the mill is closed," Ann Roe said.',
    ],
)
def test_what_speakers_say_they_say_is_theirs_alone(nlp: Language, text: str) -> None:
    assert len(read(nlp, text)[1]) == 1


def test_a_paragraph_without_marks_is_quoted_where_a_cue_and_a_colon_introduce_it(
    nlp: Language,
) -> None:
    text = "Ann Roe continued:\nWe will appeal the ruling as soon as we can.\nThe town waits."
    (found,) = read(nlp, text)[1]
    assert found.kind is QuotationKind.DIRECT
    assert found.content[0].of(text) == "We will appeal the ruling as soon as we can."
    assert found.speaker_name == "Ann Roe"


@pytest.mark.parametrize(
    "text",
    [
        "Ann Roe said the following people had won:\nA baker from the town and two nurses.",
        "Ann Roe tweeted:\nWe will appeal the ruling as soon as we can.",
        "Ann Roe wrote:\nWe will appeal at once. — Ann Roe (@annroe) May 3, 2017",
    ],
)
def test_a_list_or_an_embedded_post_is_no_block_quotation(nlp: Language, text: str) -> None:
    assert all("\n" not in text[q.sentence.start : q.sentence.end] for q in read(nlp, text)[1])
    assert all(s.start < text.index("\n") for q in read(nlp, text)[1] for s in q.content)


def test_two_sentences_parted_by_a_participle_are_two_quotations(nlp: Language) -> None:
    text = '"There is no way to pay for it," Ann Roe said, adding, "I do not like the plan."'
    first, second = read(nlp, text)[1]
    assert [s.of(text) for s in first.content] == ["There is no way to pay for it"]
    assert [s.of(text) for s in second.content] == ["I do not like the plan."]


def test_a_clause_interrupted_before_its_verb_has_two_pieces(nlp: Language) -> None:
    text = "The mill, Ann Roe said, is safe."
    (found,) = read(nlp, text)[1]
    assert [s.of(text) for s in found.content] == ["The mill", "is safe."]
