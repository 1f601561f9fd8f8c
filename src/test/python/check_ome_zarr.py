"""Reads an OME-Zarr that upscale wrote with other programs' readers, and compares every voxel of every level with an N5
container that the same job wrote, and full resolution with the scaling rule in numpy.

    check_ome_zarr.py SOURCE.npy LABELS.ome.zarr LABELS.n5

SOURCE.npy holds the labels in the order x, y, z. Needs numpy, zarr (2 or 3) and tensorstore; ome-zarr and ome-zarr-models are used
if they are there.
"""

import json
import sys
from pathlib import Path

import numpy as np
import tensorstore as ts
import zarr

source, image, container = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])


def rule(source_size, target_size):
    """The source index of each target index: floor((2d + 1) s / 2t)."""
    return [(2 * d + 1) * source_size // (2 * target_size) for d in range(target_size)]


def spec(driver, path):
    return {"driver": driver, "kvstore": {"driver": "file", "path": str(path)}}


third = (image / "zarr.json").exists()
attributes = json.loads((image / ("zarr.json" if third else ".zattrs")).read_text())
if third:
    attributes = attributes["attributes"]["ome"]
datasets = attributes["multiscales"][0]["datasets"]
labels = np.load(source)
failed = 0
for level, dataset in enumerate(datasets):
    wanted = ts.open(spec("n5", container / f"setup0/timepoint0/s{level}")).result().read().result()
    if level == 0:
        by_rule = labels
        for axis, size in enumerate(wanted.shape):
            by_rule = np.take(by_rule, rule(labels.shape[axis], size), axis=axis)
        failed += not np.array_equal(by_rule, wanted)
    path = image / dataset["path"]
    found = {"tensorstore": ts.open(spec("zarr3" if third else "zarr", path)).result().read().result()}
    if third and int(zarr.__version__.split(".")[0]) < 3:
        print("zarr-python 2 does not read Zarr 3")
    else:
        found["zarr-python " + zarr.__version__] = zarr.open_array(str(path), mode="r")[:]
    try:
        import zarrs  # noqa: F401  registers a pipeline of its own

        with zarr.config.set({"codec_pipeline.path": "zarrs.ZarrsCodecPipeline"}):
            found["zarrs " + zarrs.__version__] = zarr.open_array(str(path), mode="r")[:]
    except (ImportError, AttributeError):
        pass
    for reader, voxels in found.items():
        equal = voxels.dtype == wanted.dtype and np.array_equal(voxels.T, wanted)
        failed += not equal
        print(f"level {level}, {reader}: {voxels.shape} {voxels.dtype} {'equal' if equal else 'DIFFERENT'}")

try:
    from ome_zarr.io import parse_url
    from ome_zarr.reader import Reader

    nodes = list(Reader(parse_url(str(image)))())
    shapes = [level.shape for level in nodes[0].data]
    failed += len(shapes) != len(datasets)
    print("ome-zarr-py:", len(nodes), "node(s), levels", shapes)
except ImportError:
    pass
try:
    import ome_zarr_models

    model = ome_zarr_models.open_ome_zarr(zarr.open_group(str(image), mode="r"))
    print("ome-zarr-models:", type(model).__name__, model.ome_zarr_version)
except ImportError:
    pass
sys.exit(1 if failed else 0)
