"""Whether bytes are a text at all, in whatever encoding."""

from __future__ import annotations

HEAD = 65536  # bytes looked at to tell text from binary; enough for any header and a fair sample
CONTROL_BYTES = bytes([*range(9), *range(14, 27), *range(28, 32)])  # text has none but tab, line ends and escape
CONTROL_SHARE = 0.01  # torn pages hold a stray one; compressed data about 0.1
BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
SIGNATURES = {
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or Office document",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"\x7fELF": "a program",
}


def textless(data: bytes) -> str | None:
    """Why there is nothing to read in these bytes; None when they are text.

    >>> textless(b" "), textless("会议".encode())
    ('is empty', None)
    """
    if not data.strip():
        return "is empty"
    kind = binary(data)
    return f"is {kind}, not text; save it as a text file first" if kind else None


def binary(data: bytes) -> str | None:
    """What kind of file this is, if it is not text in any encoding.

    >>> binary(b"%PDF-1.7"), binary("会议".encode("gb18030"))
    ('a PDF document', None)
    """
    head = data[:HEAD]
    for signature, kind in SIGNATURES.items():
        if head.startswith(signature):
            return kind
    controls = len(head) - len(head.translate(None, CONTROL_BYTES))
    if head.startswith(BOMS) or controls <= CONTROL_SHARE * len(head) or _is_utf16(data):
        return None
    return "a binary file"


def _is_utf16(data: bytes) -> bool:
    """Whether the bytes are UTF-16 without a mark: other data soon hits an unpaired surrogate or an odd end."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False
