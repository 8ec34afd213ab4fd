"""Which claim wins; every name is invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.bylines import decide_byline
from storage.items import BylineClaim, ContributorKind


def decided(*claims: BylineClaim) -> tuple[str | None, list[str]]:
    printed, contributors = decide_byline(claims)
    return printed, [one.name for one in contributors if one.credit is None]


PRINTED = BylineClaim("printed", "By\nAda Quill", names=("Ada Quill",))
UPLOADER = BylineClaim("meta:author", "roywyatt")


def test_visible_byline_wins_over_a_meta() -> None:
    assert decided(PRINTED, BylineClaim("meta:author", "Roy Wyatt")) == ("By Ada Quill", ["Ada Quill"])


def test_visible_byline_that_names_more_people_wins() -> None:
    both = BylineClaim("printed", "By Ada Quill and Roy Wyatt")
    first = BylineClaim("json-ld", "Ada Quill", names=("Ada Quill",), kinds=("Person",))
    assert decided(first, both) == ("By Ada Quill and Roy Wyatt", ["Ada Quill", "Roy Wyatt"])


def test_structured_data_wins_over_a_meta() -> None:
    named = BylineClaim("json-ld", "Ada Quill", names=("Ada Quill",), kinds=("Person",))
    assert decided(BylineClaim("meta:author", "Roy Wyatt"), named)[1] == ["Ada Quill"]


def test_sources_that_agree_outvote_one_that_does_not() -> None:
    others = [BylineClaim(source, "Roy Wyatt") for source in ("json-ld", "meta:author", "author-class", "rel-author")]
    assert decided(PRINTED, *others)[1] == ["Roy Wyatt"]


def test_author_that_is_credited_with_something_else_is_not_added() -> None:
    led = BylineClaim("by-text", "By Ada Quill. Reviewed by Roy Wyatt")
    links = BylineClaim("author-link", "Ada Quill\nRoy Wyatt", names=("Ada Quill", "Roy Wyatt"))
    assert decided(led, links)[1] == ["Ada Quill"]


@pytest.mark.parametrize(
    "claim",
    [
        BylineClaim("meta:author", "roywyatt"),
        BylineClaim("meta:author", "roy.wyatt@planet.example"),
        BylineClaim("meta:article:author", "https://social.example/planet"),
        BylineClaim("twitter:creator", "@roywyatt"),
        BylineClaim("json-ld", "roy-wyatt", names=("roy-wyatt",)),
        BylineClaim("meta:author", "admin"),
        BylineClaim("meta:author", "Planet Media GmbH"),
    ],
)
def test_accounts_addresses_and_firms_of_metas_are_nobody(claim: BylineClaim) -> None:
    assert decide_byline([claim]) == (None, ())


def test_publisher_never_wins_over_a_person_and_is_an_organisation_alone() -> None:
    publisher = BylineClaim("publisher", "Daily Planet", names=("Daily Planet",))
    firm = BylineClaim("json-ld", "Daily Planet", names=("Daily Planet",), kinds=("Organization",))
    meta = BylineClaim("meta:author", "Ada Quill")
    assert decided(publisher, firm, meta)[1] == ["Ada Quill"]
    (alone,) = decide_byline([publisher, firm])[1]
    assert (alone.name, alone.kind) == ("Daily Planet", ContributorKind.ORGANISATION)


def test_publishers_name_is_not_taken_apart() -> None:
    publisher = BylineClaim("publisher", "Planet in the Loop", names=("Planet in the Loop", "Bridge Travel Expert"))
    for name in ("Planet in the Loop", "Bridge Travel Expert"):
        assert decided(publisher, BylineClaim("printed", name)) == (name, [name])
        assert decided(publisher, BylineClaim("printed", f"By Ada Quill, {name}"))[1] == ["Ada Quill"]


def test_line_that_names_the_kind_of_text_wins_over_an_account_that_is_often_repeated() -> None:
    account = [BylineClaim(source, "Roy Wyatt") for source in ("json-ld", "meta:author", "meta:twitter:data1")]
    line = BylineClaim("by-text", "Ein Interview von Ada Quill mit Léa Montclar.")
    assert decided(line, *account) == ("Ein Interview von Ada Quill mit Léa Montclar.", ["Ada Quill"])


def test_links_in_an_authors_element_are_no_second_source() -> None:
    led = BylineClaim("by-text", "By\nAda Quill\n, Bridge Expert", names=("Ada Quill",))
    box = BylineClaim("author-class", "By Ada Quill\n, Bridge Expert\nRoy Wyatt\n, River Expert")
    links = [BylineClaim("author-link", name, names=(name,)) for name in ("Ada Quill", "Roy Wyatt")]
    assert decided(led, *links, box)[1] == ["Ada Quill"]
    assert decided(led, *links, box, BylineClaim("meta:author", "Ada Quill, Roy Wyatt"))[1] == [
        "Ada Quill",
        "Roy Wyatt",
    ]


def test_line_that_says_from_goes_on_in_the_next() -> None:
    claim = BylineClaim("printed", "Ada Quill\nfrom\nMeridian University", names=("Ada Quill", "Meridian University"))
    (one,) = decide_byline([claim])[1]
    assert (one.name, one.affiliation) == ("Ada Quill", "Meridian University")


@pytest.mark.parametrize("name", ["Planet Staff", "Institute of Bridges"])
def test_desk_or_body_that_metas_alone_name_is_nobody(name: str) -> None:
    metas = [BylineClaim("meta:author", name), BylineClaim("meta:twitter:data1", name)]
    assert decide_byline(metas) == (None, ())
    assert decided(*metas, BylineClaim("author-class", name))[1] == [name]
    assert decided(BylineClaim("meta:author", "Associated Press"))[1] == ["Associated Press"]


def test_publisher_beside_a_person_is_where_the_person_works() -> None:
    publisher = BylineClaim("publisher", "Modern Planet", names=("Modern Planet",))
    (one,) = decide_byline([BylineClaim("printed", "by Ada Quill, Modern Planet"), publisher])[1]
    assert (one.name, one.affiliation) == ("Ada Quill", "Modern Planet")


def test_sign_off_adds_credits_and_replaces_nobody() -> None:
    signed = BylineClaim("sign-off", "(Reporting by Ada Quill; Editing by Roy Wyatt)")
    contributors = decide_byline([PRINTED, signed])[1]
    assert [(one.name, one.credit, one.source) for one in contributors] == [
        ("Ada Quill", None, "printed"),
        ("Roy Wyatt", "editing", "sign-off"),
    ]


def test_role_beside_a_name_in_structured_data_is_kept() -> None:
    claim = BylineClaim("json-ld", "Ada Quill", names=("Ada Quill",), kinds=("Person",), roles=("Film Critic",))
    (one,) = decide_byline([claim])[1]
    assert (one.role, one.source) == ("Film Critic", "json-ld")


def credited(*claims: BylineClaim) -> list[tuple[str, str | None, str | None]]:
    return [(one.name, one.credit, one.source) for one in decide_byline(claims)[1]]


def test_credits_in_another_element_join_the_byline() -> None:
    beside = BylineClaim("printed", "By\nAda Quill\nPhotographs by Roy Wyatt", names=("Ada Quill", "Roy Wyatt"))
    assert credited(PRINTED, beside) == [("Ada Quill", None, "printed"), ("Roy Wyatt", "photography", "printed")]


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Photographs by Roy Wyatt", "photography"),
        ("Illustration by Roy Wyatt", "illustration"),
        ("With Roy Wyatt", "with"),
        ("Additional reporting by Roy Wyatt", "additional-reporting"),
        ("Edited by Roy Wyatt", "editing"),
    ],
)
def test_element_with_a_credit_alone_names_no_author(line: str, credit: str) -> None:
    stated = BylineClaim("json-ld", "Ada Quill", names=("Ada Quill",), kinds=("Person",))
    beside = BylineClaim("itemprop", line)
    assert credited(PRINTED, beside, stated) == [("Ada Quill", None, "printed"), ("Roy Wyatt", credit, "itemprop")]
    assert credited(BylineClaim("printed", line)) == [("Roy Wyatt", credit, "printed")]


def test_credits_of_another_storys_byline_are_left_out() -> None:
    other = BylineClaim("printed", "By Léa Montclar. Photographs by Roy Wyatt")
    boxed = BylineClaim("author-box", "Edited by Roy Wyatt")
    assert credited(PRINTED, other, boxed) == [("Ada Quill", None, "printed")]


def test_author_is_not_credited_again() -> None:
    beside = BylineClaim("printed", "Photographs by Ada Quill")
    assert credited(PRINTED, beside) == [("Ada Quill", None, "printed")]


def test_visible_credit_of_the_same_people_wins_over_structured_data() -> None:
    seen = BylineClaim("printed", "Compiled by\nPlanet Staff")
    stated = BylineClaim("json-ld", "Planet Staff", names=("Planet Staff",), kinds=("Organization",))
    meta = BylineClaim("meta:author", "Planet Staff")
    printed, (one,) = decide_byline([seen, stated, meta])
    assert printed == "Compiled by Planet Staff"
    assert (one.kind, one.affiliation, one.credit, one.source) == (
        ContributorKind.STAFF, "Planet", "compiled", "printed")  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "roles"),
    [
        (BylineClaim("printed", "By Ada Quill", roles=("Film Critic",)), ["Film Critic"]),
        (BylineClaim("printed", "By\nAda Quill", names=("Ada Quill",), roles=("Film Critic",)), ["Film Critic"]),
        (BylineClaim("printed", "By Ada Quill, Editor", roles=("Film Critic",)), ["Editor"]),
        (BylineClaim("printed", "By Ada Quill and Roy Wyatt", roles=("Film Critic",)), [None, None]),
        (BylineClaim("printed", "By Planet Staff", roles=("Film Critic",)), [None]),
        (BylineClaim("printed", "By Ada Quill. Photos by Roy Wyatt", roles=("Film Critic",)), ["Film Critic", None]),
    ],
)
def test_role_behind_a_byline_is_that_of_its_one_author(claim: BylineClaim, roles: list[str | None]) -> None:
    printed, contributors = decide_byline([claim])
    assert [one.role for one in contributors] == roles
    assert printed == " ".join(claim.printed.split())


def test_visible_form_of_the_same_people_is_kept_with_what_structured_data_says_of_them() -> None:
    cards = [BylineClaim("printed", "Ada Quill", names=("Ada Quill",)), BylineClaim("printed", "Roy Wyatt")]
    seen = BylineClaim("printed", "By\nAda Quill\n&\nRoy Wyatt", names=("Ada Quill", "Roy Wyatt"))
    stated = BylineClaim(
        "json-ld", "Ada Quill, Roy Wyatt", names=("Ada Quill", "Roy Wyatt"), roles=("Film Critic", None)
    )
    printed, (ada, roy) = decide_byline([*cards, seen, stated])
    assert printed == "By Ada Quill & Roy Wyatt"
    assert (ada.role, ada.source, roy.role) == ("Film Critic", "printed", None)


def test_editor_that_structured_data_calls_the_author_is_the_author() -> None:
    stated = BylineClaim("json-ld", "Ada Quill", names=("Ada Quill",))
    assert credited(BylineClaim("printed", "Last updated by Ada Quill"), stated) == [("Ada Quill", None, "json-ld")]


@pytest.mark.parametrize(
    "line", ["Published May 10, 2024", "Updated 3 May 2020, 5:45 PM", "5 min read", "5 minutes ago"]
)
def test_date_in_a_bylines_element_is_no_byline(line: str) -> None:
    assert decide_byline([BylineClaim("printed", line)]) == (None, ())
    assert decide_byline([BylineClaim("printed", line), BylineClaim("printed", "Sports")]) == ("Sports", ())


def test_unreadable_byline_is_kept_as_printed() -> None:
    assert decide_byline([BylineClaim("printed", "Sports\nReporter"), UPLOADER]) == ("Sports Reporter", ())


def test_no_claims_are_no_byline() -> None:
    assert decide_byline([]) == (None, ())


@given(st.lists(st.builds(BylineClaim, st.sampled_from(("printed", "json-ld", "meta:author", "sign-off")), st.text())))
@settings(max_examples=100, deadline=None)
def test_any_claims_are_decided_and_each_name_has_its_source(found: list[BylineClaim]) -> None:
    printed, contributors = decide_byline(found)
    assert printed is None or printed == " ".join(printed.split())
    assert {one.source for one in contributors} <= {claim.source for claim in found}
