"""Writes pictures of codes in every form that gateways send, by generators that are not ours.

Usage: pictures.py FOLDER. A manifest.json in the folder lists each file with its form and its payload.
"""

import io
import json
import pathlib
import random
import struct
import subprocess
import sys
import zlib

import qrcode
import segno
from PIL import Image, ImageDraw

SIZES = (230, 237, 240, 280)
LEVELS = "LMQH"
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
WHITE, BLACK, GREEN, BLUE = (255, 255, 255), (0, 0, 0), (25, 135, 84), (23, 81, 151)

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
# The same pictures at every run.
dice = random.Random(20260711)
manifest = []


def payload(size):
    """Of the form and the length of real ones: four comma parts of old, five behind an address since 2026."""
    head, parts = ("2@", 4) if size < 260 else ("https://wa.me/settings/linked_devices#", 5)
    free = size - len(head) - (parts - 1)
    cuts = [free // parts] * (parts - 1)
    cuts.append(free - sum(cuts))
    return head + ",".join("".join(dice.choices(ALPHABET, k=cut)) for cut in cuts)


def keep(form, text, data, suffix="png"):
    name = f"{len(manifest):04}.{suffix}"
    (folder / name).write_bytes(data)
    manifest.append({"file": name, "form": form, "payload": text})


def by_qrcode(text, level):
    """Rows of modules without a margin, drawn by `qrcode` with any of the eight masks."""
    code = qrcode.QRCode(
        error_correction=getattr(qrcode.constants, f"ERROR_CORRECT_{level}"), border=0, mask_pattern=dice.randrange(8))
    code.add_data(text.encode(), optimize=0)
    code.make(fit=True)
    return code.get_matrix()


def by_segno(text, level):
    code = segno.make(text.encode(), error=level, mode="byte", boost_error=False, micro=False, mask=dice.randrange(8))
    return [[bool(module) for module in row] for row in code.matrix]


def grey(rows, scale=4, margin=4):
    """Black on white."""
    side = len(rows) + 2 * margin
    picture = Image.new("L", (side, side), 255)
    picture.putdata([
        0 if 0 <= y < len(rows) and 0 <= x < len(rows) and rows[y][x] else 255
        for y in range(-margin, side - margin) for x in range(-margin, side - margin)])
    return picture.resize((side * scale, side * scale), Image.Resampling.NEAREST)


def saved(picture, format="PNG", **options):
    file = io.BytesIO()
    picture.save(file, format, **options)
    return file.getvalue()


def painted(picture, dark, light, mode="RGB"):
    page = Image.new(mode, picture.size, light)
    page.paste(Image.new(mode, picture.size, dark), mask=picture.point(lambda value: 255 - value))
    return page


def deep(picture):
    return saved(picture.convert("I").point(lambda value: value * 257).convert("I;16"))


def palette(picture, bits):
    image = painted(picture, BLUE, WHITE).convert("P", palette=Image.Palette.ADAPTIVE, colors=2)
    return saved(image, bits=bits)


def transparent_palette(picture):
    image = picture.point(lambda value: 1 if value else 0)
    image = Image.frombytes("P", image.size, image.tobytes())
    image.putpalette([0, 0, 0, 0, 0, 0])
    return saved(image, transparency=1)


def interlaced(picture):
    """Adam7 by hand: Pillow reads it and does not write it."""
    width, height = picture.size
    lines = b""
    for x0, y0, dx, dy in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)):
        for y in range(y0, height, dy):
            line = picture.crop((0, y, width, y + 1)).tobytes()[x0::dx]
            lines += b"\0" + line if line else b""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 1)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")


