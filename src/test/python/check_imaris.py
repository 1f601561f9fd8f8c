"""Reads an Imaris file that upscale wrote with other programs' readers, and compares every voxel of every level with the scaling
rule in numpy; also what Imaris readers take from its attributes.

    check_imaris.py SOURCE.npy LABELS.ims FACTORS [EXTENTS]

SOURCE.npy holds the labels in the order x, y, z; FACTORS are those of the levels, as --levels takes them, or none; EXTENTS are
ExtMin and ExtMax, x, y, z, in um, if they are to be compared. Needs numpy, h5py and the HDF5 tools (h5dump, h5stat, h5repack, h5ls);
imaris_ims_file_reader is used if it is there.
"""

import subprocess
import sys
import tempfile
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


def text(node, name):
    value = node.attrs[name]
    check(f"  {name} is characters", value.dtype == "S1" and value.ndim == 1)
    return b"".join(value).decode("ascii")


def wanted(size, factor):
    """The labels of a level that is no coarser than the source: no label of those that lie in a voxel is to be chosen."""
    volume = labels
    for axis in range(3):
        assert factor[axis] == 1 or factor[axis] * labels.shape[axis] <= size[axis], "this script knows no majority"
        volume = np.take(volume, rule(labels.shape[axis], size[axis], factor[axis]), axis=axis)
    return volume


def levels(path, what):
    with h5py.File(path, "r") as file:
        root = file["/"]
        check(what + " ImarisDataSet", text(root, "ImarisDataSet") == "ImarisDataSet")
        check(what + " ImarisVersion", text(root, "ImarisVersion") == "5.5.0")
        info = file["DataSetInfo/Image"]
        size = [int(text(info, axis)) for axis in "XYZ"]
        extents = [text(info, f"Ext{end}{d}") for end in ("Min", "Max") for d in range(3)]
        print(what, size, extents, text(info, "Unit"))
        if len(sys.argv) > 4:
            check(what + " extents", extents == sys.argv[4].split(","))
        check(what + " levels", len(file["DataSet"]) == len(factors))
        for level, factor in enumerate(factors):
            channel = file[f"DataSet/ResolutionLevel {level}/TimePoint 0/Channel 0"]
            data = channel["Data"]
            whole = wanted(size, factor)
            n = whole.shape
            voxels = data[:]
            cut = voxels[: n[2], : n[1], : n[0]].T
            check(f"{what} level {level} {data.shape} chunks {data.chunks} {data.dtype}", np.array_equal(cut, whole))
            check("  padding is 0", int(np.count_nonzero(voxels)) == int(np.count_nonzero(whole)))
            check("  whole chunks", data.chunks is None or all(a % b == 0 for a, b in zip(data.shape, data.chunks)))
            said = [int(text(channel, "ImageSize" + axis)) for axis in "XYZ"]
            check(f"  ImageSize {said}", said == [max(1, a // b) for a, b in zip(size, factor)])
            for suffix in ("", "1024"):
                if "Histogram" + suffix not in channel:
                    check("  no Histogram1024 for 8 bit", suffix and data.dtype == np.uint8)
                    continue
                counts = channel["Histogram" + suffix][:]
                low, high = (float(text(channel, f"Histogram{end}{suffix}")) for end in ("Min", "Max"))
                check(f"  bins{suffix} {low} {high}", counts.dtype == np.uint64 and len(counts) == int(suffix or 256))
                bins = np.floor((whole - low) / ((high - low) / len(counts))).astype(int).clip(0, len(counts) - 1)
                check("  counts", np.array_equal(np.bincount(bins.ravel(), minlength=len(counts)), counts))


levels(image, "h5py")
with tempfile.TemporaryDirectory() as folder:
    for options in ([], ["-f", "GZIP=6"], ["-l", "CONTI"]):
        copy = Path(folder) / "copy.ims"
        subprocess.run(["h5repack", *options, str(image), str(copy)], check=True)
        levels(copy, "h5repack " + " ".join(options))
        check("h5diff", subprocess.run(["h5diff", str(image), str(copy)]).returncode == 0)
        copy.unlink()
    for command in (["h5dump", "-b", "LE", "-o", f"{folder}/d.bin", "-d", "/DataSet/ResolutionLevel 0/TimePoint 0/Channel 0/Data"],
                    ["h5stat"], ["h5ls", "-r", "-v"], ["h5debug"]):
        run = subprocess.run([*command, str(image)], capture_output=True)
        check(command[0], run.returncode == 0)
    with h5py.File(image, "r") as file:
        data = file["DataSet/ResolutionLevel 0/TimePoint 0/Channel 0/Data"]
        dumped = np.fromfile(f"{folder}/d.bin", data.dtype)
        check("h5dump's voxels", np.array_equal(dumped, data[:].ravel()))

try:
    from imaris_ims_file_reader.ims import ims

    for level, factor in enumerate(factors):
        file = ims(str(image), ResolutionLevelLock=level, squeeze_output=True)
        size = file.shape[-1:-4:-1]
        whole = wanted([int(n) for n in ims(str(image)).shape[-1:-4:-1]], factor)[tuple(slice(0, n) for n in size)]
        check(f"imaris_ims_file_reader level {level} {file.shape} {file.resolution}", np.array_equal(np.asarray(file[0, 0, :, :, :]).T.squeeze(), whole.squeeze()))
except ImportError:
    print("imaris_ims_file_reader is not there")
sys.exit(1 if failed else 0)
