"""Makes the golden files of the precomputed format of Neuroglancer: src/test/resources/precomputed/<writer>.zip and <writer>.json.

The JSON file has, for every path, what the writer's own reader sees: voxels along x, y, z, type, edges of a voxel, and the
CRC-32 of all voxels, x fastest, as little-endian 64-bit integers; for "measure" only the size. Sharded volumes that
tensorstore wrote are also read by cloud-volume, and the other way round, and must be the same.
Made with tensorstore 0.1.86 and cloud-volume 12.15.2 (PyPI).
Run from the root of the project:  python3 src/test/python/make_precomputed.py
"""
import glob
import gzip
import json
import os
import tempfile
import zipfile
import zlib

import numpy
import tensorstore
from cloudvolume import CloudVolume
from cloudvolume.lib import Bbox

FOLDER = "src/test/resources/precomputed"
expected = {}


def labels(dtype, shape, seed):
    """Regions of labels that use the whole range of the type, axes x, y, z."""
    random = numpy.random.default_rng(seed)
    info = numpy.iinfo(dtype)
    ids = [0, info.max, info.min, 1, 614454277 % info.max]
    points = random.random((8, len(shape))) * shape
    grid = numpy.stack(numpy.meshgrid(*[numpy.arange(n) for n in shape], indexing="ij"), -1)
    nearest = numpy.argmin(((grid[..., None, :] - points) ** 2).sum(-1), -1)
    return numpy.array([ids[k % 5] for k in range(8)], dtype=dtype)[nearest]


def many(dtype, shape, seed, count):
    """As many labels that have nothing to do with each other."""
    random = numpy.random.default_rng(seed)
    ids = random.integers(1, numpy.iinfo(dtype).max, count, dtype=dtype)
    return ids[random.integers(0, count, shape)]


def expect(path, xyz, voxel):
    volume = numpy.asarray(xyz)
    assert volume.ndim == 3
    whole = volume.transpose(2, 1, 0).astype("<u8" if volume.dtype.kind == "u" else "<i8")
    expected[path] = {"size": list(volume.shape), "type": volume.dtype.name, "voxel": list(voxel), "unit": "nm",
                      "crc": zlib.crc32(numpy.ascontiguousarray(whole).tobytes())}


def store(path, volume, scale, sharding=None, kind="segmentation", channels=1):
    metadata = {"size": list(volume.shape[:3]), "resolution": [8, 8, 40], "chunk_size": [16, 16, 8], "encoding": "raw", **scale}
    if sharding:
        metadata["sharding"] = {"@type": "neuroglancer_uint64_sharded_v1", **sharding}
    array = tensorstore.open({"driver": "neuroglancer_precomputed", "kvstore": {"driver": "file", "path": path},
                              "scale_metadata": metadata,
                              "multiscale_metadata": {"data_type": volume.dtype.name, "num_channels": channels, "type": kind}},
                             create=True, open=True).result()
    array[...] = volume if volume.ndim == 4 else volume[..., None]
    return array.read().result()


