"""Makes src/test/resources/blosc/chunks.csv: chunks that c-blosc 1.21.3 (numcodecs 0.11.0, Debian 12) compressed.

A line is: name, decoded length, CRC-32 of the decoded bytes, the chunk in base64.
Run from the root of the project: /usr/bin/python3 src/test/python/make_blosc.py
"""
import base64
import os
import zlib

import numcodecs
import numpy
from numcodecs import blosc

blosc.set_nthreads(1)
blosc.use_threads = True  # NB: only this way c-blosc looks at BLOSC_SPLITMODE


def voxels(dtype, count, seed):
    """Runs of labels, some noise."""
    random = numpy.random.default_rng(seed)
    runs = random.integers(1, 200, count)
    ids = random.integers(0, 1 << 60, 12).astype(dtype)
    values = numpy.repeat(ids[random.integers(0, 12, count)], runs)[:count].copy()
    noise = random.integers(0, count, count // 200)
    values[noise] = random.integers(0, 1 << 60, len(noise)).astype(dtype)
    return values


def main():
    folder = "src/test/resources/blosc"
    lines = []
    seed = 0
    for compressor in ("blosclz", "lz4", "lz4hc", "zlib", "zstd", "snappy"):
        for shuffle in (blosc.NOSHUFFLE, blosc.SHUFFLE, blosc.BITSHUFFLE):
            for dtype, count, block, split in (
                    ("u1", 1, 0, "AUTO"), ("u1", 133, 0, "AUTO"), ("u2", 700, 0, "ALWAYS"), ("u4", 1200, 2048, "ALWAYS"),
                    ("u4", 1201, 2048, "NEVER"), ("u8", 701, 4096, "FORWARD_COMPAT"), ("u8", 400, 1024, "AUTO"),
                    ("V3", 500, 0, "ALWAYS"), ("V16", 150, 2048, "ALWAYS"), ("V17", 100, 1024, "AUTO")):
                seed += 1
                os.environ["BLOSC_SPLITMODE"] = split
                if dtype[0] == "V":
                    size = int(dtype[1:])
                    data = voxels("u1", size * count, seed).view(dtype)
                else:
                    data = voxels(dtype, count, seed)
                chunk = blosc.compress(data, compressor.encode(), 5, shuffle, block)
                raw = data.tobytes()
                assert blosc.decompress(chunk) == raw
                name = f"{compressor}-{shuffle}-{dtype}-{count}-{block}-{split}"
                lines.append((name, len(raw), zlib.crc32(raw), base64.b64encode(chunk).decode()))
    # Not compressed; nothing but one value; bytes without pattern; matches far back.
    far = numpy.random.default_rng(0).integers(0, 256, 400, dtype="u1")
    near = [numpy.tile(numpy.random.default_rng(i).integers(0, 256, 40, dtype="u1"), 50) for i in range(1, 6)]
    for name, data, level in (("stored", voxels("u4", 100, 5), 0), ("uniform", numpy.full(300000, 7, "u4"), 9),
                              ("noise", numpy.random.default_rng(2).integers(0, 256, 400, dtype="u1"), 5),
                              ("far", numpy.concatenate([far, *near, far]), 9)):
        os.environ["BLOSC_SPLITMODE"] = "AUTO"
        chunk = blosc.compress(data, b"blosclz", level, blosc.NOSHUFFLE, 0 if name != "far" else len(data))
        raw = data.tobytes()
        lines.append((name, len(raw), zlib.crc32(raw), base64.b64encode(chunk).decode()))
    with open(folder + "/chunks.csv", "w") as out:
        out.write(f"# c-blosc {blosc.VERSION_STRING}, numcodecs {numcodecs.__version__}, by make_blosc.py\n")
        for line in lines:
            out.write(",".join(str(value) for value in line) + "\n")


main()
