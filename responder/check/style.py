"""What a house says of its style, in the form that rules need."""

from __future__ import annotations

import msgspec

STYLE = "style"  # the name in the house's data


class Style(msgspec.Struct):
    """The measures of a house; 0 where it has none. Other names of `style` are for others."""

    longest_title: int = 0
    longest_sentence: int = 0
    spaces_after_full_stop: int = 1
