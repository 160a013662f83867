"""Charts as SVG text, the same bytes for the same figures."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from .figures import Figures
from .words import WORDS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["COLOURS", "by_product", "flows"]

#: A calm sequence that is told apart in grey and by the colour-blind (after Paul Tol's "muted").
COLOURS = ["#0f766e", "#e2a03f", "#4c5fd5", "#c2416b", "#7aa95c", "#8b6fc4", "#3fa7c4", "#9a8a78"]
_INK, _FAINT = "#33403d", "#dfe5e2"
_SIGNS = {"RUB": "₽", "KZT": "₸", "EUR": "€", "USD": "$"}


def by_product(figures: Figures, currency: str) -> str:
    """What was charged each month, stacked by product."""
    products = sorted({product for month in figures.months for code, product in month.products if code == currency},
                      key=lambda product: -sum(month.products.get((currency, product), Decimal(0)) for month in figures.months))
    shown = [(figures.products.get(product, product),
              [month.products.get((currency, product), Decimal(0)) for month in figures.months]) for product in products]
    return _chart(f"products-{currency}", figures, currency, shown, stacked=True)


def flows(figures: Figures, currency: str, language: str) -> str:
    """What was charged, invoiced and paid each month, side by side."""
    shown = [(WORDS[what][language == "ru"], [getattr(month, what)[currency] for month in figures.months])
             for what in ("charged", "invoiced", "paid")]
    return _chart(f"flows-{language}-{currency}", figures, currency, shown, stacked=False)


def _chart(name: str, figures: Figures, currency: str, series: Sequence[tuple[str, Sequence[Decimal]]], *,
           stacked: bool) -> str:
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": name, "font.family": "sans-serif", "font.size": 11,
                                "text.parse_math": False}):  # a "$" in a product's title is no formula
        figure = Figure(figsize=(6.2, 3.3), layout="constrained")
        axes = figure.add_subplot()
        _bars(axes, figures, series, stacked)
        _dress(axes, currency)
        text = io.StringIO()
        figure.savefig(text, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return _embedded(text.getvalue(), name)


def _bars(axes: Axes, figures: Figures, series: Sequence[tuple[str, Sequence[Decimal]]], stacked: bool) -> None:
    # The only binary fractions of the package: lengths of bars on a screen.
    places = list(range(len(figures.months)))
    bottom = [0.0] * len(places)
    width = 0.62 if stacked else 0.8 / max(1, len(series))
    for place, (label, values) in enumerate(series):
        heights = [float(value) for value in values]
        left = places if stacked else [x + (place - (len(series) - 1) / 2) * width for x in places]
        axes.bar(left, heights, width * (1 if stacked else 0.9), bottom=bottom if stacked else 0, label=label,
                 color=COLOURS[place % len(COLOURS)], zorder=2)
        bottom = [low + height for low, height in zip(bottom, heights, strict=True)]
    axes.set_xticks(places, [f"{month.first:%m.%Y}" for month in figures.months])


def _dress(axes: Axes, currency: str) -> None:
    from matplotlib.ticker import FuncFormatter

    sign = _SIGNS.get(currency, currency)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _short(value) + f" {sign}"))
    axes.grid(axis="y", color=_FAINT, linewidth=0.8, zorder=0)
    axes.tick_params(length=0, colors=_INK)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=4, frameon=False, labelcolor=_INK,
                handlelength=0.9, handleheight=0.9, columnspacing=1.4)


def _short(value: float) -> str:
    for size, name in ((1e6, "M"), (1e3, "k")):
        if abs(value) >= size:
            return f"{value / size:g}{name}"
    return f"{value:g}"


def _embedded(text: str, name: str) -> str:
    """The <svg> element alone, as wide as its place, its ids its own."""
    text = text[text.index("<svg"):]
    text = re.sub(r'(<svg[^>]*?) width="[^"]*"', r"\1", text, count=1)
    text = re.sub(r'(<svg[^>]*?) height="[^"]*"', r"\1", text, count=1)
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    text = re.sub(r'\bid="', f'id="{name}-', text)
    return re.sub(r'(url\(#|href="#)', rf"\1{name}-", text)
