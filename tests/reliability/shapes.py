"""Texts that make a careless rule slow: whatever opens and never closes, repeats, or has no end in sight.

Shared by tests/reliability/test_linear.py and benchmarks/hostile.py.
"""

from __future__ import annotations

SHAPES = {
    "a bulletin, repeated": "3月5日，县委书记石磊主持召开工作例会，副县长方远山、于成出席。会议指出，要抓好落实。\n",
    "、张三…": "、张三",
    "(…": "(",
    "学(xué…": "学(xué",
    "?gòu)…": "?gòu)",
    "“会议… unclosed": "“会议",
    "<div>…": "<div>",
    "digits": "20240305",
    "one character": "的",
    "no punctuation": "县委书记石磊主持召开县委常委会会议副县长方远山出席会议要扎实推进重点工作",
    "《《《": "《",
    "“”“”": "“”",
    "年月日…": "2024年3月5日",
    "主持主持…": "主持",
    "、、、": "、",
    "blanks": " ",
    "U+FFFD": "\ufffd",
    "traditional": "縣委書記主持學習會議",
    "a list of names": "石磊、方远山、于成、何平安、李青，",
    "statements": "石磊指出，要抓好落实。",
    "furniture lines": "责任编辑：周文\n",
    "short lines": "会议\n",
    "letters": "a",
    "quotations": "“双碳”",
    "commas": "，",
}


def repeated(shape: str, size: int) -> str:
    """`size` characters of a shape."""
    unit = SHAPES[shape]
    return (unit * (size // len(unit) + 1))[:size]
