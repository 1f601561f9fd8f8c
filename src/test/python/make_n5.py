"""Makes the golden files of N5: src/test/resources/n5/<writer>.zip and <writer>.json.

The JSON file has, for every path, what the writer's own reader sees: voxels along x, y, z, type, edges of a voxel, and the
CRC-32 of all voxels, x fastest, as little-endian 64-bit integers. Made with zarr 2.13.6 (N5Store; Debian 12), and with
tensorstore 0.1.86 and z5py 3.0.2 (PyPI). zarr-python and z5py name the axes z, y, x, and tensorstore x, y, z.
Run from the root of the project, with both:  python3 src/test/python/make_n5.py
"""
import json
import os
import tempfile
import zipfile
import zlib

import numpy

FOLDER = "src/test/resources/n5"
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


def expect(path, zyx, voxel=(1.0, 1.0, 1.0), unit="pixel"):
    volume = numpy.asarray(zyx)
    whole = volume.astype("<u8" if volume.dtype.kind == "u" else "<i8")
    expected[path] = {"size": list(volume.shape[::-1]), "type": volume.dtype.newbyteorder("=").name, "voxel": list(voxel),
                      "unit": unit, "crc": zlib.crc32(whole.tobytes())}


DTYPES = ["uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64"]


def with_zarr():
    """NB: it stores the blocks at the end of an axis full size."""
    import warnings

    import zarr
    from numcodecs import BZ2, LZ4, LZMA, Blosc, GZip, Zlib, Zstd
    warnings.simplefilter("ignore")
    shape = (5, 6, 9)
    compressors = [None, Zlib(1), GZip(1), Zstd(1), LZ4(), BZ2(1), LZMA(preset=1), Blosc("lz4", 5, 1), Blosc("zstd", 5, 2)]
    for i, compressor in enumerate(compressors):
        store = (zarr.N5FSStore if i % 3 == 0 else zarr.N5Store)("zarr.n5")
        root = zarr.open_group(store, "a")
        array = root.create_dataset(str(i), shape=shape, chunks=(3, 4, 5), dtype=DTYPES[(i + 2) % 8], compressor=compressor)
        array[:] = labels(DTYPES[(i + 2) % 8], shape, i)
        expect(f"zarr.n5/{i}", zarr.open_group(store, "r")[str(i)][:])
    for name, shape, chunks in (("flat", (7, 9), (4, 4)), ("four", (1, 5, 6, 9), (2, 3, 6, 4)), ("big", (2, 3, 4), (8, 8, 8))):
        array = root.create_dataset(name, shape=shape, chunks=chunks, dtype="u4", compressor=GZip(1))
        array[:] = labels("u4", shape, 50)
        expect(f"zarr.n5/{name}", array[:].reshape((1,) * max(0, 3 - len(shape)) + shape[-3:]))
    sparse = root.create_dataset("sparse", shape=(6, 6, 6), chunks=(2, 2, 2), dtype="f4", compressor=GZip(1), fill_value=0)
    sparse[2:3, 3:4, 4:5] = 12
    expect("zarr.n5/sparse", sparse[:])
    # Levels as BigDataViewer names them; the voxel size is that of the time point.
    volume = labels("u2", (4, 8, 12), 9)
    for level, step in ((0, 1), (1, 2)):
        small = volume[:, ::step, ::step]
        root.create_dataset(f"bdv/setup0/timepoint0/s{level}", shape=small.shape, chunks=(4, 4, 6), dtype="u2",
                            compressor=GZip(1))[:] = small
    root["bdv/setup0"].attrs.update(downsamplingFactors=[[1, 1, 1], [2, 2, 1]], dataType="uint16")
    root["bdv/setup0/timepoint0"].attrs.update(multiScale=True, resolution=[0.5, 0.25, 2])
    expect("zarr.n5/bdv", volume, (0.5, 0.25, 2))
    expect("zarr.n5/bdv/setup0/timepoint0", volume, (0.5, 0.25, 2))
    expect("zarr.n5/bdv/setup0/timepoint0/s0", volume, (0.5, 0.25, 2))
    expect("zarr.n5/bdv/setup0/timepoint0/s1", volume[:, ::2, ::2], (1, 0.5, 2))
    # Five dimensions with their names, as n5-ij has them; in the order of N5, x first.
    volume = labels("u4", (1, 4, 1, 6, 8), 10)
    named = root.create_dataset("named", shape=volume.shape, chunks=(1, 3, 1, 6, 8), dtype="u4", compressor=GZip(1))
    named[:] = volume
    named.attrs.update(axes=["x", "y", "c", "z", "t"], pixelResolution={"unit": "um", "dimensions": [1, 2, 1, 3, 1]})
    expect("zarr.n5/named", volume[0, :, 0], (1, 2, 3), "um")
    expected["measure zarr.n5/sparse"] = dict(expected["zarr.n5/sparse"])
    channels = root.create_dataset("channels", shape=(3, 2, 4, 6, 8), chunks=(1, 1, 4, 6, 8), dtype="f4", compressor=GZip(1))
    channels.attrs["resolution"] = [1, 2, 3]
    expected["measure zarr.n5/channels"] = {"size": [8, 6, 4], "voxel": [1, 2, 3], "unit": "pixel"}


