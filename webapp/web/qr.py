"""QR codes: as SVG on a white ground of its own, and as PNG."""

from io import BytesIO

import qrcode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.pil import PilImage

QUIET_ZONE = 4
PNG_MODULE_PIXELS = 12


def _code(address: str, mask: int | None = None) -> "qrcode.QRCode[PilImage]":
    code = qrcode.QRCode(
        error_correction=ERROR_CORRECT_M, border=QUIET_ZONE, box_size=PNG_MODULE_PIXELS, mask_pattern=mask
    )
    code.add_data(address)
    code.make(fit=True)
    return code


def svg(address: str, *, mask: int | None = None) -> str:
    """`address` as an SVG image: one path, runs of dark modules merged by rows, readable in dark mode.

    `mask`: the pattern (0 to 7) where the best one need not be looked for, which takes most of the time.
    """
    matrix = _code(address, mask).get_matrix()
    runs = "".join(_runs(y, row) for y, row in enumerate(matrix))
    size = len(matrix)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{runs}"/></svg>'
    )


def _runs(y: int, row: list[bool]) -> str:
    out, start = [], None
    for x, dark in enumerate([*row, False]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            out.append(f"M{start} {y}h{x - start}v1H{start}z")
            start = None
    return "".join(out)


def png(address: str) -> bytes:
    """`address` as a black and white PNG image, twelve pixels a module."""
    buffer = BytesIO()
    _code(address).make_image(image_factory=PilImage).save(buffer, format="PNG")
    return buffer.getvalue()
