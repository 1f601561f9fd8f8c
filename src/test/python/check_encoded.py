"""Decodes what org.labelupscaler.encode.EncodedBlocks wrote with the libraries that readers of Zarr use, and compares.

    java ... org.labelupscaler.encode.EncodedBlocks FOLDER
    python check_encoded.py FOLDER

Needs numcodecs; uses blosc (c-blosc), blosc2 (c-blosc2), imagecodecs, tensorstore, zarrs and zarr if they are there.
"""

import json
import sys
import tempfile
import warnings
from pathlib import Path

import numcodecs
import numcodecs.blosc

warnings.filterwarnings("ignore")
checked = {}
failed = []


def check(reader, file, found, voxels):
    checked[reader] = checked.get(reader, 0) + 1
    if bytes(found) != voxels:
        failed.append((reader, file.name))


def blosc_readers():
    yield "numcodecs", lambda e, n: numcodecs.Blosc().decode(e)

    def threads(e, n):
        numcodecs.blosc.use_threads = True
        numcodecs.blosc.set_nthreads(4)
        return numcodecs.Blosc().decode(e)

    yield "numcodecs, 4 threads", threads
    try:
        import blosc

        yield "c-blosc", lambda e, n: blosc.decompress(e)
    except ImportError:
        pass
    try:
        import blosc2

        yield "c-blosc2", lambda e, n: blosc2.decompress(e)
    except ImportError:
        pass
    try:
        import imagecodecs

        yield "imagecodecs", lambda e, n: imagecodecs.blosc_decode(e)
    except ImportError:
        pass


def arrays(file, encoded, voxels):
    """The block as the only chunk of a Zarr 3 array of bytes-codec and compressor, one-dimensional."""
    name = file.name
    kind = name.split("-")[0]
    size = int(kind.lstrip("uint")) // 8
    order = "little" if "-little." in name else "big"
    codec = name.split(".")[1]
    compressor = (
        [] if codec == "raw"
        else [{"name": "gzip", "configuration": {"level": 1}}] if codec == "gzip"
        else [{"name": "zstd", "configuration": {"level": 1, "checksum": False}}] if codec.startswith("zstd")
        else [{"name": "blosc", "configuration": {"cname": codec.split("-")[1], "clevel": 1, "shuffle": "noshuffle",
                                                  "typesize": size, "blocksize": 0}}]
    )
    shape = [len(voxels) // size]
    endian = {"name": "bytes"} if size == 1 else {"name": "bytes", "configuration": {"endian": order}}
    meta = {"zarr_format": 3, "node_type": "array", "shape": shape, "data_type": kind,
            "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": shape}},
            "chunk_key_encoding": {"name": "default", "configuration": {"separator": "/"}},
            "fill_value": 0, "codecs": [endian] + compressor, "attributes": {}}
    import numpy
    expected = numpy.frombuffer(voxels, numpy.dtype(kind).newbyteorder("<" if order == "little" else ">"))
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "zarr.json").write_text(json.dumps(meta))
        Path(folder, "c").mkdir()
        Path(folder, "c", "0").write_bytes(encoded)
        for reader, read in array_readers():
            found = read(folder)
            check(reader, file, (found == expected).all().tobytes(), numpy.True_.tobytes())


def array_readers():
    try:
        import tensorstore

        yield "tensorstore", lambda f: tensorstore.open(
            {"driver": "zarr3", "kvstore": {"driver": "file", "path": f}}).result().read().result()
    except ImportError:
        pass
    try:
        import zarr

        yield "zarr", lambda f: zarr.open_array(f, mode="r")[:]
        import zarrs

        def with_zarrs(f):
            with zarr.config.set({"codec_pipeline.path": "zarrs.ZarrsCodecPipeline"}):
                return zarr.open_array(f, mode="r")[:]

        yield "zarrs", with_zarrs
    except ImportError:
        pass


def main(folder):
    for voxels_file in sorted(Path(folder).glob("*.voxels")):
        voxels = voxels_file.read_bytes()
        for file in sorted(Path(folder).glob(voxels_file.stem + ".*")):
            if file.suffix == ".voxels":
                continue
            encoded = file.read_bytes()
            codec = file.suffix[1:]
            if codec.startswith("blosc"):
                for reader, decode in blosc_readers():
                    try:
                        check(reader, file, decode(encoded, len(voxels)), voxels)
                    except Exception as e:
                        failed.append((reader, file.name, e))
            elif codec.startswith("zstd"):
                check("numcodecs zstd", file, numcodecs.Zstd().decode(encoded), voxels)
            elif codec == "gzip":
                check("numcodecs gzip", file, numcodecs.GZip().decode(encoded), voxels)
            number = voxels_file.stem.split("-")[1]
            if not number.isdigit() or int(number) < 12:
                arrays(file, encoded, voxels)
    print(checked)
    for f in failed[:20]:
        print("FAILED", *f)
    print(len(failed), "failed")
    sys.exit(1 if failed else 0)


main(sys.argv[1])
