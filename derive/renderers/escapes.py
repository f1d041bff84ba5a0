"""Text from documents in the markup of others: Markdown, HTML, GitHub's workflow commands."""

from __future__ import annotations

import re

from derive.ground.visible import in_one_line

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|~$>-])")
_AUTOLINK = re.compile(r"(?i)(?:https?|ftp)://|www\.|@|(?<![&\w])#(?=\d)")


def html(text: str) -> str:
    """The text for a place between tags or in a quoted attribute."""
    for character, name in (("&", "amp"), ("<", "lt"), (">", "gt"), ('"', "quot"), ("'", "#39")):
        text = text.replace(character, f"&{name};")
    return text


def markdown(text: str) -> str:
    """The text on one line of Markdown, shown as it is: no markup, HTML, link or mention."""
    plain = in_one_line(text).replace("&", "&amp;").replace("<", "&lt;")
    escaped = _MARKDOWN.sub(r"\\\1", plain)
    return _AUTOLINK.sub(lambda found: f"{found[0][0]}&#8203;{found[0][1:]}", escaped)


def code(text: str, *, cell: bool = False) -> str:
    """The text as code in Markdown, with more backticks around than it holds; in a table or not."""
    line = in_one_line(text)
    line = line.replace("|", "\\|") if cell else line
    most = max(map(len, re.findall("`+", line)), default=0)
    fence = "`" * (most + 1)
    pad = " " if most or line[:1] == " " else ""
    return f"{fence}{pad}{line or ' '}{pad}{fence}"


def annotation(text: str) -> str:
    """The text as the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def annotation_property(text: str) -> str:
    """The text as the value of a workflow command's property."""
    return annotation(text).replace(":", "%3A").replace(",", "%2C")
