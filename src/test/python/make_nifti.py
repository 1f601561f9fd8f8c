"""Makes the NIfTI files of NiftiFiles, and expected.json: what nibabel itself reads from them.

Run with nibabel 5.0.0 and numpy 1.24.2 (Debian 12): python3 make_nifti.py ../resources/nifti
"""
import json
import os
import sys
import warnings

import nibabel
import numpy

folder = sys.argv[1]
random = numpy.random.default_rng(1)
expected = []
UNITS = {"meter": "m", "mm": "mm", "micron": "um", "unknown": "pixel"}
VERSIONS = {1: (nibabel.Nifti1Header, nibabel.Nifti1Image, nibabel.Nifti1Pair),
            2: (nibabel.Nifti2Header, nibabel.Nifti2Image, nibabel.Nifti2Pair)}


def labels(dtype, shape):
    """A third background, some small ids, and the largest and smallest of the type."""
    dtype = numpy.dtype(dtype)
    if dtype.kind == "f":
        least, most = 0, 2 ** 24 if dtype.itemsize == 4 else 2 ** 53
    else:
        least, most = numpy.iinfo(dtype).min, numpy.iinfo(dtype).max
    ids = [0, 0, 1, 2, 3, 100, least, most, most - 1]
    return numpy.array([ids[i] for i in random.integers(len(ids), size=int(numpy.prod(shape)))],
                       dtype=dtype).reshape(shape)


def write(name, dtype="uint16", shape=(4, 3, 2), version=1, order="<", pair=False, affine="zooms", zooms=(0.025, 0.5, 3),
          unit="mm", change=None, says=None):
    header = VERSIONS[version][0](endianness=order)
    data = labels(dtype, shape)
    header.set_data_dtype(dtype)
    header.set_xyzt_units(unit)
    matrix = None
    if isinstance(affine, str):
        header.set_data_shape(shape)
        header.set_zooms(tuple(zooms[:len(shape)]) + (1,) * (len(shape) - 3))
    else:
        matrix = numpy.array(affine, dtype=float)
    image = VERSIONS[version][2 if pair else 1](data, matrix, header)
    if change:
        change(image)
    path = os.path.join(folder, name)
    nibabel.save(image, path)
    describe(name, dtype)


def describe(name, dtype):
    image = nibabel.load(os.path.join(folder, name))
    read = numpy.asanyarray(image.dataobj)
    size = (list(read.shape) + [1, 1])[:3]
    flat = [int(v) for v in read.ravel(order="F")]
    expected.append({
        "file": name,
        "type": str(numpy.dtype(dtype)),
        "size": size,
        "voxelSize": [float(v) for v in nibabel.affines.voxel_sizes(image.affine)],
        "unit": UNITS[image.header.get_xyzt_units()[0]],
        "first": str(flat[0]),
        "last": str(flat[-1]),
        "sum": str(sum(flat) % 2 ** 64),
        "weighted": str(sum((i + 1) * v for i, v in enumerate(flat)) % 2 ** 64),
    })


warnings.simplefilter("error")
for kind in ["uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64", "float32", "float64"]:
    for version in (1, 2):
        for order in "<>":
            write(f"{kind}_{version}{'l' if order == '<' else 'b'}.nii", kind, version=version, order=order)

# How it is stored
write("gzip1.nii.gz", "uint32", (17, 13, 11))
write("gzip2.nii.gz", "int64", (17, 13, 11), version=2, order=">")
write("pair1.hdr", "uint32", (5, 4, 3), pair=True)
write("pair2.hdr", "int16", (5, 4, 3), version=2, order=">", pair=True)
write("pairgz.hdr.gz", "uint32", (5, 4, 3), pair=True)


def extend(image):
    image.header.extensions.append(nibabel.nifti1.Nifti1Extension("comment", b"labels of an atlas " * 5))


write("extension.nii", "uint32", change=extend)
write("extension.nii.gz", "uint32", change=extend)

# Axes
write("flat.nii", shape=(7, 5))
write("one_of_4.nii", shape=(4, 3, 2, 1))
write("one_of_7.nii", version=2, shape=(4, 3, 2, 1, 1, 1, 1))

# Voxel sizes: which of the transforms there are is what the names say.
oblique = nibabel.affines.from_matvec(nibabel.eulerangles.euler2mat(0.1, 0.2, 0.3) @ numpy.diag([-25, 25, 50]), [3, 4, 5])
write("sform_oblique.nii", affine=oblique, unit="micron")
write("sform_oblique_2.nii", version=2, affine=oblique, unit="micron")


def only_qform(image):
    image.set_qform(oblique, 1)
    image.set_sform(None, 0)


def disagree(image):
    image.set_sform(numpy.diag([2, 3, 4, 1]), 4)
    image.header["pixdim"][1:4] = [0.5, 0.5, 0.5]


def swapped(image):
    image.set_sform([[0, 0, 4, 0], [2, 0, 0, 0], [0, -3, 0, 0], [0, 0, 0, 1]], 2)


def unset_sform(image):
    image.header["srow_x"] = [9, 0, 0, 0]
    image.header["srow_y"] = [0, 9, 0, 0]
    image.header["srow_z"] = [0, 0, 9, 0]
    image.header["sform_code"] = 0
    image.header["qform_code"] = 0


write("qform.nii", affine=oblique, unit="meter", change=only_qform)
write("disagree.nii", change=disagree)
write("swapped.nii", version=2, change=swapped)
write("pixdim.nii", unit="unknown", change=unset_sform)

with open(os.path.join(folder, "expected.json"), "w") as out:
    out.write("[\n" + ",\n".join(json.dumps(e) for e in expected) + "\n]\n")

# Images that are no labels, for matching a target.
shapes = {"rgb.nii": (numpy.dtype([("R", "u1"), ("G", "u1"), ("B", "u1")]), (4, 3, 2)),
          "complex.nii": (numpy.complex64, (4, 3, 2)), "series.nii.gz": (numpy.float32, (4, 3, 2, 5))}
for name, (dtype, shape) in shapes.items():
    image = nibabel.Nifti1Image(numpy.zeros(shape, dtype), numpy.diag([2, 3, 4, 1]))
    image.header.set_xyzt_units("mm", "sec")
    nibabel.save(image, os.path.join(folder, name))

# Labels whose numbers are scaled.
for name, slope, inter in [("scaled.nii", 0.5, 0), ("shifted.nii", 1, 7)]:
    image = nibabel.Nifti1Image(labels("int16", (4, 3, 2)), numpy.eye(4))
    image.header.set_slope_inter(slope, inter)
    nibabel.save(image, os.path.join(folder, name))
