"""Reading an Excel file back from its parts, as little as tests need."""

import io
import re
import zipfile
from dataclasses import dataclass

from lxml import etree

NAMES = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


@dataclass
class Cell:
    """A cell as it is stored: its value, whether that is text, and the look of its format."""

    value: str
    is_text: bool
    number_format: str
    quote_prefix: bool
    wrapped: bool


@dataclass
class Workbook:
    """The parts of an Excel file."""

    data: bytes

    def part(self, name: str) -> etree._Element:
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            return etree.fromstring(archive.read(name))

    @property
    def sheet(self) -> etree._Element:
        return self.part("xl/worksheets/sheet1.xml")

    def find(self, path: str) -> dict[str, str]:
        """Return the attributes of the sheet's first element at a path such as `s:cols/s:col`."""
        found = self.sheet.find(path, NAMES)
        assert found is not None, path
        return {str(name): str(value) for name, value in found.attrib.items()}

    @property
    def cells(self) -> dict[str, Cell]:
        """Return the cells by their names, such as B2."""
        texts = [
            _read_text(one) for one in self.part("xl/sharedStrings.xml").iterfind("s:si", NAMES)
        ]
        styles = self.part("xl/styles.xml")
        formats = {
            one.get("numFmtId"): str(one.get("formatCode"))
            for one in styles.iterfind("s:numFmts/s:numFmt", NAMES)
        }
        looks = styles.findall("s:cellXfs/s:xf", NAMES)
        found = {}
        for cell in self.sheet.iterfind(".//s:c", NAMES):
            assert cell.find("s:f", NAMES) is None, "a formula"
            value = cell.findtext("s:v", "", NAMES)
            look = looks[int(cell.get("s", "0"))]
            alignment = look.find("s:alignment", NAMES)
            is_text = cell.get("t") == "s"
            found[str(cell.get("r"))] = Cell(
                texts[int(value)] if is_text else value,
                is_text,
                formats.get(look.get("numFmtId"), str(look.get("numFmtId"))),
                look.get("quotePrefix") == "1",
                alignment is not None and alignment.get("wrapText") == "1",
            )
        return found


def _read_text(shared: etree._Element) -> str:
    """Return a text as Excel does, which keeps some characters as _xHHHH_ in each of its runs."""
    runs = [str(run.text or "") for run in shared.iterfind(".//s:t", NAMES)]
    return "".join(
        re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), run) for run in runs
    )
