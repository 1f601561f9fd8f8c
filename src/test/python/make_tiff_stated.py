"""Makes the golden files of TiffStatedTest: python3 make_tiff_stated.py

TIFF files that state more than plain numbers: axes in any order, sets of files, packed bits. Made with tifffile 2026.3.3,
NumPy and Pillow. golden.tsv has what tifffile reads from the files itself, its axes brought to z, y, x by their names;
where tifffile cannot read a file (BinaryOnly), what was written.
"""
import os
import shutil
import uuid
import zipfile

import numpy as np
import tifffile
from PIL import Image

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "resources", "tiff_stated")
shutil.rmtree(OUT, ignore_errors=True)
os.makedirs(OUT)
rows = []
rng = np.random.default_rng(5)


def volume(shape, dtype="uint16"):
    return rng.integers(0, np.iinfo(dtype).max, shape, dtype, True)


def note(name, zyx, size=""):
    zyx = np.asarray(zyx)
    if zyx.dtype == bool:
        zyx = zyx.astype("uint8")
    exact = [int(v) for v in zyx.reshape(-1)]
    weighted = sum((i + 1) * v for i, v in enumerate(exact)) % 2**64
    rows.append((name, "x".join(str(n) for n in zyx.shape[::-1]), zyx.dtype.name, str(sum(exact) % 2**64), str(weighted), size))


def put(name, data, size="", **how):
    path = os.path.join(OUT, name + ".tif")
    tifffile.imwrite(path, data, photometric=how.pop("photometric", "minisblack"), software=False, **how)
    return path


# What tifffile reads, by the names of its axes.
for axes, shape in {"XYZ": (3, 4, 5), "ZXY": (3, 4, 5), "YXZ": (3, 4, 5), "YZX": (3, 4, 5), "XZY": (2, 6, 3), "ZYX": (12, 7, 1),
                    "XYQ": (4, 5, 3), "YX": (6, 5), "XY": (6, 5), "TZCYX": (1, 3, 1, 4, 5), "ZYXC": (3, 4, 5, 1)}.items():
    path = put("axes_" + axes, volume(shape), metadata={"axes": axes})
    with tifffile.TiffFile(path) as tif:
        series = tif.series[0]
        read = series.asarray()
        names = series.axes
        assert names == axes, (names, axes)
    keep = [i for i, a in enumerate(names) if a in "XYZQ"]
    read = read.reshape([read.shape[i] for i in keep])
    names = "".join(names[i] for i in keep).replace("Q", "Z")
    order = [names.index(a) for a in "ZYX" if a in names]
    zyx = read.transpose(order)
    note(f"axes_{axes}.tif", zyx if zyx.ndim == 3 else zyx[None])
path = put("axes_XYZ_big", volume((3, 4, 5), "int32"), metadata={"axes": "XYZ"}, byteorder=">", compression="zlib")
note("axes_XYZ_big.tif", tifffile.imread(path).transpose(2, 1, 0))
path = put("axes_units", volume((5, 4, 3)), metadata={"axes": "XYZ", "unit": "um", "spacing": 50}, resolution=(1 / 25, 1 / 10))
note("axes_units.tif", tifffile.imread(path).transpose(2, 1, 0), "25 x 10 x 50 um")
# NumPy's (z, y, 1), without names.
path = put("width_one", volume((12, 7, 1)))
note("width_one.tif", tifffile.imread(path))
path = put("width_one_ones", volume((1, 12, 7, 1), "uint8"), compression="lzw")
note("width_one_ones.tif", tifffile.imread(path)[0])

path = put("imagej_three_units", volume((4, 6, 5)), imagej=True, resolution=(1 / 25, 40),
           metadata={"axes": "ZYX", "unit": "micron", "yunit": "mm", "zunit": "mm", "spacing": 0.05})
note("imagej_three_units.tif", tifffile.imread(path), "25 x 25 x 50 um")
path = put("imagej_cf_identity", volume((2, 6, 5)), imagej=True, metadata={"axes": "ZYX", "cf": 0, "c0": 0.0, "c1": 1.0})
note("imagej_cf_identity.tif", tifffile.imread(path))

# One bit a voxel.
bits = rng.random((3, 9, 21)) < 0.5
for code in [None, "packbits", "lzw", "zlib"]:
    path = put(f"bits_{code}", bits, compression=code, rowsperstrip=4)
    note(f"bits_{code}.tif", tifffile.imread(path))
path = put("bits_white", bits, photometric="miniswhite")
note("bits_white.tif", tifffile.imread(path))
path = put("bits_tiles", bits, tile=(16, 16), compression="zlib")
note("bits_tiles.tif", tifffile.imread(path))
Image.fromarray(bits[0]).save(os.path.join(OUT, "bits_libtiff.tif"), compression="tiff_lzw")
note("bits_libtiff.tif", np.asarray(Image.open(os.path.join(OUT, "bits_libtiff.tif")))[None])
# Bits the other way round: the field FillOrder takes the place of one that does not matter.
for code in ["none", "packbits"]:
    path = put("fill_order_" + code, bits, compression=None if code == "none" else code, metadata=None, contiguous=False,
               extratags=[(65000, 3, 1, 2, False)])
    with tifffile.TiffFile(path) as tif:
        tif.pages.useframes = False
        places = [(o, n) for p in tif.pages for o, n in zip(p.dataoffsets, p.databytecounts)]
        tags = [p.tags[65000].offset for p in tif.pages]
    raw = bytearray(open(path, "rb").read())
    for offset, count in places:
        raw[offset:offset + count] = bytes(int(f"{b:08b}"[::-1], 2) for b in raw[offset:offset + count])
    for tag in tags:
        raw[tag:tag + 2] = (266).to_bytes(2, "little")
    open(path, "wb").write(raw)
    read = tifffile.imread(path)
    assert np.array_equal(read, bits)
    note(os.path.basename(path), read)

