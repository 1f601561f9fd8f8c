"""Makes the golden files of PictureTest: python3 make_picture.py

Made with Pillow (PNG by libpng's rules, BMP) and pypng (interlaced, few bits). golden.tsv has what Pillow reads, and of gray
numbers of 2 and 4 bits, which Pillow scales, what pypng reads.
"""
import os
import shutil

import numpy as np
import png
from PIL import Image

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "resources", "picture")
shutil.rmtree(OUT, ignore_errors=True)
os.makedirs(OUT)
rows = []
rng = np.random.default_rng(11)
COLOURS = rng.integers(0, 256, 768, "uint8")


def labels(shape, most, dtype):
    y, x = np.indices(shape)
    ids = rng.integers(0, most + 1, 9)
    regions = ids[(x // 7 + y // 5) % 9]
    return np.where(rng.random(shape) < 0.2, rng.integers(0, most + 1, shape), regions).astype(dtype)


def note(name, data):
    data = np.asarray(data)
    data = data[None] if data.ndim == 2 else data
    if data.dtype == bool:
        data = data.astype("uint8")
    exact = [int(v) for v in data.reshape(-1)]
    weighted = sum((i + 1) * v for i, v in enumerate(exact)) % 2**64
    rows.append((name, "x".join(str(n) for n in data.shape[::-1]), data.dtype.name, str(sum(exact) % 2**64), str(weighted), ""))


def read(name):
    return np.asarray(Image.open(os.path.join(OUT, name)))


def put(name, image, expected, **how):
    image.save(os.path.join(OUT, name), **how)
    data = read(name)
    assert np.array_equal(data, expected), name
    note(name, data)


gray = labels((33, 45), 255, "uint8")
put("gray8.png", Image.fromarray(gray), gray)
put("gray8_optimized.png", Image.fromarray(gray), gray, optimize=True)
deep = labels((33, 45), 65535, "uint16")
put("gray16.png", Image.fromarray(deep), deep)
put("gray1.png", Image.fromarray(gray > 99), gray > 99)


def palette(data):
    image = Image.fromarray(data, "P")
    image.putpalette(COLOURS.tobytes())
    return image


put("table8.png", palette(gray), gray)
for bits in [1, 2, 4]:
    few = labels((33, 45), (1 << bits) - 1, "uint8")
    put(f"table{bits}.png", palette(few), few, bits=bits)
put("table8.bmp", palette(gray), gray)
put("gray8.bmp", Image.fromarray(gray), gray)
put("bits1.bmp", Image.fromarray(gray > 99), gray > 99)

# By pypng: interlaced, and gray numbers of few bits.
for name, bits, interlace, shape in [("gray2", 2, False, (33, 45)), ("gray4", 4, False, (33, 45)), ("gray4_interlaced", 4, True, (33, 45)),
        ("gray8_interlaced", 8, True, (33, 45)), ("gray16_interlaced", 16, True, (33, 45)), ("gray1_interlaced", 1, True, (9, 13)),
        ("tiny_interlaced", 8, True, (1, 3)), ("tiny16_interlaced", 16, True, (3, 1))]:
    data = labels(shape, (1 << bits) - 1, "uint16" if bits == 16 else "uint8")
    with open(os.path.join(OUT, name + ".png"), "wb") as out:
        png.Writer(shape[1], shape[0], greyscale=True, bitdepth=bits, interlace=interlace).write(out, data.tolist())
    back = np.array([list(row) for row in png.Reader(os.path.join(OUT, name + ".png")).read()[2]]).astype(data.dtype)
    assert np.array_equal(back, data), name
    if bits >= 8:
        assert np.array_equal(read(name + ".png"), data), name
    note(name + ".png", back)

# Numbers of which a part is significant: pypng writes sBIT for depths that PNG does not have, and scales.
with open(os.path.join(OUT, "significant.png"), "wb") as out:
    png.Writer(5, 2, greyscale=True, bitdepth=12).write(out, [[0, 1, 2, 4095, 7]] * 2)
note("significant.png", read("significant.png"))

# Not labels.
Image.fromarray(np.stack([gray] * 3, -1)).save(os.path.join(OUT, "rgb.png"))
Image.fromarray(np.stack([gray] * 4, -1)).save(os.path.join(OUT, "rgba.png"))
Image.fromarray(np.stack([gray] * 2, -1), "LA").save(os.path.join(OUT, "gray_alpha.png"))
Image.fromarray(np.stack([gray] * 3, -1)).save(os.path.join(OUT, "rgb.bmp"))
frames = [Image.fromarray(gray), Image.fromarray(gray.T.copy().reshape(33, 45))]
frames[0].save(os.path.join(OUT, "animated.png"), save_all=True, append_images=frames[1:])

for kind in ["png", "bmp"]:
    os.makedirs(os.path.join(OUT, kind))
    volume = np.stack([labels((8, 15), 255, "uint8") for _ in range(11)])
    for z in rng.permutation(11):
        Image.fromarray(volume[z]).save(os.path.join(OUT, kind, f"slice_{z + 1}.{kind}"))
    note(kind, volume)
    note(f"{kind}/slice_*.{kind}", volume)

with open(os.path.join(OUT, "golden.tsv"), "w") as out:
    for row in rows:
        out.write("\t".join(row) + "\n")
print(len(rows), "noted")
