"""A text with its layers, as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newsparse.view.layers import MEANING, Layer
from newsparse.view.markup import Html, element, joined
from newsparse.view.nesting import Branch, nested

QUIET = ("furniture", "phrase")  # where the Tab key does not stop
# Without the style sheet, fields stay marked and the rest stays readable.
TAGS = {"furniture": "small", "phrase": "b", "statement": "span", "repair": "u"}


def highlighted(text: str, layers: Sequence[Layer]) -> Html:
    """The text with each layer as an element that says what it is when pointed at or, by keyboard, stopped at."""
    return joined(*(_written(node, layers) for node in nested(text, [layer.span for layer in layers])))


def legend(layers: Iterable[Layer]) -> Html:
    """What the marks that occur mean, each shown in its own style."""
    kinds = {layer.kind for layer in layers}
    entries = (
        element("li", element(TAGS.get(kind, "mark"), kind, class_=f"np-mark np-{kind}"), f" {meaning}")
        for kind, meaning in MEANING.items()
        if kind in kinds
    )
    return element("ul", *entries, class_="np-legend", aria_label="Legend") if kinds else Html()


def description(layer: Layer) -> str:
    """All that is known of a layer, in one line."""
    before = f"was: {layer.was}" if layer.was is not None else ""
    rules = ", ".join(dict.fromkeys(found.rule for found in layer.evidence if found.rule))
    return "; ".join(filter(None, (layer.label, layer.note, before, f"rule: {rules}" if rules else "")))


def _written(node: str | Branch, layers: Sequence[Layer]) -> Html:
    if isinstance(node, str):
        return joined(node)
    layer = layers[node.index]
    stops_here = node.first and layer.kind not in QUIET
    labelled = layer.first and layer.kind != "repair" and (node.first if layer.kind == "statement" else node.last)
    return element(
        TAGS.get(layer.kind, "mark"),
        *(_written(child, layers) for child in node.children),
        class_=f"np-mark np-{layer.kind}",
        title=description(layer),
        tabindex=0 if stops_here else None,
        data_label=layer.label if labelled else None,
    )
