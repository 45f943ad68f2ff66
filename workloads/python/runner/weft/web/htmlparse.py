"""Title, links and words of an HTML page, as one checksum (htmlparse.go)."""

from __future__ import annotations

import re
from typing import Optional

from weft.checksum import MASK, fingerprint, mix

#: A comment or a tag whose '>' stands outside of quotes; what never closes reaches to the end.
_MARKUP = re.compile(rb"""<(?:!--.*?-->|(?!!--)(?:[^>"']|"[^"]*"|'[^']*')*>)""", re.DOTALL)
_WORD = re.compile(rb"[A-Za-z]+")
_NAME_END = re.compile(rb"[ \t\r\n]")


def parse_page(page: bytes) -> int:
    """Goes over a page: tags with quoted attributes, comments, and text."""
    parser = Parser()
    at = 0
    while at < len(page):
        if page[at] == ord("<"):
            markup = _MARKUP.match(page, at)
            end = markup.end() if markup else len(page)
            parser.tag(page[at + 1 : end - 1 if markup else end])
        else:
            end = page.find(b"<", at)
            end = len(page) if end < 0 else end
            parser.text(page[at:end])
        at = end
    return parser.checksum()


class Parser:
    """What parsing has found so far."""

    def __init__(self) -> None:
        self.title = self.words = self.links = self.total = 0
        self.in_title = False

    def checksum(self) -> int:
        """The facts as one number."""
        facts = mix(self.title + 1 & MASK) + mix(self.words + 2) + mix(self.links + 3)
        return facts + self.total & MASK

    def tag(self, tag: bytes) -> None:
        """Takes note of the inside of a tag: <title>, and <a href="...">."""
        name = _NAME_END.split(tag, 1)[0]
        lowered = name.lower()
        if lowered == b"title":
            self.in_title = True
        elif lowered == b"/title":
            self.in_title = False
        elif lowered == b"a":
            target = attribute(tag[len(name) :], b"href")
            if target is not None:
                self.links += 1
                self.total += mix(fingerprint(target))

    def text(self, text: bytes) -> None:
        """Counts words: runs of letters, in whatever case."""
        for word in _WORD.findall(text):
            h = fingerprint(word.lower())
            self.words += 1
            self.total += mix(h)
            if self.in_title:
                self.title = self.title * 31 + h & MASK


def attribute(tag: bytes, name: bytes) -> Optional[bytes]:
    """The value of a quoted attribute in the inside of a tag."""
    while tag:
        equals = tag.find(b"=")
        if equals < 0 or equals + 1 >= len(tag):
            return None
        key, quote, rest = tag[:equals].strip(), tag[equals + 1 : equals + 2], tag[equals + 2 :]
        end = rest.find(quote)
        if quote not in (b'"', b"'") or end < 0:
            return None
        if key.lower() == name:
            return rest[:end]
        tag = rest[end + 1 :]
    return None
