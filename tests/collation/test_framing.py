"""What somebody said, told with verbs that judge: made-up accounts, and look-alikes."""

from __future__ import annotations

import itertools

import pytest
from spacy.language import Language

from collation.discrepancy import Between, Discrepancy, Kind, Severity
from tests.collation.test_differences import differences, of_kind


def framed(nlp: Language, *texts: str) -> list[Discrepancy]:
    return of_kind(differences(nlp, *texts), Kind.FRAMING)


TOLD = [
    (
        "Mayor Anna Weiss admitted on Friday that the harbour office had shredded nine letters.",
        "Mayor Anna Weiss said on Friday that the harbour office shredded nine letters.",
        {"admitted", "said"},
        "told as an admission (“admitted”) or plainly (“said”): Anna Weiss, “",
    ),
    (
        "“The old bridge will collapse within a decade,” engineer Otto Kranz claimed on Friday.",
        "“The old bridge will collapse within a decade,” engineer Otto Kranz said on Friday.",
        {"claimed", "said"},
        "told as a mere claim (“claimed”) or plainly (“said”): Otto Kranz, “The old bridge",
    ),
    (
        "Coach Ilse Brandt claimed that the referee had demanded 900 euros before the final.",
        "Coach Ilse Brandt revealed that the referee demanded 900 euros before the final.",
        {"claimed", "confirmed"},
        "told as a mere claim (“claimed”) or as a fact (“revealed”): Ilse Brandt, “",
    ),
    (
        "Without offering evidence, Governor Orrin Vale said that thieves had emptied the granary.",
        "Governor Orrin Vale said that thieves emptied the granary.",
        {"without ground", "said"},
        "told “Without offering evidence” or plainly: Orrin Vale, “thieves",
    ),
    (
        "Governor Orrin Vale falsely said that the granary had burned twice in Elmsdale.",
        "Governor Orrin Vale said that the granary burned twice in Elmsdale.",
        {"without ground", "said"},
        "told “falsely” or plainly: Orrin Vale, “",
    ),
    (
        "Orrin Vale said that rogue millers poisoned the reservoir. He offered no evidence.",
        "Orrin Vale suggested that rogue millers poisoned the reservoir.",
        {"without ground", "said"},
        "told “offered no evidence” or without such a remark: Orrin Vale, “",
    ),
    (
        "Union leader Mara Quill threatened to sue the shipyard over the frozen pensions.",
        "Union leader Mara Quill said she would sue the shipyard over the frozen pensions.",
        {"threatened", "said"},
        "told as a threat (“threatened”) or plainly (“said”): Mara Quill, “she would sue",
    ),
    (  # "he" is not the speaker
        "Clerk Jane Orrin claimed that Vale “shredded nine letters of the harbour office”.",
        "“He shredded nine letters of the harbour office,” Clerk Jane Orrin said.",
        {"claimed", "said"},
        "told as a mere claim (“claimed”) or plainly (“said”): Jane Orrin, “Vale shredded nine",
    ),
    (  # too long for the verbs to be told
        "“The harbour office on the old quay shredded nine letters of donors,” Ilse Annabel Orrin "
        "claimed.",
        "“The harbour office on the old quay shredded nine letters of donors,” Ilse Annabel Orrin "
        "said.",
        {"claimed", "said"},
        "told as a mere claim or plainly: Ilse Annabel Orrin, “The harbour office on the old quay "
        "shredded nine letters of donors”",
    ),
    (  # too long by itself: up to what both have, without the middle
        "“The harbour office on the oldest quay of the whole of Elmsdale beside the ferry to the "
        "isles shredded nine letters of donors,” Jane Orrin claimed.",
        "“The harbour office on the oldest quay of the whole of Elmsdale beside the ferry to the "
        "isles shredded nine letters of donors,” Jane Orrin said.",
        {"claimed", "said"},
        "told as a mere claim or plainly: Jane Orrin, “The harbour office on the oldest quay … "
        "ferry to the isles shredded nine letters of donors”",
    ),
]


@pytest.mark.parametrize(("one", "other", "values", "subject"), TOLD)
def test_verbs_that_judge_what_is_said_differently_are_told_as_soft(
    nlp: Language, one: str, other: str, values: set[str], subject: str
) -> None:
    (found,) = framed(nlp, one, other)
    assert {e.value for e in found.evidence} == values
    assert found.subject.startswith(subject)
    assert (found.severity, found.between) == (Severity.SOFT, Between.OUTLETS)


