import pytest

from pipelines.extract import extract_page
from pipelines.rules import NO_RULES
from storage.items import Extraction, TextState
from storage.normal_form import text_of

TITLE = "Ropeway over the Tarn shut until June"
SENTENCES = (
    "The ropeway over the Tarn will not carry anyone before June, the valley council decided on Friday after a test.",
    "Inspectors had found that two of the nine pylons lean further than the maker of the cars allows in high winds.",
    "A bus is to run every half hour instead, and season tickets are good for it until the end of the year.",
    "The council wants the maker to pay for new footings, which an engineer puts at a little under two million.",
)
BRIEF = ("The ropeway is shut.", "A bus runs every half hour, the council said.", "It opens again in June.")
CHINESE = "{}，谷地委员会周五表示，检查人员在两座塔架上发现倾斜后，索道已经停运，修复预计需要九周时间。"


def read(
    above: str, sentences: tuple[str, ...] = SENTENCES, title: str = TITLE, language: str = "en", head: str = ""
) -> Extraction:
    text = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    markup = (
        f"<html lang='{language}'><head><meta charset='utf-8'><title>{title} - Valley Ledger</title>{head}</head><body>"
        f"<main><article><h1>{title}</h1>{above}{text}</article></main></body></html>"
    )
    url = "https://ledger.example/news/ropeway"
    return extract_page(markup.encode(), url=url, content_type="text/html; charset=utf-8", rules=NO_RULES)


@pytest.mark.parametrize(
    "above",
    [
        "<p>Publié le 3 mai 2024 à 17h15</p><p>Par Élodie Marchand</p>",
        "<p>Publié le 3 mai 2024 à 17h15, mis à jour le 4 mai 2024</p>",
        "<p>3 maggio 2024</p><p>di Lucia Bianchi</p>",
        "<p>Freitag, 3. Mai 2024, 17.15 Uhr</p><p>Von Jörg Teichmann</p>",
        "<div><time>3 May</time></div>",
        "<div class='authors'><span class='author'>Ruth Kessel</span><span class='author'>Wim Okafor</span></div>",
    ],
)
def test_byline_and_date_above_the_text_are_no_text_in_any_language(above: str) -> None:
    assert text_of(read(above).blocks) == "\n\n".join(SENTENCES)


def test_lines_above_a_brief_without_a_long_paragraph_are_no_text() -> None:
    found = read("<p>3 May 2024</p><p>By Ruth Kessel</p>", BRIEF)
    assert text_of(found.blocks) == "\n\n".join(BRIEF)


def test_the_first_paragraph_of_a_brief_stays_though_it_be_the_description() -> None:
    head = f"<meta name='description' content='{BRIEF[0]}'>"
    assert text_of(read("<p>3 May 2024</p>", BRIEF, head=head).blocks) == "\n\n".join(BRIEF)


def test_lines_above_short_chinese_paragraphs_are_no_text() -> None:
    sentences = tuple(CHINESE.format(number) for number in "一二三四五六")
    found = read("<p>2024年5月3日 10:15</p><p>记者 王小明</p>", sentences, "谷地索道因塔架倾斜停运", "zh")
    assert text_of(found.blocks) == "\n\n".join(sentences)


@pytest.mark.parametrize(
    "line",
    [
        "Opened on 3 May 1974, and shut on 3 May 2024.",
        "What the ropeway has carried since the spring of 3 May 1974",
        "A valley waits",
    ],
)
def test_short_lines_above_the_text_that_say_more_than_a_date_stay(line: str) -> None:
    assert read(f"<p>{line}</p>").blocks[0].text == line


def test_dates_and_names_inside_the_text_stay() -> None:
    inside = (SENTENCES[0], "3 maggio 2024", "Ruth Kessel", *SENTENCES[1:])
    above = "<div class='byline'>By Ruth Kessel</div>"
    assert [block.text for block in read(above, inside).blocks] == list(inside)


def test_the_lines_by_which_a_wall_asks_to_log_in_are_no_text_of_a_stub() -> None:
    wall = "<div class='gate'><p>Already a subscriber? <a href='/login'>Log in</a></p></div>"
    found = read("", (SENTENCES[0], wall))
    assert found.text_state is TextState.STUB
    assert found.text_reason == "paywall-call"
    assert text_of(found.blocks) == SENTENCES[0]
