"""Uploaded files become small pictures of ours with nothing else in them, or are refused for a reason."""

import struct
import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from tests.pictures import drawn, file, photo
from webapp.domain.pictures import TALLEST, WIDEST, read_picture
from webapp.web.picture_files import (
    LARGEST_FILE,
    NARROW,
    Encoded,
    PictureRefused,
    encode,
    taken_over,
)

SECRETS = (b"secret", b"Exif", b"ICC", b"http", b"<x:xmpmeta")
HTML = b"<!doctype html><title>x</title><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
BIG = 4000, 3000


def png(width: int, height: int) -> bytes:
    """A PNG file that says it is so large, and whose pixels are rubbish."""

    def chunk(name: bytes, content: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + crc

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"rubbish") + chunk(b"IEND", b"")


def webp(width: int, height: int) -> bytes:
    """An extended WebP file that says it is so large, and has no picture in it."""
    canvas = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4) + canvas
    return b"RIFF" + struct.pack("<I", len(body)) + body


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB")


def colour(encoded: Encoded, x: float, y: float) -> tuple[int, int, int]:
    """The colour at a place of the picture, from 0 to 1 each way."""
    image = opened(encoded.large)
    found = image.getpixel((int(x * (image.width - 1)), int(y * (image.height - 1))))
    assert isinstance(found, tuple)
    return found  # type: ignore[return-value]


def near(found: tuple[int, int, int], wanted: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 40 for one, other in zip(found, wanted, strict=True))


def test_a_large_photo_becomes_versions_that_phones_can_afford():
    made = encode(file(Image.effect_noise(BIG, 40).convert("RGB"), quality=70))
    assert (made.picture.width, made.picture.height) == (WIDEST, 480)
    assert [opened(each).width for each in (made.large, made.small, made.plain)] == [WIDEST, NARROW, WIDEST]
    assert [Image.open(BytesIO(each)).format for each in (made.large, made.small, made.plain)] == [
        *("WEBP", "WEBP", "JPEG"),
    ]
    assert len(made.large) <= 80_000
    assert len(made.small) <= 20_000


def test_a_tall_picture_keeps_its_shape_and_a_small_one_its_size():
    assert encode(file(drawn(size=(1000, 4000)))).picture.height == TALLEST
    made = encode(file(drawn(size=(200, 100))))
    assert (made.picture.width, made.picture.height) == opened(made.small).size == (200, 100)


def test_a_picture_is_turned_as_the_camera_says():
    exif = Image.Exif()
    exif[0x0112] = 6
    upright = encode(file(drawn(size=(120, 80)), exif=exif))
    assert (upright.picture.width, upright.picture.height) == (80, 120)
    assert near(colour(upright, 0.5, 0.1), (40, 90, 160))
    assert near(colour(upright, 0.5, 0.9), (240, 200, 60))


