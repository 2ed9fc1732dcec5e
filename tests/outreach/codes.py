"""Reading QR codes with somebody else's decoder."""

import re
from io import BytesIO

import zxingcpp
from PIL import Image, ImageDraw

SCALE = 6
RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1H\d+z")


def decoded_png(content: bytes) -> str:
    return _decoded(Image.open(BytesIO(content)))


def decoded_svg(content: str) -> str:
    """What our SVG says, drawn from its own path."""
    return _decoded(drawn(content))


def drawn(content: str) -> Image.Image:
    size = int(re.search(r'viewBox="0 0 (\d+) \1"', content)[1])
    image = Image.new("L", (size * SCALE, size * SCALE), 255)
    pen = ImageDraw.Draw(image)
    for x, y, width in RUN.findall(content):
        left, top = int(x) * SCALE, int(y) * SCALE
        pen.rectangle((left, top, left + int(width) * SCALE - 1, top + SCALE - 1), fill=0)
    return image


def quiet_zone(image: Image.Image, module_pixels: int) -> float:
    """White modules around the code, on the side that has fewest."""
    dark = image.convert("L").point(lambda value: 255 if value < 128 else 0).getbbox()
    left, top, right, bottom = dark
    return min(left, top, image.width - right, image.height - bottom) / module_pixels


def _decoded(image: Image.Image) -> str:
    [found] = zxingcpp.read_barcodes(image.convert("L"))
    assert found.format == zxingcpp.BarcodeFormat.QRCode
    return found.text
