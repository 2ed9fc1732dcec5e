"""Untrusted picture files made into pictures of our own: small, upright, and nothing else in the file."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from threading import Lock

from PIL import Image, ImageOps, UnidentifiedImageError

from webapp.domain.pictures import TALLEST, WIDEST, Picture

LARGEST_FILE = 10_000_000
"""Largest file that is looked at, in bytes: phones take photos of some megabytes."""
MOST_PIXELS, MOST_TAKEN_OVER = 50_000_000, 4_000_000
"""Of an uploaded picture, and of each of many in a file that another program made."""
"""Largest picture that is decoded. A file says in its header how large it is, and that is read first."""
SHORTEST_SIDE = 40
NARROW = 320
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
AIMED_SIZE = 60_000
"""How large the largest version of a picture may be, in bytes, before it is packed harder."""
QUALITIES = (76, 64, 52, 40)
LOGO_SIZE, LOGO_AIMED_SIZE = (400, 96), 4_000
"""Of a logo: in pixels, twice what it takes on the page; in bytes, before it is packed harder."""
LARGEST_MASTER = 280_000
"""Largest file of our own kind that is taken over as it is, in bytes."""
HEIC = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"heif", b"avif", b"avis"})
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
_one_at_a_time = Lock()
"""A decoded picture takes hundreds of megabytes: never several at once."""


class PictureRefused(Exception):
    """The file cannot be shown as a picture.

    Args:
        code: ``empty``, ``too-large``, ``not-a-picture``, ``heic``, ``too-many-pixels``, ``too-small`` or
            ``broken``.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture as it is stored: `large` and `small` are WebP files, `plain` is a JPEG file."""

    picture: Picture
    large: bytes
    small: bytes
    plain: bytes


def encode(data: bytes) -> Encoded:
    """The picture in an uploaded file, turned as its camera says and on white where it is see-through.

    Of a moving picture the first frame is taken.

    Raises:
        PictureRefused: it cannot be used.
    """
    with _one_at_a_time:
        image = _decoded(data)
        image.thumbnail((WIDEST, TALLEST), Image.Resampling.LANCZOS)
        return _versions(_packed(image))


def encode_logo(data: bytes) -> Encoded:
    """A logo, small and sharp, on white where it is see-through; `plain` is a PNG file, `large` is `small`.

    Raises:
        PictureRefused: it cannot be used.
    """
    with _one_at_a_time:
        image = _decoded(data)
        image.thumbnail(LOGO_SIZE, Image.Resampling.LANCZOS)
        sharp = _saved(image, "WEBP", lossless=True, method=6)
        small = sharp if len(sharp) <= LOGO_AIMED_SIZE else _packed(image, LOGO_AIMED_SIZE)
        picture = Picture(hashlib.sha256(small).hexdigest()[:32], *image.size)
        return Encoded(picture, small, small, _saved(image, "PNG", optimize=True))


def taken_over(data: bytes) -> Encoded:
    """The picture in a file from another installation: ours as it is, any other as `encode` makes it.

    Raises:
        PictureRefused: it cannot be used.
    """
    if not _is_ours(data):
        _refuse_many_pixels(data)
        return encode(data)
    with _one_at_a_time:
        return _versions(data)


def _refuse_many_pixels(data: bytes) -> None:
    """A file of questions has many pictures, which are all made anew while somebody waits."""
    told_later = (Image.DecompressionBombError, Image.DecompressionBombWarning, OSError)
    with suppress(*told_later), Image.open(BytesIO(data), formats=FORMATS) as image:
        if image.width * image.height > MOST_TAKEN_OVER:
            raise PictureRefused("too-many-pixels")


def _decoded(data: bytes) -> Image.Image:
    _refuse_unopened(data)
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise PictureRefused("too-many-pixels")
            if min(image.size) < SHORTEST_SIDE:
                raise PictureRefused("too-small")
            image.draft(None, (2 * WIDEST, 2 * TALLEST))
            return _bare(_on_white(_eight_bits(ImageOps.exif_transpose(image))))
    except PictureRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureRefused("too-many-pixels") from error
    except UnidentifiedImageError as error:
        raise PictureRefused("not-a-picture") from error
    except Exception as error:
        raise PictureRefused("broken") from error


def _refuse_unopened(data: bytes) -> None:
    """Refuses what can be told from the first bytes, before any decoder sees them."""
    if not data:
        raise PictureRefused("empty")
    if len(data) > LARGEST_FILE:
        raise PictureRefused("too-large")
    if data[4:8] == b"ftyp" and data[8:12] in HEIC:
        raise PictureRefused("heic")
    width, height = _webp_canvas(data)
    if width * height > MOST_PIXELS:
        raise PictureRefused("too-many-pixels")


def _webp_canvas(data: bytes) -> tuple[int, int]:
    """The size in an extended WebP file's header (RFC 9649, 2.7): its decoder makes room for it at once."""
    if data[:4] != b"RIFF" or data[8:16] != b"WEBPVP8X":
        return 0, 0
    return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1


def _eight_bits(image: Image.Image) -> Image.Image:
    """Sixteen bits of grey become eight, instead of white wherever there is more than eight hold."""
    if not image.mode.startswith("I"):
        return image
    return image.convert("I").point(lambda value: value / 256).convert("L")


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    white = Image.new("RGBA", image.size, "white")
    white.alpha_composite(image.convert("RGBA"))
    return white.convert("RGB")


def _bare(image: Image.Image) -> Image.Image:
    """`image` without what encoders would copy into the new file: comments, profiles, places."""
    image.info = {}
    return image


def _packed(image: Image.Image, aimed: int = AIMED_SIZE) -> bytes:
    """`image` as a file of our own kind, of no more than `aimed` bytes where that can be."""
    data = b""
    for quality in QUALITIES:
        data = _saved(image, "WEBP", quality=quality, method=6)
        if len(data) <= aimed:
            break
    return data


def _versions(master: bytes) -> Encoded:
    """All that is stored of a picture, made from its largest version."""
    try:
        with Image.open(BytesIO(master), formats=("WEBP",)) as opened:
            image = opened.convert("RGB")
    except Exception as error:
        raise PictureRefused("broken") from error
    picture = Picture(hashlib.sha256(master).hexdigest()[:32], *image.size)
    plain = _saved(image, "JPEG", quality=72, optimize=True, progressive=True)
    image.thumbnail((NARROW, TALLEST), Image.Resampling.LANCZOS)
    return Encoded(picture, master, _saved(image, "WEBP", quality=QUALITIES[0], method=6), plain)


def _saved(image: Image.Image, format_: str, **options: int) -> bytes:
    out = BytesIO()
    image.save(out, format_, **options)
    return out.getvalue()


def _is_ours(data: bytes) -> bool:
    """Whether a file is as `_packed` writes them: one lossy WebP picture, and not a byte beside it."""
    if len(data) > LARGEST_MASTER or data[:4] != b"RIFF" or data[8:16] != b"WEBPVP8 ":
        return False
    whole, inner = (int.from_bytes(data[at : at + 4], "little") for at in (4, 16))
    size = (int.from_bytes(data[at : at + 2], "little") & 0x3FFF for at in (26, 28))
    width, height = size
    fits = 1 <= width <= WIDEST and 1 <= height <= TALLEST
    return fits and whole + 8 == len(data) == 20 + inner + inner % 2
