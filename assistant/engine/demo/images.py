"""Drawings in the manner of a chest film. They look like drawings and carry the word `synthetic`."""

from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageFilter

_SIZE = 512


def chest_drawing(rng: Random, shadow: str = "", heart: float = 1.0) -> bytes:
    """PNG bytes. `shadow`: `right_lower` draws a hazy patch; `heart` widens its outline. The
    viewer's left is the person's right, as on a film."""
    film = Image.new("L", (_SIZE, _SIZE), 34)
    draw = ImageDraw.Draw(film)
    draw.rounded_rectangle((70, 60, 442, 500), 90, fill=150)
    tilt = rng.randrange(-6, 7)
    for left in (105, 275):
        draw.ellipse((left, 95 + tilt, left + 132, 415), fill=52)
    draw.rectangle((244, 40, 268, 500), fill=196)
    draw.ellipse((256 - 62 * heart, 250, 256 + 96 * heart, 420), fill=176)
    for rib in range(7):
        top = 110 + 42 * rib + tilt
        draw.arc((88, top, 250, top + 80), 190, 330, fill=112, width=5)
        draw.arc((262, top, 424, top + 80), 210, 350, fill=112, width=5)
    if shadow == "right_lower":
        for _ in range(60):
            x, y, r = rng.gauss(170, 22), rng.gauss(340, 24), rng.randrange(8, 26)
            draw.ellipse((x - r, y - r, x + r, y + r), fill=rng.randrange(120, 168))
    film = film.filter(ImageFilter.GaussianBlur(4))
    ImageDraw.Draw(film).text((_SIZE // 2 - 90, 12), "SYNTHETIC DRAWING, NOT A FILM", fill=235)
    out = BytesIO()
    film.save(out, "PNG")
    return out.getvalue()
