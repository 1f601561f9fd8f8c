"""Makes the golden files of TiffTest: python3 make_tiff.py

Made with tifffile 2026.3.3, imagecodecs 2026.3.6 (both from PyPI), NumPy 2.4.6 and Pillow 13.0.0 (which writes by
libtiff). golden.tsv has what these programs read from the files themselves.
"""
import os
import shutil
import sys

import numpy as np
import tifffile
from PIL import Image

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "resources", "tiff")
shutil.rmtree(OUT, ignore_errors=True)
os.makedirs(OUT)
rows = []


def volume(dtype, shape=(3, 8, 15), seed=1):
    """Labels in regions, with some noise, over the whole range of the type."""
    dtype = np.dtype(dtype)
    rng = np.random.default_rng(seed)
    if dtype.kind == "f":
        ids = np.array([0, 1, 3, 70, 16777216, 511], dtype)
    else:
        info = np.iinfo(dtype)
        ids = np.array([0, 1, int(info.min), int(info.max)] + rng.integers(info.min, info.max, 4, dtype, True).tolist(), dtype)
    z, y, x = np.indices(shape)
    labels = ids[(x // 5 + y // 4 + z) % len(ids)]
    noise = rng.random(shape) < 0.1
    return np.where(noise, ids[rng.integers(0, len(ids), shape)], labels).astype(dtype)


def note(name, read, size="", labels=None):
    """Shape, type, sum, and sum weighted by position, all modulo 2^64; then the voxel size that is expected."""
    read = np.asarray(read)
    if read.ndim == 2:
        read = read[None]
    if labels is not None:
        assert np.array_equal(read.reshape(-1), labels.reshape(-1)), name
    exact = [int(v) for v in read.reshape(-1)]
    total = sum(exact) % 2**64
    weighted = sum((i + 1) * v for i, v in enumerate(exact)) % 2**64
    rows.append((name, "x".join(str(n) for n in read.shape[::-1]), read.dtype.name, str(total), str(weighted), size))


def put(name, data, size="", noted=True, **how):
    path = os.path.join(OUT, name + ".tif")
    how.setdefault("photometric", "minisblack")
    how.setdefault("software", False)
    tifffile.imwrite(path, data, **how)
    if noted:
        note(name + ".tif", tifffile.imread(path), size, data)


ENDS = {"little": "<", "big": ">"}
TYPES = ["uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "int64"]

for t in TYPES:
    put(t, volume(t), byteorder="<" if t[0] == "u" else ">")
put("float32", volume("float32"), byteorder=">")
put("float64", volume("float64"), byteorder="<")
put("big_tiff_little", volume("uint32"), bigtiff=True, byteorder="<")
put("big_tiff_big", volume("uint16"), bigtiff=True, byteorder=">", compression="zlib")
put("one_plane", volume("uint16")[0])

for code in ["lzw", "zlib", "packbits", "zstd", "lzma"]:
    for end in ENDS:
        put(f"{code}_{end}", volume("uint32"), compression=code, byteorder=ENDS[end], rowsperstrip=4)
put("deflate_32946", volume("uint16"), compression="deflate", rowsperstrip=8)
for t in ["uint8", "int16", "uint32", "int64"]:
    for end in ENDS:
        put(f"predictor_{t}_{end}", volume(t), compression="lzw" if end == "big" else "zlib", predictor=2, rowsperstrip=5,
            byteorder=ENDS[end])
for t in ["float32", "float64"]:
    for end in ENDS:
        put(f"predictor_{t}_{end}", volume(t), compression="zlib", predictor=3, rowsperstrip=5, byteorder=ENDS[end])
put("tiles", volume("uint16", (2, 19, 21)), tile=(16, 16))
put("tiles_lzw", volume("uint32", (2, 19, 21)), tile=(16, 16), compression="lzw", predictor=2, byteorder=">")
put("tiles_wide", volume("uint8", (2, 19, 16)), tile=(16, 16))
put("tiles_zstd", volume("uint64", (2, 19, 21)), tile=(32, 16), compression="zstd")
put("strips", volume("uint16"), rowsperstrip=3)

put("imagej", volume("uint16"), "0.5 x 0.25 x 3 um", imagej=True, resolution=(2, 4), metadata={"axes": "ZYX", "spacing": 3.0, "unit": "um"})
put("imagej_escaped", volume("uint8"), "25 x 25 x 50 um", imagej=True, resolution=(1 / 25, 1 / 25),
    metadata={"axes": "ZYX", "spacing": 50, "unit": "\\u00B5m"})
put("imagej_micron_zlib", volume("uint16"), "2 x 2 x 1 um", imagej=True, resolution=(0.5, 0.5), compression="zlib",
    metadata={"axes": "ZYX", "unit": "micron"})
put("imagej_one_directory", volume("float32"), "1 x 1 x 2 pixel", imagej=True, metadata={"axes": "ZYX", "spacing": 2}, truncate=True)
# Without axes tifffile takes the first one for channels.
put("imagej_no_axes", volume("uint8"), imagej=True, noted=False)
put("imagej_channels", np.stack([volume("uint8")] * 2, 1), imagej=True, metadata={"axes": "ZCYX"}, noted=False)
put("imagej_frames", np.stack([volume("uint8")] * 4, 0), imagej=True, metadata={"axes": "TZYX"}, noted=False)

put("ome.ome", volume("uint16"), "0.5 x 0.25 x 2 um", ome=True, metadata={"axes": "ZYX", "PhysicalSizeX": 500,
    "PhysicalSizeXUnit": "nm", "PhysicalSizeY": 250, "PhysicalSizeYUnit": "nm", "PhysicalSizeZ": 2000,
    "PhysicalSizeZUnit": "nm"}, noted=False)
note("ome.ome.tif", tifffile.imread(os.path.join(OUT, "ome.ome.tif")), "500 x 250 x 2000 nm")
put("ome_mixed.ome", volume("uint32"), "10 x 10 x 0.05 um", ome=True, compression="zlib", tile=(16, 16), byteorder=">",
    metadata={"axes": "ZYX", "PhysicalSizeX": 10, "PhysicalSizeY": 10, "PhysicalSizeZ": 50, "PhysicalSizeZUnit": "nm"})
put("ome_channels.ome", np.stack([volume("uint8")] * 2, 0), ome=True, metadata={"axes": "CZYX", "PhysicalSizeX": 4,
    "PhysicalSizeY": 4}, noted=False)
put("ome_frames.ome", np.stack([volume("uint8")] * 2, 0), ome=True, metadata={"axes": "TZYX"}, noted=False)
with tifffile.TiffWriter(os.path.join(OUT, "ome_pyramid.ome.tif"), ome=True) as tif:
    labels = volume("uint16", (2, 24, 32))
    tif.write(labels, subifds=1, metadata={"axes": "ZYX", "PhysicalSizeX": 3, "PhysicalSizeY": 3}, software=False,
              photometric="minisblack")
    tif.write(labels[:, ::2, ::2], subfiletype=1, software=False, photometric="minisblack")
note("ome_pyramid.ome.tif", tifffile.imread(os.path.join(OUT, "ome_pyramid.ome.tif")), "3 x 3 x 3 um", labels)
# The planes of an OME-TIFF file may stand in any order.
reversed_ome = ('<?xml version="1.0"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06" UUID="urn:uuid:1">'
    '<Image ID="Image:0"><Pixels ID="Pixels:0" DimensionOrder="XYZCT" Type="uint16" SizeX="15" SizeY="8" SizeZ="3" '
    'SizeC="1" SizeT="1"><TiffData IFD="0" FirstZ="2" PlaneCount="1"><UUID FileName="old name.tif">urn:uuid:1</UUID>'
    '</TiffData><TiffData IFD="1" FirstZ="1"/><TiffData IFD="2" FirstZ="0"/></Pixels></Image></OME>')
tifffile.imwrite(os.path.join(OUT, "ome_reversed.ome.tif"), volume("uint16"), description=reversed_ome, metadata=None,
                 software=False, photometric="minisblack")
note("ome_reversed.ome.tif", volume("uint16")[::-1], "")

put("shaped_truncated", volume("uint16"), truncate=True)
put("shaped_axes", volume("uint16"), "20 x 20 x 40 um", resolution=(1 / 20, 1 / 20), metadata={"axes": "ZYX",
    "unit": "um", "spacing": 40.0}, compression="zlib")
put("shaped_resolution", volume("uint8"), resolution=(72, 72), resolutionunit="INCH")
put("shaped_leading_ones", volume("uint8")[None, None], noted=False)
note("shaped_leading_ones.tif", volume("uint8"))
put("shaped_four", np.stack([volume("uint8")] * 2, 0), noted=False)
put("shaped_channels", np.stack([volume("uint8")] * 2, 0), metadata={"axes": "CZYX"}, noted=False)
with tifffile.TiffWriter(os.path.join(OUT, "page_by_page.tif")) as tif:
    for plane in volume("uint16"):
        tif.write(plane, software=False, photometric="minisblack", contiguous=False)
note("page_by_page.tif", volume("uint16"))
with tifffile.TiffWriter(os.path.join(OUT, "thumbnails.tif")) as tif:
    for plane in volume("uint16"):
        tif.write(plane, software=False, photometric="minisblack", contiguous=False, metadata=None)
        tif.write(plane[::2, ::2], subfiletype=1, software=False, photometric="minisblack", contiguous=False, metadata=None)
note("thumbnails.tif", volume("uint16"))
with tifffile.TiffWriter(os.path.join(OUT, "unlike.tif")) as tif:
    for plane in [volume("uint16")[0], volume("uint16")[1], volume("uint16")[2][:-1]]:
        tif.write(plane, software=False, photometric="minisblack", contiguous=False, metadata=None)

put("palette", volume("uint8"), photometric="palette", colormap=np.arange(768).reshape(3, 256).astype("uint16"))
put("white_is_zero", volume("uint8"), photometric="miniswhite")
put("rgb", np.stack([volume("uint8")] * 3, -1), photometric="rgb", noted=False)
put("float16", volume("uint8").astype("float16"), noted=False)
put("bits", (volume("uint8") > 0), noted=False)
put("complex", volume("uint8")[0].astype("complex64"), noted=False)
put("jpeg", volume("uint8", (1, 32, 32))[0], compression="jpeg", noted=False)
put("volumetric", volume("uint8", (16, 16, 16)), volumetric=True, tile=(16, 16, 16), noted=False)

# By libtiff: LZW with its table filled again and again, and with strings as long as they can be.
noise = np.random.default_rng(7).integers(0, 50, (90, 100)).astype("uint16")
Image.fromarray(noise).save(os.path.join(OUT, "libtiff_lzw.tif"), compression="tiff_lzw")
note("libtiff_lzw.tif", np.asarray(Image.open(os.path.join(OUT, "libtiff_lzw.tif"))), labels=noise[None])
flat = np.zeros((2000, 1000), "uint8")
flat[1990:, 300:] = 9
Image.fromarray(flat).save(os.path.join(OUT, "libtiff_flat.tif"), compression="tiff_lzw", tiffinfo={278: 2000})
note("libtiff_flat.tif", np.asarray(Image.open(os.path.join(OUT, "libtiff_flat.tif"))), labels=flat[None])
pages = [Image.fromarray(p) for p in volume("uint8")]
for code in ["packbits", "tiff_adobe_deflate", "tiff_lzw"]:
    name = f"libtiff_{code}_pages.tif"
    pages[0].save(os.path.join(OUT, name), save_all=True, append_images=pages[1:], compression=code)
    note(name, tifffile.imread(os.path.join(OUT, name)), "", volume("uint8"))

# Slices, written in another order than that of their names.
os.makedirs(os.path.join(OUT, "slices"))
many = volume("uint16", (12, 8, 15))
for z in [10, 3, 0, 1, 2, 11, 9, 4, 5, 6, 7, 8]:
    tifffile.imwrite(os.path.join(OUT, "slices", f"slice_{z + 1}.tif"), many[z], imagej=True, resolution=(0.5, 0.5),
                     metadata={"unit": "um"}, compression="zlib" if z % 2 else None)
note("slices", many, "2 x 2 x 2 um")

with open(os.path.join(OUT, "golden.tsv"), "w") as out:
    for row in rows:
        out.write("\t".join(row) + "\n")
print(tifffile.__version__, np.__version__, len(rows), "files noted", file=sys.stderr)
