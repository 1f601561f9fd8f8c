"""Makes the .npy files of NpyTest, and expected.json: what NumPy itself reads from them.

Run with numpy 1.24.2 (Debian 12): python3 make_npy.py ../resources/npy
"""
import json
import os
import sys
import warnings

import numpy

folder = sys.argv[1]
random = numpy.random.default_rng(1)
expected = []


def labels(dtype, shape):
    """A third background, some small ids, and the largest and smallest of the type."""
    dtype = numpy.dtype(dtype)
    if dtype.kind == "b":
        return random.integers(2, size=shape).astype(dtype)
    if dtype.kind == "f":
        least, most = 0, 2 ** 24 if dtype.itemsize == 4 else 2 ** 53
    else:
        least, most = numpy.iinfo(dtype).min, numpy.iinfo(dtype).max
    ids = [0, 0, 1, 2, 3, 100, least, most, most - 1]
    return numpy.array([ids[i] for i in random.integers(len(ids), size=int(numpy.prod(shape)))],
                       dtype=dtype).reshape(shape)


def write(name, array, version=None):
    path = os.path.join(folder, name)
    with open(path, "wb") as out:
        if version:
            numpy.lib.format.write_array(out, array, version=version)
        else:
            numpy.save(out, array)
    read = numpy.load(path)
    fortran = read.flags.f_contiguous and not read.flags.c_contiguous
    axes = read.squeeze() if read.ndim > 3 else read
    # NB: x is the axis that runs fastest, so that the shape says x, y, z from then on.
    axes = axes if fortran else axes.T
    flat = [int(v) for v in axes.ravel(order="F")]
    kind = "uint8" if read.dtype.kind == "b" else read.dtype.newbyteorder("=").name
    expected.append({
        "file": name,
        "type": kind,
        "size": (list(axes.shape) + [1])[:3],
        "order": "Fortran" if fortran else "C",
        "first": str(flat[0]),
        "last": str(flat[-1]),
        "sum": str(sum(flat) % 2 ** 64),
        "weighted": str(sum((i + 1) * v for i, v in enumerate(flat)) % 2 ** 64),
    })


for kind in ["u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f4", "f8"]:
    for order in "<>":
        array = labels(order + kind, (2, 3, 4))
        write(f"{kind}_{'l' if order == '<' else 'b'}.npy", array)
        write(f"{kind}_{'l' if order == '<' else 'b'}_fortran.npy", numpy.asfortranarray(array))
write("bool.npy", labels("?", (2, 3, 4)))
for version in [(1, 0), (2, 0), (3, 0)]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        write(f"version{version[0]}.npy", labels("u4", (2, 3, 4)), version)
write("flat.npy", labels("u4", (5, 7)))
write("flat_fortran.npy", numpy.asfortranarray(labels("u4", (5, 7))))
write("one_of_4.npy", labels("u4", (1, 2, 3, 4)))
write("one_of_4_fortran.npy", numpy.asfortranarray(labels("u4", (4, 3, 1, 2))))
write("one_of_6.npy", labels("u4", (1, 1, 1, 2, 3, 4)))

with open(os.path.join(folder, "expected.json"), "w") as out:
    out.write("[\n" + ",\n".join(json.dumps(e) for e in expected) + "\n]\n")

# Arrays that are no labels.
for name, array in {
    "half.npy": numpy.zeros((2, 3, 4), "f2"),
    "complex.npy": numpy.zeros((2, 3, 4), "c8"),
    "record.npy": numpy.zeros((2, 3, 4), [("id", "<u4"), ("volume", "<f8")]),
    "strings.npy": numpy.full((2, 3), "label"),
    "dates.npy": numpy.zeros((2, 3), "<M8[s]"),
    "line.npy": numpy.zeros(24, "u4"),
    "series.npy": numpy.zeros((5, 2, 3, 4), "u1"),
    "empty.npy": numpy.zeros((2, 0, 4), "u1"),
}.items():
    numpy.save(os.path.join(folder, name), array)
numpy.save(os.path.join(folder, "objects.npy"), numpy.array([[{}, None]], dtype=object))
numpy.savez(os.path.join(folder, "archive.npz"), labels=numpy.zeros((2, 3, 4), "u1"))
