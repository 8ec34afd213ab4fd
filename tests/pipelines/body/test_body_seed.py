from lxml import html

from pipelines.body.seed import read_seed

TEXT = "The union and the studios met on Tuesday, and agreed to meet again before the month is out."
BESIDE = "Rents in the market hall rise again, the tenth time in as many years, as the owners told the press."


def make_tree(*parts: str) -> html.HtmlElement:
    return html.document_fromstring(f"<html><head><title>Talks</title></head><body>{''.join(parts)}</body></html>")


def article(times: int) -> str:
    return f"<article>{f'<p>{TEXT}</p>' * times}</article>"


def test_the_fast_way_asks_the_rules_once_where_the_other_takes_in_more() -> None:
    distinct = "".join(f"<p>{BESIDE} Hall {number}.</p>" for number in range(40))
    tree = make_tree(f'<article>{f"<p>{TEXT}</p>" * 3}<div class="teaser">{distinct}</div></article>')
    assert not read_seed(tree, is_fast=True).has(BESIDE)
    assert read_seed(tree, is_fast=False).has(f"{BESIDE} Hall 7.")


def test_a_text_inside_a_menu_left_open_is_kept() -> None:
    tree = make_tree(f"<nav><a href='/'>Home</a>{article(8)}</nav>")
    assert read_seed(tree, is_fast=True).has(TEXT)


def test_the_tree_is_not_changed() -> None:
    tree = make_tree("<nav><a href='/'>Home</a></nav>", article(8), "<footer>Imprint</footer>")
    before = html.tostring(tree)
    read_seed(tree, is_fast=True)
    read_seed(tree, is_fast=False)
    assert html.tostring(tree) == before
