"""Writes photos.golden.json: small encoded photos and the upright RGB pixels that Pillow makes of them, over white.

    python3 photos.golden.py     (Pillow 9.4, libjpeg-turbo 2.1.5, libwebp 1.2.4)
"""
import base64, io, json, pathlib
import numpy as np
from PIL import Image, ImageOps

W, H = 24, 16
y, x = np.mgrid[0:H, 0:W].astype(float)
rgb = np.stack([30 + 8 * x, 220 - 12 * y, 128 + 90 * np.sin(x / 5 + y / 4)], -1).clip(0, 255).astype(np.uint8)
alpha = np.clip(20 * (x - 4), 0, 255).astype(np.uint8)
photo = Image.fromarray(rgb)
clear = Image.fromarray(np.dstack([rgb, alpha]), "RGBA")
cases = []


def encode(image, format, **options):
    stream = io.BytesIO()
    image.save(stream, format, **options)
    return stream.getvalue()


def add(name, data, tolerance, pixels=None):
    image = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if pixels is None:
        if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
            image = image.convert("RGBA")
            image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
        pixels = np.asarray(image.convert("RGB"))
    cases.append({
        "name": name, "width": pixels.shape[1], "height": pixels.shape[0], "tolerance": tolerance,
        "file": base64.b64encode(data).decode(), "pixels": base64.b64encode(pixels.tobytes()).decode()})


for orientation in range(1, 9):
    exif = Image.Exif()
    exif[0x0112] = orientation
    add(f"JPEG orientation {orientation}", encode(photo, "JPEG", quality=92, exif=exif), 3)
exif = Image.Exif()
exif[0x0112] = 6
add("WebP orientation 6", encode(photo, "WEBP", lossless=True, exif=exif.tobytes()), 0)
add("JPEG progressive, 4:2:0", encode(photo, "JPEG", quality=85, progressive=True), 3)
add("JPEG 4:4:4", encode(photo, "JPEG", quality=85, subsampling=0), 3)
add("JPEG grey", encode(photo.convert("L"), "JPEG", quality=90), 3)
add("JPEG CMYK", encode(photo.convert("CMYK"), "JPEG", quality=95), 4)
add("PNG", encode(photo, "PNG"), 0)
add("PNG grey", encode(photo.convert("L"), "PNG"), 0)
add("PNG grey and alpha", encode(clear.convert("LA"), "PNG"), 1)
add("PNG palette", encode(photo.quantize(16), "PNG"), 0)
add("PNG palette with a transparent colour", encode(photo.quantize(16), "PNG", transparency=3), 0)
add("PNG alpha", encode(clear, "PNG"), 1)
grey16 = (x * 2700 + y * 100).astype(np.uint16)
add("PNG grey 16 bits", encode(Image.fromarray(grey16), "PNG"), 1,
    np.repeat(np.round(grey16 / 257).astype(np.uint8)[:, :, None], 3, 2))
add("PNG black and white", encode(photo.convert("1"), "PNG"), 0)
add("WebP lossless", encode(photo, "WEBP", lossless=True), 0)
add("WebP lossy", encode(photo, "WEBP", quality=90), 4)
add("WebP alpha", encode(clear, "WEBP", lossless=True, exact=True), 1)

pathlib.Path(__file__).with_name("photos.golden.json").write_text(json.dumps(cases, indent=1) + "\n")
