"""What of a saved page is its text, and what stands around the text or is not to be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from responder.readers.html_source import Element

FURNITURE = "page furniture"
HIDDEN = "hidden text"
DROPPED = "dropped"  # scripts and styles, which are no words

SCRIPTS = {"script", "style", "link", "meta", "base"}
UNSEEN = {
    "title",
    "noscript",
    "template",
    "svg",
    "object",
    "video",
    "audio",
    "canvas",
    "iframe",
    "noframes",
}
CONTROLS = {"button", "select", "textarea", "datalist", "progress", "meter"}
PAGE_PARTS = {"nav", "aside", "footer", "dialog"}
ROLES = {
    "alertdialog",
    "banner",
    "complementary",
    "contentinfo",
    "dialog",
    "menu",
    "menubar",
    "navigation",
    "search",
    "toolbar",
    "tooltip",
}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
# What neither hides nor stands apart from the text unless it says so.
ORDINARY = {"a", "b", "br", "div", "em", "i", "li", "ol", "p", "span", "strong", "td", "tr", "ul"}
MEASURED = {"html", "main", "article", "form", "h1"}
SECTIONS = {"main", "article", "section", "blockquote", "figure"}  # have headers of their own

# Names that the makers of sites give in “class” and “id” to what is no part of the text.
NAMES = re.compile(
    r"(?<![\w-])(?!(?:has|with|no|js|is)-)(?:[\w-]*breadcrumbs?(?:[_-][\w-]*)?"
    r"|[\w-]*cookie[_-]?(?:banner|bar|box|compliance|consent|control|dialog|law|message|notice"
    r"|overlay|policy-popup|popup|prompt|settings)[\w-]*"
    r"|onetrust-[\w-]+|CybotCookiebot[\w-]*|ccc|sliding-popup"
    r"|(?:[\w-]+[_-])?skip-?(?:links?|nav|to-[\w-]+)"
    r"|(?:[\w-]+[_-])?social[_-](?:share|sharing|links?|media|icons?|buttons?|networks?)[\w-]*"
    r"|(?:[\w-]+[_-])?(?:share|sharing)(?:[_-](?:bar|block|buttons?|icons?|links?|page|this|tools))?"
    r"|addtoany[\w-]*|addthis[\w-]*|a2a_kit|sharethis[\w-]*"
    r"|(?:[\w-]+[_-])?(?:pager|pagination)(?:__[\w-]+)?"
    r"|(?:[\w-]+[_-])?related(?:[_-](?:articles|content|documents|items|links|navigation|news|pages"
    r"|posts|publications|stories)[\w-]*)?"
    r"|[\w-]*(?:back|scroll|return|go)[_-]?to[_-]?top[\w-]*"
    r"|[\w-]*print[_-](?:button|link|page)[\w-]*|[\w-]*page[_-]feedback[\w-]*"
    r"|[\w-]*feedback[_-](?:banner|component|form)[\w-]*"
    r"|[\w-]*accordion__(?:controls|icon|section-toggle|show)[\w-]*"
    r"|(?:region-|layout-|l-)?side-?bar(?:-(?:first|second|left|right))?"
    r"|(?:site|global)[_-](?:alert|footer|header|menu|nav|navigation)|masthead|mega-?menu"
    r"|govuk-caption-[a-z]+|accessibility-(?:controls|tools|toolbar))(?![\w-])"
)
# Names that stand for the same only where a page says nothing better of what is its text.
PLAIN_NAMES = re.compile(
    r"(?<![\w-])(?:footer|header|menu|nav|navbar|navigation|page-footer|top-?nav|topbar)(?![\w-])"
)
UNSEEN_NAMES = re.compile(
    r"(?<![\w-])(?:[\w]+-)?(?:visually-?hidden(?:-focusable)?|sr-only(?:-focusable)?"
    r"|element-invisible|screen-reader-text|offscreen)(?![\w-])"
)
MOST_TITLES = 10  # of a page; where there are more, none is the only one
MOST_NAMES = 2_000  # characters of an attribute that say what an element is
UNSEEN_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE
)


class Page:
    """A whole page, and the parts of it that are its text."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.sizes = dict(_measure(root))
        self.main = self._find_main()
        self.panels = {
            name
            for element in self.main.iter("*")
            for name in element.get("aria-controls", "").split()
        }
        self.title = self._find_title()
        # What holds the text is no furniture, and hidden at most while a dialog is open.
        kept = [self.main] if self.title is None else [self.main, self.title]
        self.around = {around for part in kept for around in part.iterancestors()}
        self.parts = {part for part in kept if part is self.main or not _stands_in(part, self.main)}

    def kind(self, element: Element, around: str) -> str:
        """Return what the words of an element are, or "" for the page's text.

        `around` is the same of the element that it stands in.
        """
        if not element.keys() and element.tag in ORDINARY and element not in self.parts:
            return around  # most elements, and soon said
        if element in self.parts:
            return ""
        if around == DROPPED or element.tag in SCRIPTS or _names_page(element):
            return DROPPED
        if element in self.around or element.tag == "body":
            return around
        if around == HIDDEN or self._is_hidden(element):
            return HIDDEN
        return around or (FURNITURE if self._is_furniture(element) else "")

    def _is_hidden(self, element: Element) -> bool:
        if element.tag in UNSEEN:
            return True
        get = element.get
        if element.tag == "dialog" and get("open") is None:
            return True
        if UNSEEN_NAMES.search(get("class", "")[:MOST_NAMES]):
            return True
        closed = (
            get("hidden", "until-found") != "until-found"
            or get("aria-hidden") == "true"
            or bool(UNSEEN_STYLE.search(get("style", "")[:MOST_NAMES]))
        )
        # A panel that a control opens is there to be read, and so is what most words stand in.
        return closed and get("id") not in self.panels and not self._is_most(element)

    def _is_furniture(self, element: Element) -> bool:
        tag, role = element.tag, element.get("role", "")
        if tag in CONTROLS:
            return not _is_in(element, HEADINGS | {"summary"})
        if role.startswith("doc-"):  # notes and the like, in elements of any name
            return False
        if tag in PAGE_PARTS or role in ROLES:
            return not (tag == "footer" and _is_in(element, {"blockquote", "figure"}))
        if tag == "header":
            return self.main is self.root and not _is_in(element, SECTIONS)
        names = f"{element.get('class', '')[:MOST_NAMES]} {element.get('id', '')[:MOST_NAMES]}"
        named = NAMES.search(names) or (self.main is self.root and PLAIN_NAMES.search(names))
        return bool(tag == "form" or named) and not self._is_most(element)

    def _is_most(self, element: Element) -> bool:
        return 2 * self.sizes.get(element, 0) > self.sizes.get(self.root, 0)

    def _find_main(self) -> Element:
        """Return the one element that the page says its text is in, or else the whole."""
        mains = [
            element
            for element in self.root.iter("*")
            if (element.tag == "main" or element.get("role") == "main")
            and self.sizes.get(element)
            and element.get("hidden") is None
        ]
        mains = list(_outermost(mains))
        if mains:
            return mains[0] if len(mains) == 1 else self.root
        articles = [
            element
            for element in self.root.iter("article")
            if not _is_in(element, PAGE_PARTS | {"header"}) and self.sizes.get(element)
        ]
        articles = list(_outermost(articles))
        # A single article may also be a teaser at the side; it is the text if it is most of it.
        single = len(articles) == 1 and self._is_most(articles[0])
        return articles[0] if single else self.root

    def _find_title(self) -> Element | None:
        """Return the page's only title, which may stand outside its text."""
        found = islice(self.root.iter("h1"), MOST_TITLES)
        titles = [one for one in found if self.sizes.get(one) and not _is_in(one, PAGE_PARTS)]
        inside = [title for title in titles if _stands_in(title, self.main)]
        if inside:
            return inside[0] if len(inside) == 1 else None
        return titles[0] if len(titles) == 1 else None


def _measure(root: Element) -> Iterator[tuple[Element, int]]:
    """Yield each element that may hold much with the number of characters of its words."""
    total, begun = 0, []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            begun.append(total)
            if element.text and element.tag not in SCRIPTS:
                total += len(element.text.strip())
        else:
            size = total - begun.pop()
            if size and (element.keys() or element.tag in MEASURED):
                yield element, size
            if element.tail:
                total += len(element.tail.strip())


def _names_page(element: Element) -> bool:
    return element.tag == "title" and tag_around(element) == "head"


def tag_around(element: Element) -> str:
    """Return the tag of the element that an element stands in."""
    parent = element.getparent()
    return "" if parent is None else parent.tag


def _outermost(elements: list[Element]) -> Iterator[Element]:
    known = set(elements)
    return (one for one in elements if known.isdisjoint(one.iterancestors()))


def _is_in(element: Element, tags: set[str]) -> bool:
    return any(around.tag in tags for around in element.iterancestors())


def _stands_in(element: Element, around: Element) -> bool:
    return element is around or around in element.iterancestors()
