"""A decoded picture, turned as the person turned it."""

from typing import Final

from PIL import Image

_CLOCKWISE: Final = {
    1: Image.Transpose.ROTATE_270,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_90,
}
"""Quarter turns clockwise in Pillow's words, which turn the other way."""


def looked_at(image: Image.Image, quarters: int) -> Image.Image:
    """Turns a picture clockwise."""
    return image.transpose(_CLOCKWISE[quarters % 4]) if quarters % 4 else image
