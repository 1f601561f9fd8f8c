"""Reads a precomputed volume of Neuroglancer that upscale wrote with cloud-volume and tensorstore, and compares every voxel of every
level with an N5 container that the same job wrote, and full resolution with the scaling rule in numpy; also the names of segments.

    check_precomputed.py SOURCE.npy LABELS.precomputed LABELS.n5

SOURCE.npy holds the labels in the order x, y, z. Needs numpy, tensorstore and cloud-volume.
"""

import json
import sys
from pathlib import Path

import cloudvolume
import numpy as np
import tensorstore as ts

source, volume, container = sys.argv[1], Path(sys.argv[2]).resolve(), Path(sys.argv[3])


def rule(source_size, target_size):
    """The source index of each target index: floor((2d + 1) s / 2t)."""
    return [(2 * d + 1) * source_size // (2 * target_size) for d in range(target_size)]


def spec(driver, path, **more):
    return {"driver": driver, "kvstore": {"driver": "file", "path": str(path)}, **more}


info = json.loads((volume / "info").read_text())
assert "labelUpscaler" in info  # what readers have to overlook
labels = np.load(source)
failed = 0
for level, scale in enumerate(info["scales"]):
    wanted = ts.open(spec("n5", container / f"setup0/timepoint0/s{level}")).result().read().result()
    if level == 0:
        by_rule = labels
        for axis, size in enumerate(wanted.shape):
            by_rule = np.take(by_rule, rule(labels.shape[axis], size), axis=axis)
        failed += not np.array_equal(by_rule, wanted)
    found = {}
    try:
        opened = ts.open(spec("neuroglancer_precomputed", f"{volume}/", scale_index=level)).result()
        failed += list(opened.domain.origin)[:3] != scale["voxel_offset"]
        found["tensorstore"] = opened.read().result()[..., 0]
    except ValueError as error:
        failed += 1
        print(f"level {level}, tensorstore: {str(error)[:300]}")
    reader = cloudvolume.CloudVolume(f"precomputed://file://{volume}", mip=level, fill_missing=True, bounded=True, progress=False)
    failed += list(reader.resolution) != scale["resolution"] and not np.allclose(reader.resolution, scale["resolution"])
    found["cloud-volume " + cloudvolume.__version__] = np.asarray(reader[:, :, :])[..., 0]
    for name, voxels in found.items():
        equal = voxels.dtype == wanted.dtype and np.array_equal(voxels, wanted)
        failed += not equal
        print(f"level {level}, {scale['encoding']}, {name}: {voxels.shape} {voxels.dtype} {'equal' if equal else 'DIFFERENT'}")

properties = json.loads((volume / info["segment_properties"] / "info").read_text())["inline"]
ids = [str(int(label) % 2**64) for label in np.unique(labels) if label != 0]
if len(ids) <= 200_000:  # else only those with names
    failed += sorted(properties["ids"]) != sorted(ids)
failed += any(len(property["values"]) != len(properties["ids"]) for property in properties["properties"])
print(len(ids), "segments,", {p["id"]: p["values"][:3] for p in properties["properties"]})
sys.exit(1 if failed else 0)
