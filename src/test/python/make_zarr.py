"""Makes the golden files of Zarr: src/test/resources/zarr/zarr<N>.zip and zarr<N>.json, N = 2 with zarr-python 2, 3 with 3.

The JSON file has, for every path that can be read as labels, what the writer's own reader sees: voxels along x, y, z, type,
edges of a voxel, and the CRC-32 of all voxels, x fastest, as little-endian 64-bit integers; for "measure" only the size.
Made with zarr 2.13.6, numcodecs 0.11.0 (Debian 12) and with zarr 3.4.2, numcodecs 0.17.1, tensorstore 0.1.86 (PyPI).
Run from the root of the project, with both:  python3 src/test/python/make_zarr.py
"""
import json
import os
import shutil
import sys
import tempfile
import zipfile
import zlib

import numcodecs
import numpy
import zarr

FOLDER = "src/test/resources/zarr"
VERSION = int(zarr.__version__.split(".")[0])
expected = {}


def labels(dtype, shape, seed):
    """Regions of labels that use the whole range of the type."""
    random = numpy.random.default_rng(seed)
    info = numpy.iinfo(dtype)
    ids = [0, info.max, info.min, 1, 614454277 % info.max]
    points = random.random((8, len(shape))) * shape
    grid = numpy.stack(numpy.meshgrid(*[numpy.arange(n) for n in shape], indexing="ij"), -1)
    nearest = numpy.argmin(((grid[..., None, :] - points) ** 2).sum(-1), -1)
    return numpy.array([ids[k % 5] for k in range(8)], dtype=dtype)[nearest]


def expect(path, zyx, voxel=(1.0, 1.0, 1.0), unit="pixel", dtype=None):
    """zyx: what the reader of the writer returns, axes z, y, x."""
    volume = numpy.asarray(zyx)
    kind = dtype or volume.dtype.newbyteorder("=").name
    whole = volume.astype("<u8" if volume.dtype.kind == "u" else "<i8")
    expected[path] = {"size": list(volume.shape[::-1]), "type": kind, "voxel": list(voxel), "unit": unit,
                      "crc": zlib.crc32(whole.tobytes())}


def measure(path, size, voxel, unit):
    expected["measure " + path] = {"size": list(size), "voxel": list(voxel), "unit": unit}


def axes(names, units=()):
    kinds = {"t": "time", "c": "channel"}
    return [{"name": n, "type": kinds.get(n, "space"), **({"unit": u} if u else {})}
            for n, u in zip(names, list(units) or [None] * len(names))]


def scale(*numbers):
    return [{"type": "scale", "scale": list(numbers)}]


