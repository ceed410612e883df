"""Hostile and huge drafts, answers to plain questions, searches and forms: Slack takes them all."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from desk.answers import SideView, StoryView, WhoSaidAnswer
from desk.drafts import AgainstView, ClaimView, DraftAnswer, LeftOutView
from desk.examples import Examples
from desk.plain_questions import CountedView, HowManyAnswer
from handlers.blocks import drafts, onboarding, plain, search, who_said
from sandbox.limits import faults_of_view
from tests.handlers.test_every_message_fits import (
    accepted,
    citations,
    counts,
    few,
    hostile,
    stories,
    texts,
    who_said_answers,
)

sides = st.builds(SideView, texts, few(citations(), 3), counts)
against = st.builds(
    AgainstView,
    st.sampled_from(("number", "date", "quote_wording")),
    st.sampled_from(("hard", "soft")),
    texts,
    texts,
    few(sides, 4),
    st.one_of(st.none(), texts),
)
verdicts = st.sampled_from(("disputed", "not found", "not checked", "supported"))
claims = st.builds(
    ClaimView,
    st.sampled_from(("figure", "quotation", "date", "status", "statement", "name", "wording")),
    verdicts,
    texts,
    texts,
    st.just(((0, 5),)),
    few(against, 2),
    few(citations(), 5),
    counts,
    few(citations(), 2),
    st.one_of(st.none(), texts),
)
answers = st.builds(
    DraftAnswer,
    stories,
    few(claims, 30),
    few(st.builds(LeftOutView, texts, few(citations(), 3), counts), 5),
    counts,
    st.just(date(2025, 4, 14)),
    st.sampled_from(("date line", "story", "today")),
    few(texts, 30),
)


@hostile
@given(answers)
def test_what_is_said_of_a_draft_fits(answer: DraftAnswer) -> None:
    told = drafts.render(answer)
    assert 1 <= len(told) <= drafts.MESSAGES
    for message in told:
        accepted(message)


@hostile
@given(st.lists(stories, max_size=12), st.lists(texts, max_size=7))
def test_the_form_of_a_draft_fits(held: list[StoryView], parts: list[str]) -> None:
    assert not faults_of_view(drafts.form("carried", stories=held, texts=parts))


@given(st.text(max_size=20_000))
def test_a_text_split_into_the_form_is_the_same_text(text: str) -> None:
    parts = drafts.split(text)
    assert all(len(part) <= drafts.PART for part in parts)
    whole = "".join(drafts.join(parts).split())
    assert "".join(text.split()).startswith(whole)
    if len(text) < drafts.PART:
        assert whole == "".join(text.split())


@hostile
@given(st.builds(CountedView, texts, texts, few(citations(), 3), counts), texts, stories)
def test_how_many_fits(row: CountedView, asked: str, story: StoryView) -> None:
    accepted(plain.how_many(HowManyAnswer(asked, story, (row,) * 6)))


@hostile
@given(
    st.builds(
        Examples, stories, texts, texts, texts, texts, st.booleans(), texts, texts
    )
)  # fmt: skip
def test_suggestions_fit(found: Examples) -> None:
    accepted(plain.suggestions(found, ("a",)))


@hostile
@given(who_said_answers, texts, st.booleans())
def test_results_fit_into_a_modal(answer: WhoSaidAnswer, here: str, turn: bool) -> None:
    message = who_said.render(answer, here, (here, here), share=True)
    view = search.results(message, here, (here, here) if turn else ("", ""), "{}")
    assert not faults_of_view(view)
    shown = str(view)
    assert "'share'" not in shown
    assert "'turn_page'" not in shown


@hostile
@given(st.lists(texts, max_size=120))
def test_forms_of_search_and_settings_fit(outlets: list[str]) -> None:
    assert not faults_of_view(search.form(outlets))
    if outlets:
        assert not faults_of_view(onboarding.outlet_form(outlets))
    assert not faults_of_view(onboarding.digest_form("Europe/London"))
    assert not faults_of_view(onboarding.zone_form("Europe/London"))
    assert not faults_of_view(onboarding.index_form())
    accepted(onboarding.welcome("/timeline"))
