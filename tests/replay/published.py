"""Files of a published set, served as a static site does: each with ETag and Last-Modified, 304 when unchanged."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.replay.answers import Answer


@dataclass
class PublishedFiles:
    """The files by name; `published` is the moment the site says for all of them."""

    files: dict[str, bytes] = field(default_factory=dict)
    published: str = "Mon, 15 Jun 2026 12:00:00 GMT"
    bare: bool = False
    """Whether the server names no versions."""

    def answer(self, name: str, headers: Mapping[str, str]) -> Answer:
        if name not in self.files:
            return Answer(404, b"<html>404</html>", "text/html")
        body = self.files[name]
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        asked = {key.lower(): value for key, value in headers.items()}
        if not self.bare and asked.get("if-none-match") == etag:
            return Answer(304, headers={"ETag": etag})
        named = {} if self.bare else {"ETag": etag, "Last-Modified": self.published}
        return Answer(body=body, type="text/yaml", headers=named)
