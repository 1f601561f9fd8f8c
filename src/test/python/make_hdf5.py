#!/usr/bin/python3
"""Makes the HDF5 files of the tests, and a table of what is in them as h5py reads it.

Written with h5py 3.7.0 (HDF5 1.10.8), numpy 1.24.2 and numcodecs 0.11.0 of Debian 12:

    /usr/bin/python3 src/test/python/make_hdf5.py src/test/resources/hdf5

files.zip has the files, which are mostly empty space.

bdv.h5 and bdv.xml have the structure that BigDataViewer's exporter writes, imaris.ims that of Imaris 5.5 and later
(ImarisOpenFileFormat): made by this script after the formats' descriptions, not by those programs. The chunks with lz4,
bitshuffle and zstd are encoded here, after the descriptions of these filters, since the plugins are not installed.

Each line of expected.csv: path in the archive | type | size x,y,z | voxel size and unit | CRC-32 of all labels as int64,
little-endian, x fastest.
"""
import struct
import sys
import tempfile
import zipfile
import zlib
from pathlib import Path

import h5py
import numpy as np
from numcodecs import lz4, zstd

target = Path(sys.argv[1])
temporary = tempfile.TemporaryDirectory()
folder = Path(temporary.name)
rng = np.random.default_rng(5)
lines = []


