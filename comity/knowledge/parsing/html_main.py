"""The main content of a web page: what stands around it on every page of a site is left out."""

from dataclasses import dataclass
from typing import Any

from comity.knowledge.parsing.blocks import Block

_NEVER = (
    "script, style, noscript, template, nav, aside, footer, iframe, svg, canvas, button, dialog, [hidden], [aria-hidden=true], "
    "[role=navigation], [role=contentinfo], [role=complementary], [role=search], [role=dialog], [role=alertdialog]"
)
_AROUND = ", ".join(
    f".{name}, #{name}"
    for name in (
        "breadcrumb breadcrumbs cookie-banner cookie-consent cookie-notice cookies footer menu navbar navigation newsletter "
        "pagination related-posts share sharing sidebar site-footer site-header skip-link skip-to-content social social-links "
        "sr-only visually-hidden"
    ).split()
)
_NOT_AROUND = ("html", "body", "main", "article")
AROUND_SHARE_MAX = 0.4
MENU_LINKS, MENU_SHARE = 3, 0.7
LEFT_MIN = 50


@dataclass(frozen=True, slots=True)
class Linked:
    """A block, and the texts of the links in it."""

    block: Block
    links: list[str]

    @property
    def is_menu(self) -> bool:
        """Whether it is little but links."""
        if len(self.links) < MENU_LINKS or self.block.kind not in {"paragraph", "list"}:
            return False
        return sum(map(len, self.links)) >= MENU_SHARE * _letters(self.block.text)


def drop_surroundings(tree: Any) -> None:
    """Takes scripts, hidden nodes and what is marked as menu, banner or footer out of the tree.

    A class name alone takes out only what is a small part of the page: some sites call their whole frame a sidebar.
    """
    _remove(tree.css(_NEVER))
    body = tree.body
    if body is None:
        return
    most = AROUND_SHARE_MAX * _letters(body.text())
    _remove([node for node in tree.css(_AROUND) if _is_around(node, most)])


def _is_around(node: Any, most: float) -> bool:
    return node.tag not in _NOT_AROUND and not node.css_first("main, h1") and _letters(node.text()) <= most


def _remove(nodes: list[Any]) -> None:
    """Takes nodes out, the outermost alone: what is inside one goes with it and must not be touched again."""
    doomed = {node.mem_id for node in nodes}
    for node in [node for node in nodes if not _is_inside(node, doomed)]:
        node.decompose()


def _is_inside(node: Any, others: set[int]) -> bool:
    while (node := node.parent) is not None:
        if node.mem_id in others:
            return True
    return False


def main_node(tree: Any) -> tuple[Any, bool]:
    """The node that holds the content, and whether the page itself marks it as such."""
    articles = tree.css("article")
    marked = tree.css_first("main") or tree.css_first("[role=main]") or (articles[0] if len(articles) == 1 else None)
    return (marked, True) if marked is not None and marked.text().strip() else (tree.body, False)


def without_menus(found: list[Linked]) -> list[Block]:
    """The blocks that are more than links; all of them where little else is left, as on a page that lists others."""
    kept = [one.block for one in found if not one.is_menu]
    return kept if sum(len(block.text) for block in kept) >= LEFT_MIN else [one.block for one in found]


def _letters(text: str) -> int:
    return sum(not c.isspace() for c in text)