FORMS = {
    "1 bit": lambda picture: saved(picture.convert("1")),
    "palette, 1 bit": lambda picture: palette(picture, 1),
    "palette, 2 bit": lambda picture: palette(picture, 2),
    "palette, 4 bit": lambda picture: palette(picture, 4),
    "palette, 8 bit": lambda picture: palette(picture, 8),
    "palette, transparent paper": transparent_palette,
    "grey": saved,
    "grey, 16 bit": deep,
    "grey with alpha": lambda picture: saved(picture.convert("LA")),
    "rgb": lambda picture: saved(picture.convert("RGB")),
    "rgb, green": lambda picture: saved(painted(picture, GREEN, WHITE)),
    "rgba": lambda picture: saved(picture.convert("RGBA")),
    "rgba, green": lambda picture: saved(painted(picture, GREEN + (255,), WHITE + (255,), "RGBA")),
    "rgba, blue": lambda picture: saved(painted(picture, BLUE + (255,), WHITE + (255,), "RGBA")),
    "rgba, black on nothing": lambda picture: saved(painted(picture, BLACK + (255,), BLACK + (0,), "RGBA")),
    "rgba, green on nothing": lambda picture: saved(painted(picture, GREEN + (255,), WHITE + (0,), "RGBA")),
    "inverted": lambda picture: saved(picture.point(lambda value: 255 - value)),
    "inverted, 1 bit": lambda picture: saved(picture.point(lambda value: 255 - value).convert("1")),
    "interlaced": interlaced,
    "jpeg under a png's name": lambda picture: saved(picture, "JPEG", quality=75),
    "jpeg, rough": lambda picture: saved(picture.convert("RGB"), "JPEG", quality=40),
    "jpeg, green, progressive": lambda picture: saved(
        painted(picture, GREEN, WHITE), "JPEG", quality=85, progressive=True),
}


def with_logo(picture, margin):
    """A disc on a white square in the middle, a fifth of the code wide."""
    image = painted(picture, GREEN, WHITE)
    middle, half = image.width / 2, (image.width - 8 * margin) / 10
    draw = ImageDraw.Draw(image)
    draw.rectangle((middle - half, middle - half, middle + half, middle + half), fill=WHITE)
    draw.ellipse((middle - half + 3, middle - half + 3, middle + half - 3, middle + half - 3), fill=(37, 211, 102))
    return saved(image)


def of_qrencode(text, level, *options):
    words = ["qrencode", "-8", "-l", level, "-o", "-", *options]
    return subprocess.run(words, input=text.encode(), stdout=subprocess.PIPE, check=True, timeout=60).stdout


for size in SIZES:
    for level in LEVELS:
        text = payload(size)
        first, second = by_qrcode(text, level), by_segno(text, level)
        where = f"level {level}, {size} bytes"
        for name, rows in (("qrcode", first), ("segno", second)):
            keep(f"{name}, {where}", text, saved(grey(rows)))
            for side in (256, 512):
                # As many pixels as were asked for, whatever the modules are then.
                exact = grey(rows).resize((side, side), Image.Resampling.NEAREST)
                keep(f"{name}, {where}, {side} pixels, 1 bit", text, saved(exact.convert("1")))
                smooth = grey(rows).resize((side, side), Image.Resampling.BICUBIC)
                keep(f"{name}, {where}, {side} pixels, smoothed", text, saved(smooth))
        for options in (("-s", "4", "-m", "4"), ("-s", "3", "-m", "0"), ("-s", "5", "-m", "2", "-t", "PNG32"),
                        ("-s", "4", "-m", "3", "-t", "PNG32", "--foreground=198754FF", "--background=FFFFFF00")):
            keep(f"qrencode {' '.join(options)}, {where}", text, of_qrencode(text, level, *options))

for size in SIZES:
    for number, (form, write) in enumerate(FORMS.items()):
        text = payload(size)
        rows = (by_qrcode, by_segno)[number % 2](text, "M")
        keep(f"{form}, level M, {size} bytes", text, write(grey(rows)))
    for margin in range(9):
        text = payload(size)
        level, scale = LEVELS[margin % 4], 1 + margin % 4
        keep(f"margin {margin}, {scale} pixels a module, level {level}, {size} bytes", text, saved(
            grey(by_segno(text, level), scale, margin)))
    for draw in (by_qrcode, by_segno):
        text = payload(size)
        keep(f"logo, level H, {size} bytes", text, with_logo(grey(draw(text, "H"), 4, 3), 3))

(folder / "manifest.json").write_text(json.dumps(manifest))
print(f"{len(manifest)} pictures")