def labels(shape, dtype):
    """A few regions of constant label with the extreme values of the type among them."""
    dtype = np.dtype(dtype)
    if dtype.kind == "f":
        values = np.array([0, 1, 2, 77, 16777216], dtype)
    else:
        info = np.iinfo(dtype)
        values = np.array([0, 1, info.max, info.min, info.max // 3], dtype)
    coarse = [-(-n // 2) for n in shape]
    image = rng.integers(0, len(values), coarse)
    for axis in range(len(shape)):
        image = np.repeat(image, 2, axis)
    return values[image[tuple(slice(0, n) for n in shape)]]


def expect(path, data, voxel="1.0,1.0,1.0,pixel", dtype=None):
    """data: z, y, x, whatever the axes were in the file"""
    data = np.asarray(data)
    while data.ndim < 3:
        data = data[None]
    name = dtype or data.dtype.newbyteorder("=").name
    whole = data.astype("<u8").view("<i8") if data.dtype.kind == "u" else data.astype("<i8")
    size = ",".join(str(n) for n in data.shape[::-1])
    lines.append(f"{path}|{name}|{size}|{voxel}|{zlib.crc32(np.ascontiguousarray(whole).tobytes())}")


def bitshuffle(block, size):
    bits = np.unpackbits(np.frombuffer(block, np.uint8).reshape(-1, size), axis=1, bitorder="little")
    return np.packbits(bits.T, axis=None, bitorder="little").tobytes()


def bitshuffled(chunk, size, block, compress):
    raw, out, at = chunk.tobytes(), b"", 0
    if compress:
        out = struct.pack(">QI", len(raw), block * size)
    while len(raw) - at >= 8 * size:
        n = min(block, (len(raw) - at) // size // 8 * 8) * size
        part = bitshuffle(raw[at:at + n], size)
        if compress:
            part = lz4.compress(part)[4:]
            part = struct.pack(">I", len(part)) + part
        out, at = out + part, at + n
    return out + raw[at:]


def lz4_filter(chunk, block):
    raw = chunk.tobytes()
    out = struct.pack(">QI", len(raw), block)
    for at in range(0, len(raw), block):
        part = raw[at:at + block]
        packed = lz4.compress(part)[4:]
        packed = packed if len(packed) < len(part) else part
        out += struct.pack(">I", len(packed)) + packed
    return out


def direct(parent, name, data, chunks, filters, encode, mask=lambda i: 0):
    """A dataset whose chunks are encoded here."""
    dcpl = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    dcpl.set_chunk(chunks)
    for number, values in filters:
        dcpl.set_filter(number, h5py.h5z.FLAG_OPTIONAL, values)
    space = h5py.h5s.create_simple(data.shape)
    dataset = h5py.h5d.create(parent.id, name.encode(), h5py.h5t.py_create(data.dtype), space, dcpl)
    grid = [range(0, n, c) for n, c in zip(data.shape, chunks)]
    i = 0
    for z in grid[0]:
        for y in grid[1]:
            for x in grid[2]:
                part = data[z:z + chunks[0], y:y + chunks[1], x:x + chunks[2]]
                chunk = np.zeros(chunks, data.dtype)
                chunk[tuple(slice(0, n) for n in part.shape)] = part
                dataset.write_direct_chunk((z, y, x), encode(chunk, i), mask(i))
                i += 1


def chunked(file, name, shape=(7, 9, 11), chunks=(3, 4, 5), dtype="<u2", written=None, **options):
    data = labels(shape, dtype)
    dataset = file.create_dataset(name, shape, dtype, chunks=chunks, **options)
    if written is None:
        dataset[...] = data
    else:
        for box in written:
            dataset[box] = data[box]
    expect(f"{Path(file.filename).name}/{name}", dataset[...])
    return dataset


def earliest():
    with h5py.File(folder / "earliest.h5", "w", libver="earliest") as file:
        for order in "<>":
            for kind in ("u1", "u2", "u4", "u8", "i1", "i2", "i4", "i8", "f4", "f8"):
                name = "types/" + kind + ("le" if order == "<" else "be")
                data = labels((2, 3, 5), order + kind)
                file[name] = data
                # NB: floats become the smallest type of 32 bits or more that holds them.
                expect("earliest.h5/" + name, data, dtype="uint32" if kind[0] == "f" else None)
        chunked(file, "plain")
        chunked(file, "gzip", compression="gzip")
        chunked(file, "shuffle", dtype=">i4", compression="gzip", shuffle=True)
        chunked(file, "sum", fletcher32=True)
        chunked(file, "sumodd", dtype="u1", chunks=(3, 3, 3), fletcher32=True, compression="gzip")
        chunked(file, "lzf", shape=(20, 20, 20), chunks=(20, 20, 20), dtype="<u4", compression="lzf")
        chunked(file, "all", dtype="<i8", compression="lzf", shuffle=True, fletcher32=True)
        chunked(file, "sparse", written=[np.s_[0:3, 4:8, 0:5], np.s_[6:7, 8:9, 10:11]], compression="gzip")
        chunked(file, "empty")
        chunked(file, "fill", dtype="<u4", fillvalue=70000, written=[np.s_[3:6, 4:9, 5:10]])
        chunked(file, "many", shape=(40, 40, 40), chunks=(4, 4, 4), dtype="u1", compression="gzip", written=[np.s_[:, ::9, ::9]])
        grown = file.create_dataset("grown", (2, 3, 4), "<u2", chunks=(2, 8, 4), maxshape=(None, None, 20))
        grown[...] = labels((2, 3, 4), "<u2")
        grown.resize((5, 6, 7))
        grown[4] = 9
        expect("earliest.h5/grown", grown[...])
        file["flat"] = labels((6, 7), "u1")
        expect("earliest.h5/flat", file["flat"][...])
        file["bool"] = labels((4, 5, 6), "u1") > 1
        expect("earliest.h5/bool", file["bool"][...].astype("u1"))
        data = chunked(file, "tzyxc", shape=(1, 5, 6, 7, 1), chunks=(1, 2, 3, 4, 1), compression="gzip")
        lines.pop()
        expect("earliest.h5/tzyxc", data[0, ..., 0])
        file["czyx"] = labels((1, 4, 5, 6), "<u2")
        expect("earliest.h5/czyx", file["czyx"][0])
        file["thin"] = labels((4, 1, 6), "<u2")
        expect("earliest.h5/thin", file["thin"][...])
        file["um"] = labels((4, 5, 6), "<u2")
        file["um"].attrs["element_size_um"] = (2.0, 0.5, 0.25)
        expect("earliest.h5/um", file["um"][...], "0.25,0.5,2.0,um")
        file["zero"] = labels((4, 5, 6), "<u2")
        file["zero"].attrs["element_size_um"] = (0.0, 0.0, 0.0)
        expect("earliest.h5/zero", file["zero"][...])
        file["nan"] = labels((4, 5, 6), "<u2")
        file["nan"].attrs["element_size_um"] = (1.0, float("nan"), 1.0)
        dcpl = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        dcpl.set_layout(h5py.h5d.COMPACT)
        data = labels((3, 4, 5), ">u4")
        h5py.Dataset(h5py.h5d.create(file.id, b"compact", h5py.h5t.py_create(data.dtype), h5py.h5s.create_simple(data.shape),
            dcpl))[...] = data
        expect("earliest.h5/compact", data)
        data = labels((9, 10, 11), "<u4")
        small = labels((5, 5, 7), "<u2")
        direct(file, "lz4", data, (9, 5, 6), [(32004, (256,))], lambda c, i: lz4_filter(c, 256))
        expect("earliest.h5/lz4", data)
        direct(file, "bitshuffle", small, (5, 5, 5), [(32008, (0, 3, 2, 0, 0))], lambda c, i: bitshuffled(c, 2, 4096, False))
        expect("earliest.h5/bitshuffle", small)
        direct(file, "bitshufflelz4", data, (9, 5, 6), [(32008, (0, 3, 4, 64, 2))], lambda c, i: bitshuffled(c, 4, 64, True))
        expect("earliest.h5/bitshufflelz4", data)
        direct(file, "zstd", data, (9, 5, 6), [(32015, (3,))], lambda c, i: zstd.compress(c.tobytes(), 3))
        expect("earliest.h5/zstd", data)
        # Every other chunk without the filter, as the mask of the chunk says.
        direct(file, "skipped", data, (9, 5, 6), [(1, (1,))], lambda c, i: c.tobytes() if i % 2 else zlib.compress(c.tobytes()),
            lambda i: i % 2)
        expect("earliest.h5/skipped", data)
        for number, name in ((32001, "blosc"), (4242, "other")):
            direct(file, "filter" + name, small, (5, 5, 7), [(number, ())], lambda c, i: c.tobytes())
        file["links/soft"] = h5py.SoftLink("/gzip")
        expect("earliest.h5/links/soft", file["gzip"][...])
        file["links/relative"] = h5py.SoftLink("soft")
        expect("earliest.h5/links/relative", file["gzip"][...])
        file["links/circle"] = h5py.SoftLink("/links/circle")
        file["links/nowhere"] = h5py.SoftLink("/not/here")
        file["links/self"] = file["links"]
        file["text"] = "no image"
        file["compound"] = np.zeros((3, 3, 3), [("a", "u1"), ("b", "f4")])
        file["half"] = np.zeros((3, 4, 5), "f2")
        file["channels"] = labels((2, 3, 4, 5), "u1")
        file["colours"] = labels((6, 7, 8, 3), "u1")
        file.create_dataset("unwritten", (3, 3, 3), "u1")
        file.create_dataset("huge", (2**31 - 1,) * 3, "u1", chunks=(1, 1, 1))
        file.create_dataset("million", (1000, 1000, 1000), "u1", chunks=(10, 10, 10))
        file.create_dataset("bigchunk", (2000,) * 3, "u1", chunks=(1600,) * 3)


def latest():
    with h5py.File(folder / "latest.h5", "w", libver="latest") as file:
        chunked(file, "single", chunks=(7, 9, 11))
        chunked(file, "singlegzip", chunks=(7, 9, 11), compression="gzip")
        dcpl = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        dcpl.set_chunk((3, 4, 5))
        dcpl.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
        data = labels((7, 9, 11), "<u2")
        h5py.Dataset(h5py.h5d.create(file.id, b"implicit", h5py.h5t.py_create(data.dtype), h5py.h5s.create_simple(data.shape),
            dcpl))[...] = data
        expect("latest.h5/implicit", data)
        holes = [np.s_[0:3, 4:8, 0:5], np.s_[6:7, 8:9, 10:11]]
        for name, options in {"": {}, "gzip": {"compression": "gzip"}}.items():
            chunked(file, "fixed" + name, **options)
            chunked(file, "fixedholes" + name, written=holes, **options)
            chunked(file, "fixedgrows" + name, maxshape=(7, 20, 30), **options)
            for axis in range(3):
                most = [20, 20, 20]
                most[axis] = None
                chunked(file, f"extensible{axis}{name}", maxshape=most, **options)
                chunked(file, f"extensibleholes{axis}{name}", maxshape=most, written=holes, fillvalue=3, **options)
            chunked(file, "tree" + name, maxshape=(None, None, 20), **options)
            chunked(file, "treeholes" + name, maxshape=(None, None, None), written=holes, **options)
        # Enough chunks for pages, for blocks of blocks, and for a tree with levels.
        chunked(file, "pages", shape=(11, 10, 11), chunks=(1, 1, 1), dtype="u1", written=[np.s_[0:2], np.s_[10:11, 9:10, 10:11]])
        chunked(file, "blocks", shape=(11, 10, 7), chunks=(1, 1, 1), dtype="u1", maxshape=(None, 10, 7))
        chunked(file, "levels", shape=(12, 12, 5), chunks=(1, 1, 1), dtype="u1", maxshape=(None, None, 5))
        # More links and attributes than a header holds.
        for i in range(20):
            file[f"dense/image{i}"] = np.full((2, 2, 2), i, "u1")
            file["dense"].attrs[f"a{i}"] = i
        expect("latest.h5/dense/image13", file["dense/image13"][...])
        image = labels((4, 5, 6), "<u2")
        file["um"] = image
        for i in range(20):
            file["um"].attrs[f"a{i}"] = i
        file["um"].attrs["element_size_um"] = (2.0, 0.5, 0.25)
        expect("latest.h5/um", image, "0.25,0.5,2.0,um")
        layout = h5py.VirtualLayout((3, 4, 5), "u1")
        layout[...] = h5py.VirtualSource("/etc/passwd", "x", (3, 4, 5))
        file.create_virtual_dataset("virtual", layout)
        file["external"] = h5py.ExternalLink("earliest.h5", "/gzip")
        file["absolute"] = h5py.ExternalLink("/etc/passwd", "/")
        file.create_dataset("raw", (3, 4, 5), "u1", external=[("/etc/passwd", 0, 60)])


def others():
    image = labels((5, 6, 7), "<u4")
    with h5py.File(folder / "one.h5", "w", userblock_size=2048) as file:
        file["some/where/labels"] = image
        file["some/row"] = np.arange(4)
    expect("one.h5", image)
    with h5py.File(folder / "userblock.h5", "w", userblock_size=512) as file:
        file.create_dataset("volume", data=image, chunks=(2, 3, 4), compression="gzip")
    expect("userblock.h5", image)
    tags = '{"axes": [%s]}'
    with h5py.File(folder / "ilastik.h5", "w") as file:
        for order in ("zyxc", "xyzc", "tzyxc", "yxz"):
            data = labels([1 if c in "tc" else {"x": 7, "y": 6, "z": 5}[c] for c in order], "u1")
            file.create_dataset(order, data=data, chunks=tuple(min(n, 3) for n in data.shape), compression="gzip")
            keys = ", ".join('{"key": "%s", "typeFlags": 2, "resolution": 0, "description": ""}' % c for c in order)
            file[order].attrs["axistags"] = tags % keys
            expect("ilastik.h5/" + order, np.squeeze(data.transpose([order.index(c) for c in "tczyx" if c in order])))
        file.create_dataset("xyz", data=labels((7, 6, 5), "u1"))
        file["xyz"].attrs["axistags"] = tags % ", ".join('{"key": "%s"}' % c for c in "xyz")
        file.create_dataset("named", data=labels((2, 4, 5, 6), "u1"), chunks=True)
        for axis, name in enumerate(("channel", "z", "y", "x")):
            file["named"].dims[axis].label = name


def bdv():
    """Two setups would be a choice, so bdv.h5 has one and bdvtwo.h5 two."""
    for name, setups, times in (("bdv.h5", 1, 1), ("bdvtwo.h5", 2, 2)):
        with h5py.File(folder / name, "w", libver="earliest") as file:
            for s in range(setups):
                full = labels((9, 14, 17), "<u2")
                factors = np.array([[1, 1, 1], [2, 2, 1], [4, 4, 2]], "f8")
                file[f"s{s:02}/resolutions"] = factors
                file[f"s{s:02}/subdivisions"] = np.array([[8, 8, 4], [8, 8, 4], [8, 8, 4]], "<i4")
                for t in range(times):
                    for level, (fx, fy, fz) in enumerate(factors.astype(int)):
                        data = np.ascontiguousarray(full[::fz, ::fy, ::fx][:9 // fz, :14 // fy, :17 // fx]) + np.uint16(t)
                        cells = f"t{t:05}/s{s:02}/{level}/cells"
                        file.create_dataset(cells, data=data.view("<i2"), chunks=tuple(min(n, c) for n, c in zip(data.shape,
                            (4, 8, 8))), compression="gzip", scaleoffset=None)
                        expect(f"{name}/{cells}", data)
                        if name == "bdv.h5" and level == 1:
                            expect("bdv.h5/t00000/s00/1", data)
                        if level == 0 and name == "bdv.h5":
                            expect("bdv.h5", data)
                            expect("bdv.h5/t00000/s00", data)
                            expect("bdv.xml", data, "0.5,0.5,2.0,um")
                            expect("bdv.xml/setup0", data, "0.5,0.5,2.0,um")
                        if level == 2 and name == "bdv.h5":
                            expect("bdv.xml/setup0/s2", data, "2.0,2.0,4.0,um")
                        if level == 1 and name == "bdvtwo.h5" and s == 1 and t == 0:
                            expect("bdvtwo.xml/setup1/s1", data, "1.0,1.0,2.0,um")
        views = "".join(f"""
      <ViewSetup>
        <id>{s}</id>
        <name>channel {s + 1}</name>
        <size>17 14 9</size>
        <voxelSize>
          <unit>µm</unit>
          <size>0.5 0.5 2.0</size>
        </voxelSize>
        <attributes>
          <channel>{s + 1}</channel>
        </attributes>
      </ViewSetup>""" for s in range(setups))
        registrations = "".join(f"""
    <ViewRegistration timepoint="{t}" setup="{s}">
      <ViewTransform type="affine">
        <affine>0.5 0.0 0.0 0.0 0.0 0.5 0.0 0.0 0.0 0.0 2.0 0.0</affine>
      </ViewTransform>
    </ViewRegistration>""" for t in range(times) for s in range(setups))
        (folder / name.replace(".h5", ".xml")).write_text(f"""<?xml version="1.0" encoding="UTF-8"?>
<SpimData version="0.2">
  <BasePath type="relative">.</BasePath>
  <SequenceDescription>
    <ImageLoader format="bdv.hdf5">
      <hdf5 type="relative">{name}</hdf5>
    </ImageLoader>
    <ViewSetups>{views}
      <Attributes name="channel">
        <Channel><id>1</id><name>1</name></Channel>
      </Attributes>
    </ViewSetups>
    <Timepoints type="range">
      <first>0</first>
      <last>{times - 1}</last>
    </Timepoints>
  </SequenceDescription>
  <ViewRegistrations>{registrations}
  </ViewRegistrations>
</SpimData>
""", encoding="utf-8")


def text(value):
    return np.array([c.encode("latin-1") for c in value], "S1")


def imaris():
    for name, channels in (("imaris.ims", 1), ("imaristwo.ims", 2)):
        with h5py.File(folder / name, "w", libver="earliest") as file:
            file.attrs["ImarisDataSet"] = text("ImarisDataSet")
            file.attrs["ImarisVersion"] = text("5.5.0")
            info = file.create_group("DataSetInfo/Image")
            for d, extent in enumerate((-10.0, 0.0, 5.0)):
                info.attrs[f"ExtMin{d}"] = text(f"{extent:.3f}")
                info.attrs[f"ExtMax{d}"] = text(f"{extent + (19, 26, 9)[d] * (0.5, 0.5, 2)[d]:.3f}")
                info.attrs["XYZ"[d]] = text(str((19, 26, 9)[d]))
            info.attrs["Unit"] = text("um" if channels == 1 else "\xb5m")
            for level in range(2):
                size = np.array((9, 26, 19)) // 2**level
                for c in range(channels):
                    group = file.create_group(f"DataSet/ResolutionLevel {level}/TimePoint 0/Channel {c}")
                    for d in range(3):
                        group.attrs["ImageSize" + "ZYX"[d]] = text(str(size[d]))
                    chunks = (4, 8, 8)
                    padded = np.zeros([-(-n // k) * k for n, k in zip(size, chunks)], "<u2")
                    data = labels(size, "<u2")
                    padded[tuple(slice(0, n) for n in size)] = data
                    group.create_dataset("Data", data=padded, chunks=chunks, compression="gzip", compression_opts=2)
                    group["Histogram"] = np.zeros(256, "<u8")
                    voxel = "0.5,0.5,2.0,um" if level == 0 else f"{19 * 0.5 / 9},1.0,4.5,um"
                    path = f"{name}/DataSet/ResolutionLevel {level}"
                    if channels == 1:
                        expect(path, data, voxel)
                        if level == 0:
                            expect(name, data, voxel)
                    expect(f"{path}/TimePoint 0/Channel {c}/Data", data, voxel)


target.mkdir(parents=True, exist_ok=True)
earliest()
latest()
others()
bdv()
imaris()
(target / "expected.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
with zipfile.ZipFile(target / "files.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    for file in sorted(folder.iterdir()):
        archive.writestr(zipfile.ZipInfo(file.name, (2026, 1, 1, 0, 0, 0)), file.read_bytes(), zipfile.ZIP_DEFLATED, 9)
