"""Word files made by hand, part by part, as other programs might write them."""

import io
import zipfile
from collections.abc import Mapping

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": f"{OFFICE}/relationships",
    "m": f"{OFFICE}/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
}
DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMES.items())


def root(name: str, content: str) -> str:
    """Return the XML of a part with this root element."""
    return f"<w:{name} {DECLARED}>{content}</w:{name}>"


def relationships(relations: Mapping[str, tuple[str, str]]) -> str:
    """Return the XML of relationships: by id, their kind and target."""
    lines = ""
    for one, (kind, target) in relations.items():
        mode = ' TargetMode="External"' if "://" in target else ""
        full = f"{OFFICE}/relationships/{kind}"
        lines += f'<Relationship Id="{one}" Type="{full}" Target="{target}"{mode}/>'
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def package(
    body: str,
    parts: Mapping[str, str] | None = None,
    links: Mapping[str, str] | None = None,
    others: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """Return a Word file of this body, with parts such as “styles” and links by id.

    `others` are entries of the archive, in place of those that it would have.
    """
    parts = parts or {}
    relations = {f"part{name}": (name.rstrip("0123456789"), f"{name}.xml") for name in parts}
    relations |= {one: ("hyperlink", address) for one, address in (links or {}).items()}
    entries: dict[str, str | bytes] = {
        "_rels/.rels": relationships({"main": ("officeDocument", "word/document.xml")}),
        "word/document.xml": root("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": relationships(relations),
    }
    entries |= {f"word/{name}.xml": content for name, content in parts.items()}
    return zipped(entries | dict(others or {}))


def zipped(entries: Mapping[str, str | bytes]) -> bytes:
    """Return an archive of these entries."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """Return the entries of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def p(*runs: str, style: str = "", look: str = "") -> str:
    """Return a paragraph of runs; what is no element becomes one."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    content = "".join(one if one.startswith("<") else r(one) for one in runs)
    return f"<w:p><w:pPr>{named}{look}</w:pPr>{content}</w:p>"


def r(text: str, look: str = "", tag: str = "t") -> str:
    """Return a run of words."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def item(text: str, list_id: int = 1, depth: int = 0) -> str:
    """Return a paragraph that Word numbers."""
    place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return p(text, look=place)


def numbering(*levels: tuple[str, str], extra: str = "", lists: str = "") -> str:
    """Return the part of one definition, with the form and the text of each of its levels."""
    found = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="{720 * (depth + 1)}"/></w:pPr></w:lvl>'
        for depth, (form, text) in enumerate(levels)
    )
    definition = f'<w:abstractNum w:abstractNumId="0">{found}</w:abstractNum>{extra}'
    lists = lists or '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return root("numbering", definition + lists)


def style(style_id: str, name: str, content: str = "", kind: str = "paragraph") -> str:
    """Return the definition of a style."""
    named = f'<w:name w:val="{name}"/>'
    return f'<w:style w:type="{kind}" w:styleId="{style_id}">{named}{content}</w:style>'


def cell(*paragraphs: str, look: str = "") -> str:
    """Return a cell of a table."""
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{''.join(paragraphs) or '<w:p/>'}</w:tc>"


def table(*rows: str, look: str = "") -> str:
    """Return a table of rows."""
    return f"<w:tbl><w:tblPr>{look}</w:tblPr>{''.join(rows)}</w:tbl>"


def row(*cells: str, look: str = "") -> str:
    """Return a row of cells."""
    return f"<w:tr><w:trPr>{look}</w:trPr>{''.join(cells)}</w:tr>"
