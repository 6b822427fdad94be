"""The main content of web pages: what stands around it on every page of a site is left out (`knowledge.md` 3.2)."""

import pytest

from comity.knowledge.parsing import ParseFailure
from comity.knowledge.parsing.html import decode_html, read_html

ARTICLE = "<h1>Refunds</h1><p>Refunds are paid within seven days to the card that was used for the order.</p>"
MENU = "<ul>" + "".join(f"<li><a href='/{n}'>A section called {n}</a></li>" for n in range(6)) + "</ul>"


def texts(html: str) -> list[str]:
    return [block.text for block in read_html(html).blocks]


def test_menus_banners_and_footers_are_left_out_also_where_a_page_marks_none_of_them() -> None:
    around = f"<div class='top'>{MENU}</div><div class='breadcrumbs'><a href='/'>Home</a></div>"
    below = "<div id='footer'>Copyright <nav><a href='/'>Home</a></nav></div><div role='dialog'>Take our cookies</div>"
    found = texts(f"<title>Refunds</title><body>{around}<div>{ARTICLE}</div>{below}</body>")
    assert found == ["Refunds", "Refunds are paid within seven days to the card that was used for the order."]


def test_a_page_that_does_little_but_list_others_keeps_its_list() -> None:
    assert "A section called 3" in "\n".join(texts(f"<body>{MENU}</body>"))


def test_lists_of_links_inside_what_a_page_marks_as_its_content_stay() -> None:
    assert any("A section called 3" in text for text in texts(f"<main>{ARTICLE}{MENU}</main>"))


def test_several_articles_are_all_read() -> None:
    found = "\n".join(
        texts("<article><h2>One</h2><p>First.</p></article><article><h2>Two</h2><p>Second.</p></article>")
    )
    assert "First." in found and "Second." in found


def test_a_frame_that_happens_to_be_called_a_sidebar_is_not_thrown_away() -> None:
    assert "Refunds" in texts(f"<body><div class='layout sidebar'>{ARTICLE}</div></body>")


def test_the_mark_of_a_file_outweighs_what_the_page_says_and_the_server_outweighs_the_page() -> None:
    said = '<meta charset="windows-874"><p>'
    assert "คืนเงิน" in decode_html(b"\xef\xbb\xbf" + (said + "คืนเงิน").encode())
    assert "คืนเงิน" in decode_html((said + "คืนเงิน").encode("cp874"))
    assert "返金" in decode_html((said + "返金").encode("euc-jp"), "EUC-JP")


def test_a_page_nested_to_keep_its_reader_busy_is_refused_before_a_tree_is_built() -> None:
    with pytest.raises(ParseFailure, match="nested too deeply"):
        read_html("<b>" * 300_000)
    assert texts("<div>" * 200 + "deep" + "</div>" * 200 + "<p>next</p>" * 30_000)[:2] == ["deep", "next"]
