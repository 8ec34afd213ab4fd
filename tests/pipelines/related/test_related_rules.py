from __future__ import annotations

from collections.abc import Callable

from pipelines.document import Document
from pipelines.related import extract_related
from pipelines.rules import NO_RULES, RelatedRule, Rules
from storage.items import RelatedKind

MakePage = Callable[..., Document]

BOX = """
<div class="box-x"><div class="box-x-name">Harbour files</div>
<div class="item"><i class="mark">Dossier</i><a href="/2024/04/a-7"><b class="head">Yard to be sold</b> in spring, says the owner</a></div></div>
"""


def test_a_rule_finds_what_general_rules_do_not(make_page: MakePage) -> None:
    document = make_page(after=BOX)
    assert extract_related(document, NO_RULES) == []
    rule = RelatedRule(box=".box-x", kind="editorial", heading=".box-x-name", label=".mark", text=".head")
    [story] = extract_related(document, Rules(related=(rule,)))
    assert (story.kind, story.heading) == (RelatedKind.EDITORIAL, "Harbour files")
    assert (story.label, story.text) == ("Dossier", "Yard to be sold")


def test_position_decides_where_a_rule_names_no_kind(make_page: MakePage) -> None:
    rules = Rules(related=(RelatedRule(box=".box-x"),))
    assert [story.kind for story in extract_related(make_page(BOX), rules)] == [RelatedKind.EDITORIAL]
    assert [story.kind for story in extract_related(make_page(after=BOX), rules)] == [RelatedKind.AUTOMATIC]


def test_furniture_by_rule(make_page: MakePage) -> None:
    document = make_page(after='<div class="house"><h2>Related</h2><a href="/2024/04/a-7">Yard to be sold</a></div>')
    assert len(extract_related(document, NO_RULES)) == 1
    assert extract_related(document, Rules(furniture=(".house",))) == []


def test_a_card_selector_parts_the_cards(make_page: MakePage) -> None:
    box = '<div class="box-x"><p class="card"><a href="/2024/04/a-7">Yard to be sold</a></p><p><a href="/2024/04/b-8">Crane falls over</a></p></div>'
    rules = Rules(related=(RelatedRule(box=".box-x", card=".card"),))
    assert [story.text for story in extract_related(make_page(after=box), rules)] == ["Yard to be sold"]


def test_a_selector_that_finds_nothing_changes_nothing(make_page: MakePage) -> None:
    document = make_page(after='<div><h2>Related</h2><a href="/2024/04/a-7">Yard to be sold</a></div>')
    rules = Rules(related=(RelatedRule(box=".gone"),), furniture=(".gone",), body=(".gone",))
    assert extract_related(document, rules) == extract_related(document, NO_RULES)