SILENT = [
    (
        "a matter of taste",
        "Mayor Anna Weiss insisted that the harbour office had shredded nine letters.",
        "Mayor Anna Weiss said that the harbour office shredded nine letters.",
    ),
    (
        "another thing said",
        "Mayor Anna Weiss admitted that the harbour office had shredded nine letters.",
        "Mayor Anna Weiss said that the harbour office would open on Sundays in June.",
    ),
    (
        "another speaker",
        "Mayor Anna Weiss admitted that the harbour office had shredded nine letters.",
        "Clerk Otto Kranz said that the harbour office shredded nine letters.",
    ),
    (
        "the contrary",
        "Mayor Anna Weiss admitted that the harbour office had shredded nine letters.",
        "Mayor Anna Weiss said that the harbour office never shredded nine letters.",
    ),
    (
        "not said",
        "Mayor Anna Weiss refused to admit that the harbour office shredded nine letters.",
        "Mayor Anna Weiss said that the harbour office shredded nine letters.",
    ),
    (
        "somebody else's verb",
        "“Weiss claims that the harbour office shredded nine letters,” Otto Kranz said.",
        "Mayor Anna Weiss said that the harbour office shredded nine letters.",
    ),
    (
        "both have the verb",
        "Mayor Anna Weiss claimed that the harbour office had shredded nine letters.",
        "Mayor Anna Weiss claimed that the harbour office shredded letters. Weiss said that the "
        "harbour office shredded nine letters.",
    ),
    (
        "the verb and a plain one in a sentence",
        "Mara Quill blasts the shipyard: ‘It is a den of cheats and misers’\n\nThe ferry was late.",
        "Mara Quill blasted the shipyard on Friday, saying “it is a den of cheats and misers”.",
    ),
    (
        "a plea in court",
        "Anna Weiss admitted in court that she shredded nine letters, pleading guilty.",
        "Anna Weiss said in court that she shredded nine letters.",
    ),
    (
        "no saying",
        "The Elmsdale Front claimed responsibility for the blast at the shipyard gate.",
        "The Elmsdale Front said it was behind the blast at the shipyard gate.",
    ),
    (
        "a right, which one claims",
        "Governor Orrin Vale claimed an “absolute right” to open the sealed granary.",
        "“I have the absolute right to open the sealed granary,” Governor Orrin Vale said.",
    ),
    (
        "a lie for both",
        "The sailor Otto Kranz claimed that nine masked men robbed him at the harbour.",
        "The sailor Otto Kranz said that nine masked men robbed him at the harbour. "
        "Detectives charged Kranz on Friday with lying about the masked men.",
    ),
    (
        "a remark on something else",
        "Orrin Vale said that rogue millers poisoned the reservoir. Prosecutors dropped the case "
        "for want of proof; the court found without evidence no charge can stand.",
        "Orrin Vale said that rogue millers poisoned the reservoir.",
    ),
    (
        "a plain verb for the very same words, too",
        "Otto Kranz claimed not to need “the bank”. Otto Kranz wrote: “I never need the old bank "
        "of Elmsdale, which sank the fleet.”",
        "“I never need the old bank of Elmsdale, which sank the fleet,” Otto Kranz wrote.",
    ),
    (
        "a post and a speech that share two words",
        "Otto Kranz claimed that harbourmasters hate the shipwrights.",
        "“Harbourmasters, as all may see, hate our town,” Otto Kranz tweeted.",
    ),
    (
        "an attack in the body",
        "The ferry was late. Mara Quill slammed the shipyard as “a den of cheats and misers”.",
        "The ferry was late. Mara Quill said the shipyard is “a den of cheats and misers”.",
    ),
]


@pytest.mark.parametrize(("why", "one", "other"), SILENT, ids=[row[0] for row in SILENT])
def test_what_only_looks_like_framing_is_not_told(
    nlp: Language, why: str, one: str, other: str
) -> None:
    assert framed(nlp, one, other) == [], why


def test_a_title_with_a_stop_ends_no_sentence_of_what_was_said(nlp: Language) -> None:
    (found,) = framed(
        nlp,
        "Two clerks claimed that Orrin Vale boasted to Mr. Kranz of the looming flood.",
        "Two clerks said that Orrin Vale boasted to Mr. Kranz of the looming flood.",
    )
    assert "Orrin Vale boasted to Mr. Kranz of the looming flood" in found.subject


def test_one_speaker_is_told_once_with_every_account_and_in_any_order(nlp: Language) -> None:
    texts = (
        "Mayor Anna Weiss admitted that the harbour office had shredded nine letters. "
        "Weiss conceded that the letters named donors of the harbour office.",
        "Mayor Anna Weiss said that the harbour office shredded nine letters. "
        "The letters named donors of the harbour office, Weiss said.",
        "The harbour office shredded nine letters, Mayor Anna Weiss said.",
    )
    subjects = set()
    for order in itertools.permutations(texts):
        (found,) = framed(nlp, *order)
        subjects.add(found.subject)
        assert sorted(e.value for e in found.evidence) == ["admitted", "said", "said"]
    assert len(subjects) == 1