def version2():
    from numcodecs import BZ2, LZ4, LZMA, Blosc, GZip, Zlib, Zstd
    shape = (5, 6, 9)
    chunks = (3, 4, 5)
    lzma_alone = LZMA(format=2)
    compressors = [None, Zlib(1), GZip(1), Zstd(1), LZ4(), BZ2(1), LZMA(), lzma_alone,
                   *[Blosc(c, 5, s) for c in ("blosclz", "lz4", "lz4hc", "zlib", "zstd", "snappy") for s in (0, 1, 2)]]
    dtypes = ["|u1", "|i1", "<u2", ">u2", "<i2", ">i2", "<u4", ">u4", "<i4", ">i4", "<u8", ">u8", "<i8", ">i8"]
    for i in range(max(len(compressors), len(dtypes))):
        dtype = dtypes[i % len(dtypes)]
        store = zarr.NestedDirectoryStore if i % 3 == 0 else zarr.DirectoryStore
        path = f"v2/{i}"
        array = zarr.create(shape, chunks=chunks, dtype=dtype, compressor=compressors[i % len(compressors)],
                            store=store(path), order="F" if i % 2 else "C", fill_value=0)
        array[:] = labels(numpy.dtype(dtype).newbyteorder("="), shape, i)
        expect(path, zarr.open(store(path), "r")[:])
    # Nested, as written before the separator was recorded.
    shutil.copytree("v2/3", "old")
    meta = json.load(open("old/.zarray"))
    assert meta.pop("dimension_separator") == "/"
    json.dump(meta, open("old/.zarray", "w"))
    expected["old"] = expected["v2/3"]
    # Chunks that are missing.
    for name, dtype, fill in (("fill7", "<u2", 7), ("fillmax", ">u8", 2**64 - 1), ("fillnegative", "<i4", -5),
                              ("fillnull", "|u1", None), ("fillfloat", "<f4", 3.0)):
        array = zarr.open(name, "w", shape=shape, chunks=chunks, dtype=dtype, fill_value=fill, order="F")
        array[0:2, 0:3, 0:4] = 9
        expect(name, array[:] if fill is not None else numpy.pad(numpy.full((2, 3, 4), 9, "u1"), ((0, 3), (0, 3), (0, 5))))
    expected["fillfloat"]["crc"] = zlib.crc32(zarr.open("fillfloat", "r")[:].astype("<i8").tobytes())
    # Other shapes.
    for name, shape, chunks in (("flat", (7, 9), (4, 4)), ("single", (5, 6, 9), (5, 6, 9)), ("big", (2, 3, 4), (8, 8, 8)),
                                ("leading", (1, 1, 5, 6, 9), (1, 1, 5, 4, 9)), ("chunked", (1, 5, 6, 9), (3, 3, 6, 4))):
        array = zarr.open(name, "w", shape=shape, chunks=chunks, dtype="<u4")
        array[:] = labels("u4", shape, 50)
        expect(name, array[:].reshape((1,) * max(0, 3 - len(shape)) + shape[-3:]))
    mask = zarr.open("mask", "w", shape=(5, 6, 9), chunks=(5, 6, 5), dtype="|b1")
    mask[:] = labels("u1", (5, 6, 9), 3) > 0
    expect("mask", mask[:].astype("u1"))
    whole = zarr.open("whole", "w", shape=(5, 6, 9), chunks=(5, 6, 5), dtype="<f8")
    whole[:] = labels("i4", (5, 6, 9), 3)
    expect("whole", whole[:])
    xarray = zarr.open("xarray", "w", shape=(9, 6, 5), chunks=(4, 6, 5), dtype="<u2")
    xarray[:] = labels("u2", (9, 6, 5), 4)
    xarray.attrs["_ARRAY_DIMENSIONS"] = ["x", "y", "z"]
    expect("xarray", xarray[:].transpose(2, 1, 0))
    # OME-NGFF 0.4, a label image beside an image that cannot be labels.
    root = zarr.open_group(zarr.NestedDirectoryStore("image.zarr"), "w")
    for level, n in ((0, 8), (1, 4)):
        root.create_dataset(str(level), shape=(1, 2, n, n, n), chunks=(1, 1, n, n, n), dtype="<f2")[:] = 0.5
    root.attrs["multiscales"] = [{"version": "0.4", "axes": axes("tczyx", ["second", None] + ["micrometer"] * 3), "datasets": [
        {"path": "0", "coordinateTransformations": scale(1, 1, 4, 2, 1)},
        {"path": "1", "coordinateTransformations": scale(1, 1, 8, 4, 2)}]}]
    measure("image.zarr", (8, 8, 8), (1, 2, 4), "um")
    measure("image.zarr/1", (4, 4, 4), (2, 4, 8), "um")
    group = root.create_group("labels")
    group.attrs["labels"] = ["annotation"]
    annotation = group.create_group("annotation")
    volume = labels("u4", (4, 6, 8), 7)
    for level, step in ((0, 1), (1, 2)):
        small = volume[::step, ::step, ::step]
        annotation.create_dataset(str(level), shape=(1, 1) + small.shape, chunks=(1, 1, 4, 4, 4), dtype="<u4")[:] = small[None, None]
    annotation.attrs["multiscales"] = [{"version": "0.4", "axes": axes("tczyx", [None, None, "nanometer", "micrometer", "micrometer"]),
        "datasets": [{"path": "0", "coordinateTransformations": scale(1, 1, 250, 0.5, 0.25) + [
            {"type": "translation", "translation": [0, 0, 5, 5, 5]}]},
            {"path": "1", "coordinateTransformations": scale(1, 1, 500, 1.0, 0.5)}],
        "coordinateTransformations": scale(1, 1, 2, 2, 2)}]
    annotation.attrs["image-label"] = {"version": "0.4"}
    expect("image.zarr/labels/annotation", volume, (0.5, 1, 0.5), "um")
    expect("image.zarr/labels", volume, (0.5, 1, 0.5), "um")
    expect("image.zarr/labels/annotation/1", volume[::2, ::2, ::2], (1, 2, 1), "um")
    # Axes in another order; the finest level last.
    turned = zarr.open_group("turned.zarr", "w")
    volume = labels("u2", (8, 6, 1, 4), 8)
    turned.create_dataset("small", shape=(4, 3, 1, 2), chunks=(4, 3, 1, 2), dtype="<u2")[:] = volume[::2, ::2, :, ::2]
    turned.create_dataset("full", shape=volume.shape, chunks=(3, 4, 1, 3), dtype="<u2", order="F")[:] = volume
    turned.attrs["multiscales"] = [{"version": "0.4", "axes": axes("xzcy", ["millimeter"] * 2 + [None, "millimeter"]), "datasets": [
        {"path": "small", "coordinateTransformations": scale(2, 6, 1, 4)},
        {"path": "full", "coordinateTransformations": scale(1, 3, 1, 2)}]}]
    expect("turned.zarr", volume[:, :, 0].transpose(1, 2, 0), (1, 2, 3), "mm")
    # As bioformats2raw and version 0.1 of OME-NGFF have it: no names, no scales.
    series = zarr.open_group(zarr.NestedDirectoryStore("series.zarr"), "w")
    series.attrs["bioformats2raw.layout"] = 3
    image = series.create_group("0")
    volume = labels("i2", (1, 1, 4, 6, 8), 9)
    image.create_dataset("0", shape=volume.shape, chunks=(1, 1, 4, 6, 8), dtype=">i2")[:] = volume
    image.attrs["multiscales"] = [{"version": "0.1", "datasets": [{"path": "0"}]}]
    expect("series.zarr", volume[0, 0])