# Numbers of four bits, by libtiff's tool of Pillow's palette images is 8 bit; so packed by hand, and read by tifffile.
four = rng.integers(0, 16, (5, 7), "uint8")
packed = np.zeros((5, 8), "uint8")
packed[:, :7] = four
packed = packed[:, ::2] << 4 | packed[:, 1::2]
path = put("bits_four", packed, metadata=None, description="")
raw = bytearray(open(path, "rb").read())
with tifffile.TiffFile(path) as tif:
    width, depth = tif.pages[0].tags[256], tif.pages[0].tags[258]
raw[width.valueoffset:width.valueoffset + 2] = (7).to_bytes(2, "little")
raw[depth.valueoffset:depth.valueoffset + 2] = (4).to_bytes(2, "little")
open(path, "wb").write(raw)
read = tifffile.imread(path)
assert np.array_equal(read, four)
note("bits_four.tif", read[None])

# OME-TIFF sets: the names say another order than TiffData does.
OME = ('<?xml version="1.0"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06" UUID="urn:uuid:{own}">'
       '<Image ID="Image:0"><Pixels ID="Pixels:0" DimensionOrder="{order}" Type="uint16" SizeX="6" SizeY="5" SizeZ="{z}" SizeC="1" '
       'SizeT="1" PhysicalSizeX="10" PhysicalSizeY="20" PhysicalSizeYUnit="nm" PhysicalSizeZ="0.04" PhysicalSizeZUnit="mm">{blocks}'
       '</Pixels></Image></OME>')
SIZE = "10 x 0.02 x 40 um"


def ome_set(folder, parts, order="XYZCT", companion=False, same_id=False):
    """parts: for each file its name and the planes (z) of its pages."""
    os.makedirs(os.path.join(OUT, folder))
    planes = sum(len(p) for _, p in parts)
    data = volume((planes, 5, 6))
    ids = {name: str(uuid.UUID(int=i + 1)) for i, (name, _) in enumerate(parts)}
    blocks = "".join(f'<TiffData IFD="{ifd}" FirstZ="{z}" FirstC="0" FirstT="0" PlaneCount="1"><UUID FileName="{name}">'
                     f'urn:uuid:{ids[name]}</UUID></TiffData>' for name, zs in parts for ifd, z in enumerate(zs))
    for name, zs in parts:
        own = ids[parts[0][0]] if same_id else ids[name]
        text = OME.format(own=own, order=order, z=planes, blocks=blocks)
        if companion:
            text = ('<?xml version="1.0"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06" UUID="urn:uuid:'
                    f'{own}"><BinaryOnly MetadataFile="set.companion.ome" UUID="urn:uuid:{uuid.UUID(int=99)}"/></OME>')
        tifffile.imwrite(os.path.join(OUT, folder, name), data[list(zs)], description=text, metadata=None, software=False,
                         photometric="minisblack", compression="zlib", contiguous=False)
    if companion:
        with open(os.path.join(OUT, folder, "set.companion.ome"), "w") as out:
            out.write(OME.format(own=uuid.UUID(int=99), order=order, z=planes, blocks=blocks))
    else:
        assert np.array_equal(tifffile.imread(os.path.join(OUT, folder, parts[0][0])), data), folder
    for name, _ in parts:
        note(f"{folder}/{name}", data, SIZE)
    return data


data = ome_set("ome_set", [("slice_1.ome.tif", [2]), ("slice_2.ome.tif", [0]), ("slice_3.ome.tif", [1])])
note("ome_set", data, SIZE)
note("ome_set/slice_*.ome.tif", data, SIZE)
ome_set("ome_set_pages", [("b.ome.tif", [0, 3, 1]), ("a.ome.tif", [4, 2])], order="XYCZT")
ome_set("ome_set_same_id", [("p_2.ome.tif", [0, 1]), ("p_1.ome.tif", [2])], same_id=True)
data = ome_set("ome_companion", [("s_1.ome.tif", [1, 0]), ("s_2.ome.tif", [3, 2])], companion=True)
note("ome_companion", data, SIZE)
note("ome_companion/set.companion.ome", data, SIZE)

# In a ZIP file, as ImageJ saves, with what macOS adds.
path = put("in_zip", volume((3, 5, 4)), imagej=True, metadata={"axes": "ZYX", "unit": "um", "spacing": 3}, resolution=(0.5, 0.5))
with zipfile.ZipFile(os.path.join(OUT, "stack_in_zip.zip"), "w", zipfile.ZIP_DEFLATED) as zip:
    zip.write(path, "stack.TIF")
    zip.writestr("__MACOSX/._stack.tif", "nothing")
    zip.writestr("read me.txt", "one TIFF file")
read = tifffile.imread(path)
os.remove(path)
note("stack_in_zip.zip", read, "2 x 2 x 3 um")

with open(os.path.join(OUT, "golden.tsv"), "w") as out:
    for row in rows:
        out.write("\t".join(row) + "\n")
print(len(rows), "noted")