def test_nothing_but_the_picture_is_left_in_the_file():
    exif = Image.Exif()
    exif[0x010E] = "secret words"
    exif.get_ifd(0x8825)[2] = (57.0, 30.0, 0.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    info = PngInfo()
    info.add_text("Comment", "secret")
    info.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>secret</x:xmpmeta>")
    told = {"exif": exif, "icc_profile": profile}
    for data in (
        file(drawn(), comment=b"secret", xmp=b"<x:xmpmeta>secret", **told),
        file(drawn(), "PNG", pnginfo=info, **told),
        file(drawn(), "WEBP", xmp=b"<x:xmpmeta>secret", **told),
        photo() + b"secret <script>",
    ):
        assert b"secret" in data or b"<x:xmpmeta>" in data
        made = encode(data)
        for each in (made.large, made.small, made.plain):
            assert not [mark for mark in SECRETS if mark in each]
            kept = Image.open(BytesIO(each))
            assert not kept.getexif()
            assert "icc_profile" not in kept.info


@pytest.mark.parametrize(
    ("image", "format_", "wanted"),
    [
        (Image.new("CMYK", (60, 60), (0, 255, 255, 0)), "JPEG", (255, 0, 0)),
        (Image.new("L", (60, 60), 100), "JPEG", (100, 100, 100)),
        (Image.new("I;16", (60, 60), 100 * 257), "PNG", (100, 100, 100)),
        (Image.new("1", (60, 60), 1), "PNG", (255, 255, 255)),
        (Image.new("RGBA", (60, 60), (0, 0, 0, 0)), "PNG", (255, 255, 255)),
        (Image.new("LA", (60, 60), (0, 0)), "PNG", (255, 255, 255)),
        (Image.new("RGBA", (60, 60), (0, 0, 0, 0)), "WEBP", (255, 255, 255)),
        (Image.new("P", (60, 60), 0), "GIF", (0, 0, 0)),
    ],
)
def test_every_way_to_store_colours_comes_out_as_it_looks(image, format_, wanted):
    assert near(colour(encode(file(image, format_)), 0.5, 0.5), wanted)


def test_sixteen_bits_of_every_colour_come_out_as_they_look():
    def chunk(name: bytes, content: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + crc

    row = b"\x00" + struct.pack(">HHH", 200 * 257, 100 * 257, 50 * 257) * 60
    header = struct.pack(">IIBBBBB", 60, 60, 16, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(row * 60))
    assert near(colour(encode(data + chunk(b"IEND", b"")), 0.5, 0.5), (200, 100, 50))


@pytest.mark.parametrize("format_", ["GIF", "WEBP", "PNG"])
def test_of_a_moving_picture_the_first_frame_is_taken(format_):
    frames = [Image.new("RGB", (60, 60), colour) for colour in ("red", "blue")]
    data = file(frames[0], format_, save_all=True, append_images=frames[1:], duration=100, loop=0)
    made = encode(data)
    assert near(colour(made, 0.5, 0.5), (255, 0, 0))
    assert getattr(Image.open(BytesIO(made.large)), "n_frames", 1) == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (HTML, "not-a-picture"),
        (SVG, "not-a-picture"),
        (b'<?xml version="1.0"?>' + SVG, "not-a-picture"),
        (b"%PDF-1.7\n", "not-a-picture"),
        (b"\x00" * 4000, "not-a-picture"),
        (file(drawn(), "TIFF"), "not-a-picture"),
        (file(drawn(), "BMP"), "not-a-picture"),
        (file(drawn(), "ICO"), "not-a-picture"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(200), "heic"),
        (b"\x00\x00\x00\x18ftypmif1" + bytes(200), "heic"),
        (b"\xff" * (LARGEST_FILE + 1), "too-large"),
        (png(30_000, 30_000), "too-many-pixels"),
        (png(9_000, 9_000), "too-many-pixels"),
        (png(2**31 - 1, 2**31 - 1), "too-many-pixels"),
        (webp(16_000, 16_000), "too-many-pixels"),
        (webp(2**24, 2**24), "too-many-pixels"),
        (png(400, 400), "broken"),
        (file(drawn(size=(400, 300)))[:-200], "broken"),
        (file(drawn(), "PNG")[:-60], "broken"),
        (file(drawn(), "GIF")[:40], "broken"),
        (file(drawn(size=(1, 1))), "too-small"),
        (file(drawn(size=(3000, 10))), "too-small"),
    ],
)
def test_what_cannot_be_shown_is_refused_for_its_reason(data, code):
    with pytest.raises(PictureRefused) as caught:
        encode(data)
    assert caught.value.code == code


def test_a_truncated_webp_file_is_refused():
    with pytest.raises(PictureRefused):
        encode(file(drawn(), "WEBP")[:-30])


def test_a_picture_of_ours_is_taken_over_byte_for_byte():
    made = encode(photo())
    assert taken_over(made.large) == made
    assert read_picture(str(made.picture)) == made.picture


@pytest.mark.parametrize("tail", [b"secret", HTML])
def test_a_file_with_something_beside_the_picture_is_never_kept_as_it_is(tail):
    made = encode(photo())
    longer = made.large + tail
    grown = longer[:4] + struct.pack("<I", len(longer) - 8) + longer[8:]
    for data in (longer, grown):
        with suppress(PictureRefused):
            assert tail not in taken_over(data).large


@pytest.mark.parametrize(
    "written", ["", "x", "../../etc/passwd", "0" * 32, "0" * 32 + "-0x1", "A" * 32 + "-1x1"]
)
def test_what_names_no_picture_is_none(written):
    assert read_picture(written) is None