def version3():
    import tensorstore
    from zarr.codecs import (BloscCodec, BytesCodec, Crc32cCodec, GzipCodec, ShardingCodec, TransposeCodec, ZstdCodec)
    shape = (5, 6, 9)
    dtypes = ["uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64"]
    chains = [[BytesCodec()], [BytesCodec(endian="big")], [BytesCodec(), GzipCodec()], [BytesCodec(), ZstdCodec()],
              [BytesCodec(), BloscCodec()], [BytesCodec(endian="big"), BloscCodec(cname="lz4", shuffle="bitshuffle")],
              [BytesCodec(), Crc32cCodec()], [BytesCodec(), GzipCodec(), Crc32cCodec()],
              [BytesCodec(), Crc32cCodec(), ZstdCodec(checksum=True)],
              [TransposeCodec(order=(2, 0, 1)), BytesCodec(), ZstdCodec()],
              [TransposeCodec(order=(1, 2, 0)), TransposeCodec(order=(0, 2, 1)), BytesCodec(endian="big")],
              [ShardingCodec(chunk_shape=(3, 2, 5))],
              [ShardingCodec(chunk_shape=(3, 2, 5), codecs=[TransposeCodec(order=(2, 0, 1)), BytesCodec(), ZstdCodec(),
                                                            Crc32cCodec()], index_location="start")],
              [ShardingCodec(chunk_shape=(1, 2, 5), codecs=[BytesCodec(endian="big"), BloscCodec(cname="blosclz")],
                             index_codecs=[BytesCodec()])]]
    for i, chain in enumerate(chains):
        dtype = dtypes[(i + 3) % 8]
        sharded = isinstance(chain[0], ShardingCodec)
        if chain[0:1] and isinstance(chain[0], BytesCodec) or sharded or isinstance(chain[0], TransposeCodec):
            filters = [c for c in chain if isinstance(c, TransposeCodec)]
            serializer = [c for c in chain if isinstance(c, (BytesCodec, ShardingCodec))][0]
            rest = chain[len(filters) + 1:]
        path = f"v3/{i}"
        encoding = [{"name": "default", "separator": "/"}, {"name": "default", "separator": "."},
                    {"name": "v2", "separator": "."}, {"name": "v2", "separator": "/"}][i % 4]
        array = zarr.create_array(path, shape=shape, chunks=(3, 4, 5), dtype=dtype, filters=filters, serializer=serializer,
                                  compressors=rest, chunk_key_encoding=encoding, fill_value=0) if not sharded else \
            zarr.create_array(path, shape=shape, chunks=(3, 4, 5), dtype=dtype, serializer=serializer, compressors=None,
                              chunk_key_encoding=encoding, fill_value=0)
        array[:] = labels(dtype, shape, i)
        expect(path, zarr.open_array(path, mode="r")[:])
    # Chunks and parts of shards that are missing.
    for name, dtype, fill, shards in (("fill7", "uint16", 7, None), ("fillmax", "uint64", 2**64 - 1, (4, 4, 6)),
                                      ("fillfloat", "float32", -2.0, None)):
        array = zarr.create_array(name, shape=shape, chunks=(2, 2, 3), shards=shards, dtype=dtype, fill_value=fill)
        array[0:2, 0:3, 0:4] = 9
        expect(name, zarr.open_array(name, mode="r")[:])
    named = zarr.create_array("named", shape=(9, 6, 5), chunks=(4, 6, 5), dtype="uint16", dimension_names=["x", "y", "z"])
    named[:] = labels("uint16", (9, 6, 5), 4)
    expect("named", named[:].transpose(2, 1, 0))
    mask = zarr.create_array("mask", shape=(5, 6, 9), chunks=(5, 6, 5), dtype="bool")
    mask[:] = labels("uint8", (5, 6, 9), 3) > 0
    expect("mask", mask[:].astype("u1"))
    # OME-NGFF 0.5.
    volume = labels("uint32", (4, 6, 8), 7)
    root = zarr.create_group("image.zarr", attributes={"ome": {"version": "0.5", "multiscales": [{
        "axes": axes("czyx", [None] + ["micrometer"] * 3),
        "datasets": [{"path": "s0", "coordinateTransformations": scale(1, 4, 2, 1)},
                     {"path": "s1", "coordinateTransformations": scale(1, 8, 4, 2)}]}]}})
    for level, step in ((0, 1), (1, 2)):
        small = volume[None, ::step, ::step, ::step]
        root.create_array(f"s{level}", shape=small.shape, chunks=(1, 2, 3, 4), dtype="uint32")[:] = small
    expect("image.zarr", volume, (1, 2, 4), "um")
    expect("image.zarr/s1", volume[::2, ::2, ::2], (2, 4, 8), "um")
    # Written by tensorstore.
    for i, (chunk, codecs) in enumerate((
            ([3, 4, 5], [{"name": "transpose", "configuration": {"order": [1, 2, 0]}},
                         {"name": "bytes", "configuration": {"endian": "big"}}, {"name": "gzip", "configuration": {"level": 5}}]),
            ([4, 4, 6], [{"name": "sharding_indexed", "configuration": {"chunk_shape": [2, 4, 3], "codecs": [
                {"name": "bytes", "configuration": {"endian": "little"}},
                {"name": "blosc", "configuration": {"cname": "zstd", "clevel": 5, "shuffle": "shuffle"}}]}}]),
            ([4, 4, 6], [{"name": "sharding_indexed", "configuration": {"chunk_shape": [2, 2, 3], "index_location": "start", "codecs": [
                {"name": "bytes", "configuration": {"endian": "big"}}, {"name": "crc32c"}], "index_codecs": [
                {"name": "bytes", "configuration": {"endian": "big"}}]}}]))):
        store = tensorstore.open({"driver": "zarr3", "kvstore": {"driver": "file", "path": f"tensorstore/{i}"}, "metadata": {
            "shape": list(shape), "data_type": "uint32", "fill_value": 5, "codecs": codecs,
            "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": chunk}}}}, create=True).result()
        volume = labels("uint32", shape, i)
        volume[:, :4, :6] = 5
        store[...] = volume
        expect(f"tensorstore/{i}", store.read().result())
    for i, compressor in enumerate((None, {"id": "zlib", "level": 1}, {"id": "blosc", "cname": "lz4", "clevel": 5, "shuffle": 2},
                                    {"id": "zstd", "level": 1}, {"id": "bz2", "level": 1})):
        store = tensorstore.open({"driver": "zarr", "kvstore": {"driver": "file", "path": f"tensorstore2/{i}"}, "metadata": {
            "shape": list(shape), "chunks": [3, 4, 5], "dtype": [">i4", "<u8"][i % 2], "compressor": compressor,
            "order": "FC"[i % 2], "fill_value": 1, "dimension_separator": "/."[i % 2]}}, create=True).result()
        store[...] = labels(["i4", "u8"][i % 2], shape, i)
        expect(f"tensorstore2/{i}", store.read().result())


def main():
    start = os.getcwd()
    target = os.path.join(start, FOLDER, f"zarr{VERSION}")
    with tempfile.TemporaryDirectory() as work:
        os.chdir(work)
        (version2 if VERSION == 2 else version3)()
        with zipfile.ZipFile(target + ".zip", "w", zipfile.ZIP_DEFLATED) as out:
            for folder, folders, files in sorted(os.walk(".")):
                for name in sorted(files):
                    path = os.path.join(folder, name)[2:]
                    out.writestr(zipfile.ZipInfo(path), open(path, "rb").read(), zipfile.ZIP_DEFLATED)
        os.chdir(start)
    with open(target + ".json", "w") as out:
        out.write("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in expected.items()) + "\n}\n")
    print(len(expected), "paths,", zarr.__version__, numcodecs.__version__, sys.version.split()[0])


main()