def with_others():
    import tensorstore
    import z5py
    size = (9, 6, 5)
    compressions = [{"type": "raw"}, {"type": "gzip", "level": 1}, {"type": "gzip", "useZlib": True}, {"type": "bzip2"},
                    {"type": "xz", "preset": 1}, {"type": "zstd", "level": 1},
                    {"type": "blosc", "cname": "lz4", "clevel": 5, "shuffle": 1},
                    {"type": "blosc", "cname": "blosclz", "clevel": 5, "shuffle": 2}]
    for i, compression in enumerate(compressions):
        dtype = DTYPES[(i + 4) % 8]
        store = tensorstore.open({"driver": "n5", "kvstore": {"driver": "file", "path": f"tensorstore.n5/{i}"}, "metadata": {
            "dimensions": list(size), "blockSize": [5, 4, 3], "dataType": dtype, "compression": compression,
            "axes": ["x", "y", "z"], "units": ["nm"] * 3, "resolution": [4, 4, 40]}}, create=True).result()
        volume = labels(dtype, size, i)
        volume[:5, :4, :3] = 0
        store[...] = volume
        expect(f"tensorstore.n5/{i}", store.read().result().transpose(2, 1, 0), (4, 4, 40), "nm")
    turned = tensorstore.open({"driver": "n5", "kvstore": {"driver": "file", "path": "tensorstore.n5/turned"}, "metadata": {
        "dimensions": list(size), "blockSize": [5, 4, 3], "dataType": "uint32", "compression": {"type": "raw"},
        "axes": ["z", "x", "y"]}}, create=True).result()
    turned[...] = labels("uint32", size, 3)
    expect("tensorstore.n5/turned", turned.read().result().transpose(0, 2, 1))
    root = z5py.File("z5.n5", "w")
    for i, compression in enumerate(("raw", "gzip", "bzip2", "blosc", "zstd", "lz4", "xz")):
        dtype = DTYPES[i]
        try:
            dataset = root.create_dataset(compression, shape=(5, 6, 9), chunks=(3, 4, 5), dtype=dtype, compression=compression)
        except Exception as e:
            print("z5py has no", compression, e)
            continue
        dataset[:] = labels(dtype, (5, 6, 9), i)
        expect(f"z5.n5/{compression}", dataset[:])
    counted = root.create_dataset("counted", shape=(2, 4, 3), chunks=(2, 2, 3), dtype="uint16", compression="gzip")
    counted.write_chunk((0, 0, 0), numpy.arange(12, dtype="uint16"), True)
    counted.write_chunk((0, 1, 0), numpy.arange(100, 112, dtype="uint16"), False)
    expect("z5.n5/counted", numpy.concatenate([numpy.arange(12).reshape(2, 2, 3), numpy.arange(100, 112).reshape(2, 2, 3)], 1)
           .astype("uint16"))


def main():
    try:
        import tensorstore
        name, make = "others", with_others
    except ImportError:
        name, make = "zarr", with_zarr
    start = os.getcwd()
    target = os.path.join(start, FOLDER, name)
    with tempfile.TemporaryDirectory() as work:
        os.chdir(work)
        make()
        with zipfile.ZipFile(target + ".zip", "w") as out:
            for folder, folders, files in sorted(os.walk(".")):
                for file in sorted(files):
                    path = os.path.join(folder, file)[2:]
                    out.writestr(zipfile.ZipInfo(path), open(path, "rb").read(), zipfile.ZIP_DEFLATED)
        os.chdir(start)
    with open(target + ".json", "w") as out:
        out.write("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in expected.items()) + "\n}\n")
    print(len(expected), "paths by", name)


main()