def with_tensorstore():
    shape = (37, 29, 19)
    for i, dtype in enumerate(["uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "float32"]):
        kind = "segmentation" if dtype[0] == "u" else "image"
        read = store(f"raw/{dtype}", labels("int16" if dtype[0] == "f" else dtype, shape, i).astype(dtype), {"voxel_offset": [0, 0, 0] if i % 2 else [-5, 7, 16 * i],
                                                               "resolution": [4.5, 4.03, 0.1 + i]}, kind=kind)
        expect(f"raw/{dtype}", read[..., 0], (4.5, 4.03, 0.1 + i))
    for i, (block, count) in enumerate((([8, 8, 8], 3), ([4, 3, 5], 200), ([1, 1, 1], 9), ([64, 64, 64], 300), ([8, 8, 1], 1),
                                        ([16, 16, 8], 2), ([8, 8, 8], 17))):
        dtype = ["uint64", "uint32"][i % 2]
        read = store(f"segmentation/{i}", many(dtype, shape, i, count), {
            "encoding": "compressed_segmentation", "compressed_segmentation_block_size": block, "voxel_offset": [i, -i, 3]})
        expect(f"segmentation/{i}", read[..., 0], (8, 8, 40))
    # Chunks that are missing.
    sparse = numpy.zeros((40, 40, 40), "uint64")
    sparse[30:, 3, 20:] = 2**63 + 1
    for name, sharding in (("sparse", None), ("sparse_shards", {
            "preshift_bits": 1, "hash": "identity", "minishard_bits": 1, "shard_bits": 2, "minishard_index_encoding": "gzip",
            "data_encoding": "gzip"})):
        expect(name, store(name, sparse, {"chunk_size": [8, 8, 8]}, sharding=sharding)[..., 0], (8, 8, 40))
    # Scales, of which one can be named.
    volume = labels("uint32", (24, 20, 12), 3)
    store("scales", volume, {"key": "fine/8_8_40"})
    store("scales", volume[::2, ::2], {"key": "coarse/16_16_40", "resolution": [16, 16, 40], "chunk_size": [5, 5, 5]})
    expect("scales", volume, (8, 8, 40))
    expect("scales/fine/8_8_40", volume, (8, 8, 40))
    expect("scales/coarse/16_16_40", volume[::2, ::2], (16, 16, 40))
    # Shards; grids that have more bits along one axis than along others.
    n = 0
    for shape, chunk in (((50, 20, 9), (4, 4, 4)), ((5, 6, 70), (8, 3, 4))):
        for hash_name in ("identity", "murmurhash3_x86_128"):
            for index in ("raw", "gzip"):
                for data in ("raw", "gzip"):
                    dtype = ["uint64", "uint32", "uint8"][n % 3]
                    segmentation = n % 3 < 2
                    scale = {"chunk_size": chunk, "encoding": "compressed_segmentation", "voxel_offset": [n, 0, 1],
                             "compressed_segmentation_block_size": [8, 8, 8]} if segmentation else {"chunk_size": chunk}
                    sharding = {"preshift_bits": n % 4, "hash": hash_name, "minishard_bits": [0, 2, 3][n % 3],
                                "shard_bits": [5, 0, 1, 3][n % 4], "minishard_index_encoding": index, "data_encoding": data}
                    read = store(f"shards/{n}", labels(dtype, shape, n), scale, sharding=sharding)[..., 0]
                    expect(f"shards/{n}", read, (8, 8, 40))
                    assert (CloudVolume("file://" + os.path.abspath(f"shards/{n}"), progress=False, fill_missing=True)[:][..., 0] == read).all()
                    n += 1
    # Images that can be measured only.
    store("channels", numpy.ones((20, 10, 5, 3), "uint16"), {}, kind="image", channels=3)
    expected["measure channels"] = {"size": [20, 10, 5], "voxel": [8, 8, 40], "unit": "nm"}
    store("jpeg", numpy.ones((20, 10, 5), "uint8"), {"encoding": "jpeg"}, kind="image")
    expected["measure jpeg"] = {"size": [20, 10, 5], "voxel": [8, 8, 40], "unit": "nm"}


def with_cloudvolume():
    shape = (37, 29, 19)
    for i, (encoding, compress, dtype) in enumerate((("raw", "gzip", "uint16"), ("raw", None, "uint8"), ("raw", "zstd", "uint64"),
                                                     ("raw", "xz", "uint32"), ("raw", "bz2", "uint8"),
                                                     ("compressed_segmentation", "gzip", "uint64"),
                                                     ("compressed_segmentation", None, "uint32"),
                                                     ("compressed_segmentation", "zstd", "uint64"))):
        path = "file://" + os.path.abspath(str(i))
        info = CloudVolume.create_new_info(num_channels=1, layer_type="segmentation", data_type=dtype, encoding=encoding,
                                           resolution=(4, 4, 45), voxel_offset=(10, -20, 30), chunk_size=(16, 16, 16), volume_size=shape)
        volume = CloudVolume(path, info=info, compress=compress or False, progress=False)
        volume.commit_info()
        volume.commit_provenance()
        volume[:] = labels(dtype, shape, i)
        read = CloudVolume(path, progress=False)[:][..., 0]
        assert (read == labels(dtype, shape, i)).all()
        expect(str(i), read, (4, 4, 45))
    # As they were stored with a Content-Encoding, and downloaded without decoding: the file has no ending.
    for name in ("0", "5"):
        for file in glob.glob(f"{name}/*/*.gz"):
            target = f"plain{name}/" + file[len(name) + 1:-3]
            os.makedirs(os.path.dirname(target), exist_ok=True)
            open(target, "wb").write(open(file, "rb").read())
        open(f"plain{name}/info", "w").write(open(f"{name}/info").read())
        expected[f"plain{name}"] = expected[name]
    # Voxels that look as if they were compressed: a chunk that begins with the mark of gzip.
    info = CloudVolume.create_new_info(num_channels=1, layer_type="segmentation", data_type="uint8", encoding="raw",
                                       resolution=(1, 1, 1), voxel_offset=(0, 0, 0), chunk_size=(8, 8, 8), volume_size=(8, 8, 8))
    path = "file://" + os.path.abspath("mark")
    volume = CloudVolume(path, info=info, compress=False, progress=False)
    volume.commit_info()
    image = numpy.zeros((8, 8, 8), "uint8")
    image[:3, 0, 0] = [0x1F, 0x8B, 8]
    volume[:] = image
    expect("mark", CloudVolume(path, progress=False)[:][..., 0], (1, 1, 1))
    # Two scales, made by its own downsampling.
    path = "file://" + os.path.abspath("scales")
    info = CloudVolume.create_new_info(num_channels=1, layer_type="segmentation", data_type="uint32", encoding="compressed_segmentation",
                                       resolution=(10, 10, 10), voxel_offset=(3, 0, 0), chunk_size=(16, 16, 16), volume_size=(33, 20, 11))
    volume = CloudVolume(path, info=info, progress=False)
    volume.add_scale((2, 2, 1))
    volume.commit_info()
    volume[:] = labels("uint32", (33, 20, 11), 4)
    expect("scales", CloudVolume(path, progress=False)[:][..., 0], (10, 10, 10))
    coarse = CloudVolume(path, mip=1, progress=False)
    coarse[:] = labels("uint32", tuple(coarse.shape[:3]), 5)
    read = CloudVolume(path, mip=1, progress=False)[:][..., 0]
    expect("scales/20_20_10", read, (20, 20, 10))
    # Shards.
    for n, (encoding, data) in enumerate((("raw", "gzip"), ("compressed_segmentation", "raw"))):
        path = "file://" + os.path.abspath(f"shard{n}")
        info = CloudVolume.create_new_info(num_channels=1, layer_type="segmentation", data_type="uint64", encoding=encoding,
                                           resolution=(10, 10, 10), voxel_offset=(0, 0, 0), chunk_size=(8, 8, 8), volume_size=(32, 32, 32))
        info["scales"][0]["sharding"] = {"@type": "neuroglancer_uint64_sharded_v1", "preshift_bits": 2, "hash": "identity",
                                         "minishard_bits": 2, "shard_bits": 2, "minishard_index_encoding": "gzip", "data_encoding": data}
        volume = CloudVolume(path, info=info, progress=False)
        volume.commit_info()
        whole = labels("uint64", (32, 32, 32), 6 + n)
        done = set()
        shape = volume.image.shard_shape(0) if hasattr(volume.image, "shard_shape") else (32, 32, 16)
        for x in range(0, 32, int(shape[0])):
            for y in range(0, 32, int(shape[1])):
                for z in range(0, 32, int(shape[2])):
                    box = Bbox((x, y, z), (x + shape[0], y + shape[1], z + shape[2]))
                    name, data_bytes = volume.image.make_shard(whole[x:x + shape[0], y:y + shape[1], z:z + shape[2], None], box, 0)
                    folder = f"shard{n}/" + info["scales"][0]["key"]
                    os.makedirs(folder, exist_ok=True)
                    assert name not in done
                    done.add(name)
                    open(os.path.join(folder, name), "wb").write(data_bytes)
        read = CloudVolume(path, progress=False)[:][..., 0]
        assert (read == whole).all()
        expect(f"shard{n}", read, (10, 10, 10))


def main():
    start = os.getcwd()
    for writer in (with_tensorstore, with_cloudvolume):
        expected.clear()
        target = os.path.join(start, FOLDER, writer.__name__[len("with_"):])
        with tempfile.TemporaryDirectory() as work:
            os.chdir(work)
            writer()
            with zipfile.ZipFile(target + ".zip", "w", zipfile.ZIP_DEFLATED) as out:
                for folder, folders, files in sorted(os.walk(".")):
                    for name in sorted(files):
                        path = os.path.join(folder, name)[2:]
                        out.writestr(zipfile.ZipInfo(path), open(path, "rb").read(), zipfile.ZIP_DEFLATED)
            os.chdir(start)
        with open(target + ".json", "w") as out:
            out.write("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in expected.items()) + "\n}\n")
        print(writer.__name__, len(expected), "paths")


main()
