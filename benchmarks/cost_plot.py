"""A plot of cost against size as SVG.

Both axes are logarithmic, so that what is as steep as the dashed line grows with the size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

WIDTH, HEIGHT = 640, 420
LEFT, RIGHT, TOP, BOTTOM = 70, 620, 30, 360


@dataclass(frozen=True)
class Line:
    """What is plotted: a name, seconds for each size, a colour."""

    name: str
    seconds: Sequence[float]
    colour: str


def cost_plot(sizes: Sequence[int], lines: Sequence[Line]) -> str:
    """Return the plot of lines over sizes, each point with its figure; dashed, from the beginning
    of the first line, a cost that is linear in the size."""
    every = [s for line in lines for s in line.seconds]
    low, high = floor(log10(min(every))), ceil(log10(max(every)))
    first, last = log10(sizes[0]), log10(sizes[-1])

    def x(size: float) -> float:
        return LEFT + 20 + (RIGHT - LEFT - 60) * (log10(size) - first) / max(last - first, 1e-9)

    def y(seconds: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * (log10(seconds) - low) / (high - low)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13">',
        '<rect width="100%" height="100%" fill="white"/>',
        f'<rect x="{LEFT}" y="{TOP}" width="{RIGHT - LEFT}" height="{BOTTOM - TOP}" fill="none" '
        'stroke="#888"/>',
    ]
    for power in range(low, high + 1):
        at = y(10.0**power)
        parts.append(f'<line x1="{LEFT}" y1="{at:.1f}" x2="{RIGHT}" y2="{at:.1f}" stroke="#ddd"/>')
        parts.append(_text(LEFT - 8, at + 4, f"{10.0**power:g} s", anchor="end"))
    for size in sizes:
        parts.append(_text(x(size), BOTTOM + 18, f"{size:,}"))
    parts.append(_text((LEFT + RIGHT) / 2, BOTTOM + 42, "claims in the book"))
    start = lines[0].seconds[0]
    # The dashed line ends at the frame.
    largest = min(float(sizes[-1]), sizes[0] * 10.0**high / start)
    parts.append(
        f'<line x1="{x(sizes[0]):.1f}" y1="{y(start):.1f}" x2="{x(largest):.1f}" '
        f'y2="{y(start * largest / sizes[0]):.1f}" stroke="#888" stroke-dasharray="4 4"/>'
    )
    for line in lines:
        points = [(x(size), y(s)) for size, s in zip(sizes, line.seconds, strict=True)]
        joined = " ".join(f"{px:.1f},{py:.1f}" for px, py in points)
        parts.append(
            f'<polyline points="{joined}" fill="none" stroke="{line.colour}" stroke-width="1.5"/>'
        )
        for (px, py), seconds in zip(points, line.seconds, strict=True):
            parts.append(f'<circle cx="{px:.1f}" cy="{py:.1f}" r="4" fill="{line.colour}"/>')
            figure = f"{seconds:.0f} s" if seconds >= 10 else f"{seconds:.2g} s"
            parts.append(_text(px, py - 10, figure))
        name_at = points[len(points) // 2]
        parts.append(_text(name_at[0], name_at[1] + 22, line.name, colour=line.colour))
    return "\n".join([*parts, "</svg>", ""])


def _text(x: float, y: float, words: str, *, anchor: str = "middle", colour: str = "black") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{words}</text>'
