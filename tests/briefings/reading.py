"""Reading a printed packet back, as a person or another program would."""

import subprocess

# The text area of a page: without the running head and foot, which would cut through a sentence over two pages.
AREA = ("-x", "0", "-y", "56", "-W", "612", "-H", "678")


def squeezed(text):
    """Return `text` without any space, for comparing what lines break."""
    return "".join(text.split())


def text_of(data, *options):
    """Return what poppler's pdftotext reads."""
    return subprocess.run(
        ["pdftotext", *options, "-", "-"], input=data, capture_output=True, check=True
    ).stdout.decode()


def pages_of(data):
    """Return the text of each page, running head and foot included."""
    return text_of(data).split("\f")[:-1]


def body_of(data):
    """Return the text without running heads and feet, squeezed."""
    return squeezed(text_of(data, *AREA))
