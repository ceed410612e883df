"""Who is one person in the archive: whatever the order of arrival, and as people decided."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.identities import (
    BODY,
    PERSON,
    Form,
    Link,
    block_of,
    group_forms,
    guess_kind,
    offices_of,
    shown_first,
)


def form(id: int, name: str, *roles: str, kind: str = PERSON, gender: str | None = None) -> Form:
    return Form(id, name, kind, offices_of(roles), gender)


def together(*forms: Form, links: tuple[Link, ...] = ()) -> set[frozenset[str]]:
    """The groups of two and more, by name."""
    names = {one.id: one.name for one in forms}
    groups = group_forms(forms, links)
    return {frozenset(names[id] for id in group) for group in groups if len(group) > 1}


@pytest.mark.parametrize(
    "names",
    [
        ("Kim Armin Abrera Gallo", "Kim Abrera Gallo", "Honduran Kim Abrera Gallo"),
        ("Jane Roe", "Jane Q. Roe"),
        ("Robert Quorley", "Bob Quorley"),
        ("J. Quorley", "Jane Quorley"),
        ("Sergei Rovanov", "Sergey Rovanov"),
        ("Oregon Sen. Jane Roe", "Jane Roe"),
    ],
)
def test_the_names_of_one_person_join(names: tuple[str, ...]) -> None:
    assert together(*(form(n, name) for n, name in enumerate(names))) == {frozenset(names)}


@pytest.mark.parametrize(
    "names",
    [
        ("Jane Roe", "John Roe"),
        ("Jane Quorley", "John Quorley", "J. Quorley"),
        ("Mike Rogers", "Michael Rogers"),  # a surname that many have
        ("Jane Miller", "Jane A. Miller"),
        ("Joe Quorley", "Joe Quorley Jr."),
        ("George W. Roe", "George H. Roe", "George Roe"),
        ("Michael Hansen", "Michael Hanson"),
        ("President Roe", "Roe"),
        ("Roe", "Jane Roe"),
    ],
)
def test_what_could_be_two_stays_two(names: tuple[str, ...]) -> None:
    assert together(*(form(n, name) for n, name in enumerate(names))) == set()


def test_an_office_in_common_speaks_for_one_person() -> None:
    assert together(
        form(1, "Mike Rogers", "Representative"), form(2, "Michael Rogers", "Rep.")
    ) == {frozenset({"Mike Rogers", "Michael Rogers"})}
    assert not together(form(1, "Mike Rogers", "Adm."), form(2, "Michael Rogers", "Rep."))
    assert not together(form(1, "Bob Quorley", "Adm."), form(2, "Robert Quorley", "Rep."))


def test_father_and_son_stay_two_though_articles_give_both_one_office() -> None:
    father, son = form(1, "Joe Quorley", "President"), form(2, "Joe Quorley Jr.", "President")
    assert not together(father, son)


def test_a_surname_joins_who_holds_the_same_sole_office() -> None:
    president, jane = form(1, "Roe", "President"), form(2, "Jane Roe", "Peruvian President")
    assert together(president, jane) == {frozenset({"Roe", "Jane Roe"})}
    assert together(president, jane, form(3, "Ivo Roe", "poet")) == {frozenset({"Roe", "Jane Roe"})}
    assert not together(president, jane, form(3, "Ivo Roe", "President"))
    assert not together(form(1, "Roe", "Sen."), form(2, "Jane Roe", "Sen."))


def test_two_genders_are_two_people() -> None:
    assert not together(form(1, "Jo Roe", gender="male"), form(2, "Jo A. Roe", gender="female"))


def test_bodies_join_by_their_key_and_are_no_persons() -> None:
    assert together(
        form(1, "Department of Mills", kind=BODY), form(2, "the Mills Department", kind=BODY)
    ) == {frozenset({"Department of Mills", "the Mills Department"})}
    assert not together(form(1, "the court", kind=BODY), form(2, "The court", kind=BODY))
    assert not together(form(1, "a lower court", kind=BODY), form(2, "A lower court", kind=BODY))
    assert not together(form(1, "Ann Mills", kind=BODY), form(2, "Ann Q. Mills"))
    assert block_of("officials", "group") == ""


def test_what_people_decided_wins_over_the_machine() -> None:
    ann, anna, jane = form(1, "Ann Roe"), form(2, "Anna Poe"), form(3, "Ann Q. Roe")
    assert together(ann, anna, links=(Link(1, 2, True),)) == {frozenset({"Ann Roe", "Anna Poe"})}
    assert together(ann, jane) == {frozenset({"Ann Roe", "Ann Q. Roe"})}
    assert not together(ann, jane, links=(Link(1, 3, False),))


def test_of_two_decisions_that_contradict_each_other_the_later_holds() -> None:
    ann, jane = form(1, "Ann Roe"), form(2, "Jane Poe")
    assert together(ann, jane, links=(Link(1, 2, False), Link(1, 2, True)))
    assert not together(ann, jane, links=(Link(1, 2, True), Link(1, 2, False)))


def test_a_split_holds_also_through_a_third_name() -> None:
    forms = [form(1, "Ann Roe"), form(2, "Ann Q. Roe"), form(3, "Ann Q. X. Roe")]
    groups = group_forms(forms, [Link(1, 2, False)])
    assert all(not {1, 2} <= group for group in groups)


def test_the_name_shown_is_whole_and_short() -> None:
    names = ("J. Roe", "Jane Q. Roe", "Jane Roe", "Roe", "Sen. Jane Roe")
    assert shown_first(form(n, name) for n, name in enumerate(names)).name == "Jane Roe"


def test_of_two_spellings_the_more_frequent_is_shown_then_the_fuller() -> None:
    rare, usual = (
        Form(1, "Jane Rodriges", PERSON, times=2),
        Form(2, "Jane Rodrigez", PERSON, times=7),
    )
    assert shown_first([rare, usual]) == usual
    fuller = Form(3, "Jane Anna Rodrigez", PERSON, times=7)
    assert shown_first([rare, usual, fuller]) == fuller


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Jane Roe", PERSON),
        ("Ludo van der Roe", PERSON),
        ("The Roe administration", BODY),
        ("Mill Department", BODY),
        ("officials", "unnamed"),
        ("a homeless man", "unnamed"),
        ("", "unnamed"),
    ],
)
def test_what_an_old_row_is_is_guessed_from_its_name(name: str, kind: str) -> None:
    assert guess_kind(name) == kind


_FIRST = ("Jane", "John", "J.", "Jack", "Joe", "Joseph", "Jane A.", "Jane B.", "Anna", "")
_LAST = ("Roe", "Roe Jr.", "Quorley", "Quorly", "Abrera Roe")
_ROLES = ("President", "Peruvian President", "Sen.", "poet")
_FORMS = st.lists(
    st.tuples(
        st.sampled_from(_FIRST),
        st.sampled_from(_LAST),
        st.lists(st.sampled_from(_ROLES), max_size=2).map(tuple),
        st.sampled_from((None, "male", "female")),
    ),
    max_size=9,
    unique_by=lambda one: (one[0], one[1], one[2]),
)


@given(_FORMS, st.data())
def test_the_groups_do_not_depend_on_the_order_of_arrival(
    drawn: list[tuple[str, str, tuple[str, ...], str | None]], data: st.DataObject
) -> None:
    count = len(drawn)
    ends = st.integers(0, max(count - 1, 0))
    hand = data.draw(st.lists(st.tuples(ends, ends, st.booleans()), max_size=3 if count else 0))
    hand = [link for link in hand if link[0] != link[1]]

    def grouped(order: list[int]) -> set[frozenset[int]]:
        number = {place: 10 + n for n, place in enumerate(order)}
        forms = [
            form(number[place], f"{drawn[place][0]} {drawn[place][1]}".strip(), *drawn[place][2],
                 gender=drawn[place][3])
            for place in order
        ]  # fmt: skip
        links = [Link(number[one], number[other], same) for one, other, same in hand]
        back = {id: place for place, id in number.items()}
        return {frozenset(back[id] for id in group) for group in group_forms(forms, links)}

    order = list(range(count))
    assert grouped(data.draw(st.permutations(order))) == grouped(order)


@given(_FORMS)
def test_names_that_cannot_be_one_never_join(
    drawn: list[tuple[str, str, tuple[str, ...], str | None]],
) -> None:
    forms = [
        form(n, f"{one[0]} {one[1]}".strip(), *one[2], gender=one[3]) for n, one in enumerate(drawn)
    ]
    by_id = {one.id: one for one in forms}
    for group in group_forms(forms, []):
        firsts = {by_id[id].name.split()[0] for id in group if " " in by_id[id].name}
        assert not {"Jane", "John"} <= firsts
        assert not {"Anna", "Joe"} <= firsts
        assert len({by_id[id].gender for id in group} - {None}) < 2


def test_two_that_cannot_be_one_do_not_join_through_a_third() -> None:
    jane = form(3, "Jane Roe", "President")
    he, she = (
        form(1, "Roe", "President", gender="male"),
        form(2, "Roe", "President", gender="female"),
    )
    assert together(he, jane) == {frozenset({"Roe", "Jane Roe"})}
    assert not together(he, she, jane)


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 2, 1), (2, 1, 3)])
def test_a_surname_split_from_one_name_of_a_person_leaves_the_others_together(
    order: tuple[int, int, int],
) -> None:
    surname, whole, short = order
    forms = [
        form(surname, "Roe", "President"),
        form(whole, "Jane Roe", "President"),
        form(short, "Jane Q. Roe"),
    ]
    groups = group_forms(forms, [Link(surname, whole, False)])
    assert groups == sorted([frozenset({surname}), frozenset({whole, short})], key=min)
