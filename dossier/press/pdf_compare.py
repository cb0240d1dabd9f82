"""How far a page of ours is from its source, as pictures.

Two measures, the kinder one counts: a blurred picture forgives a hairline that is a shade paler, a
widened one forgives a scan that snaps to the next pixel. Together they leave what a reader sees.
"""

from PIL import Image, ImageChops, ImageFilter

TOLERANCE = 24
"""Of 255; less is anti-aliasing."""

BLANK_ABOVE = 250
"""A picture without any darker pixel shows nothing."""


def difference(one: Image.Image, other: Image.Image) -> float:
    """Gives the share of pixels that differ, 0 to 1.

    Args:
        one: A picture.
        other: Another of the same size.
    """
    if ImageChops.difference(one, other).getbbox() is None:
        return 0.0
    return min(_blurred(one, other), _widened(one, other))


def is_blank(picture: Image.Image) -> bool:
    """Tells whether a drawn page shows nothing at all."""
    darkest, _ = picture.convert("L").getextrema()
    return isinstance(darkest, int | float) and darkest >= BLANK_ABOVE


def _blurred(one: Image.Image, other: Image.Image) -> float:
    blur = ImageFilter.BoxBlur(1)
    return _share(ImageChops.difference(one.filter(blur), other.filter(blur)))


def _widened(one: Image.Image, other: Image.Image) -> float:
    return max(_outside(one, other), _outside(other, one))


def _outside(picture: Image.Image, bounds: Image.Image) -> float:
    """Gives the share of pixels that no neighbour in the other picture comes near to."""
    above = ImageChops.subtract(picture, bounds.filter(ImageFilter.MaxFilter(3)))
    below = ImageChops.subtract(bounds.filter(ImageFilter.MinFilter(3)), picture)
    return _share(ImageChops.lighter(above, below))


def _share(error: Image.Image) -> float:
    bands = error.split()
    worst = bands[0]
    for band in bands[1:]:
        worst = ImageChops.lighter(worst, band)
    counts = worst.histogram()
    return sum(counts[TOLERANCE + 1 :]) / max(1, sum(counts))
