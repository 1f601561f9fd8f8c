"""Reads a BigDataViewer HDF5 file that upscale wrote with other programs' readers, and compares every voxel of every level with the
scaling rule in numpy; also what BigDataViewer takes from its groups and from the XML file beside it.

    check_bdv_hdf5.py SOURCE.npy LABELS.h5 FACTORS [VOXEL_SIZE]

SOURCE.npy holds the labels in the order x, y, z; FACTORS are those of the levels, as --levels takes them, or none; VOXEL_SIZE is that
of full resolution, x,y,z,unit, if it is to be compared. Needs numpy, h5py and the HDF5 tools (h5dump, h5stat, h5repack, h5ls,
h5debug); pybdv is used if it is there.
"""

import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import h5py
import numpy as np

labels, image = np.load(sys.argv[1]), Path(sys.argv[2])
factors = [(1, 1, 1)] + [tuple(map(int, level.split(","))) for level in sys.argv[3].split(";") if level != "none"]
failed = 0


def rule(source_size, target_size, factor):
    """The source index of each index of a level: floor(min((2i + 1) f, 2t - 1) s / 2t)."""
    n = -(-target_size // factor)
    return [min((2 * i + 1) * factor, 2 * target_size - 1) * source_size // (2 * target_size) for i in range(n)]


def check(what, good):
    global failed
    failed += not good
    print(what, "ok" if good else "WRONG")


def wanted(size, factor):
    """The labels of a level that is no coarser than the source: no label of those that lie in a voxel is to be chosen."""
    volume = labels
    for axis in range(3):
        assert factor[axis] == 1 or factor[axis] * labels.shape[axis] <= size[axis], "this script knows no majority"
        volume = np.take(volume, rule(labels.shape[axis], size[axis], factor[axis]), axis=axis)
    return volume


def levels(path, what):
    """The layout that bdv.img.hdf5.Util names."""
    with h5py.File(path, "r") as file:
        setup = file["s00"]
        said = setup.attrs["dataType"]
        check(f"{what} dataType {said}", (said.decode() if isinstance(said, bytes) else said) == str(labels.dtype))
        resolutions, subdivisions = setup["resolutions"], setup["subdivisions"]
        check("  resolutions", resolutions.dtype == "<f8" and np.array_equal(resolutions[:], factors))
        check("  levels", len(file["t00000/s00"]) == len(factors))
        for level, factor in enumerate(factors):
            cells = file[f"t00000/s00/{level}/cells"]
            whole = wanted(size, factor)
            check(f"{what} level {level} {cells.shape} chunks {cells.chunks} {cells.dtype}", cells.dtype == labels.dtype and
                  np.array_equal(cells[:].T, whole))
            check("  subdivisions", subdivisions.dtype == "<i4" and (cells.chunks is None or
                  tuple(subdivisions[level][::-1]) == cells.chunks))


xml = ElementTree.parse(image.with_suffix(".xml")).getroot()
loader = xml.find("SequenceDescription/ImageLoader")
check("XML's loader", loader.get("format") == "bdv.hdf5" and loader.find("hdf5").text == image.name and
      loader.find("hdf5").get("type") == "relative")
setup = xml.find("SequenceDescription/ViewSetups/ViewSetup")
size = [int(n) for n in setup.find("size").text.split()]
voxel_size = [*setup.find("voxelSize/size").text.split(), setup.find("voxelSize/unit").text]
affine = [float(n) for n in xml.find("ViewRegistrations/ViewRegistration/ViewTransform/affine").text.split()]
print(size, voxel_size)
check("XML's affine", [affine[0], affine[5], affine[10]] == [float(n) for n in voxel_size[:3]])
if len(sys.argv) > 4:
    check("voxel size", voxel_size == sys.argv[4].split(","))

levels(image, "h5py")
with tempfile.TemporaryDirectory() as folder:
    for options in ([], ["-f", "GZIP=6"], ["-l", "CONTI"]):
        copy = Path(folder) / "copy.h5"
        subprocess.run(["h5repack", *options, str(image), str(copy)], check=True)
        levels(copy, "h5repack " + " ".join(options))
        check("h5diff", subprocess.run(["h5diff", str(image), str(copy)]).returncode == 0)
        copy.unlink()
    for command in (["h5stat"], ["h5ls", "-r", "-v"], ["h5debug"]):
        check(command[0], subprocess.run([*command, str(image)], capture_output=True).returncode == 0)
    for level, factor in enumerate(factors):
        dump = ["h5dump", "-b", "LE", "-o", f"{folder}/d.bin", "-d", f"/t00000/s00/{level}/cells", str(image)]
        check("h5dump", subprocess.run(dump, capture_output=True).returncode == 0)
        check("  its voxels", np.array_equal(np.fromfile(f"{folder}/d.bin", labels.dtype), wanted(size, factor).T.ravel()))

try:
    from pybdv.metadata import get_resolution
    from pybdv.util import get_key, get_number_of_scales, get_scale_factors

    check("pybdv voxel size", [float(n) for n in get_resolution(image.with_suffix(".xml"), 0)] == [float(n) for n in
          voxel_size[2::-1]])
    check("pybdv scales", get_number_of_scales(str(image), 0, 0) == len(factors) and np.array_equal(get_scale_factors(str(image), 0),
          [factor[::-1] for factor in factors]))
    with h5py.File(image, "r") as file:
        check("pybdv key", file[get_key(True, 0, 0, 0)].shape == tuple(size[::-1]))
except ImportError:
    print("pybdv is not there")
sys.exit(1 if failed else 0)
