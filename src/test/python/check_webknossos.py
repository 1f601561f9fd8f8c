"""Opens an OME-Zarr that upscale wrote with webKnossos' own Python library, by a datasource-properties.json that names its levels, and
compares every voxel of every level with an N5 container that the same job wrote; the N5 container itself likewise.

    check_webknossos.py LABELS.ome.zarr LABELS.n5 FOLDER

FOLDER is made, and takes the datasource-properties.json. Needs webknossos, which brings numpy and tensorstore.
"""

import functools
import json
import sys
from pathlib import Path

import numpy as np
import tensorstore as ts
from webknossos import Dataset

image, container, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve(), Path(sys.argv[3])


@functools.lru_cache(maxsize=2)
def stored(level):
    path = container / f"setup0/timepoint0/s{level}"
    return ts.open({"driver": "n5", "kvstore": {"driver": "file", "path": str(path)}}).result().read().result()


def properties(data_format, levels, axes, full, factor, unit):
    """What webKnossos wants to know: levels by their factors, and which axis of an array is which."""
    mags = [{"mag": mag, "path": str(path), "axisOrder": {axis: i for i, axis in enumerate(axes)}} for path, mag in levels]
    layer = {
        "name": "labels",
        "category": "segmentation",
        "boundingBox": {"topLeft": [0, 0, 0], "width": full.shape[0], "height": full.shape[1], "depth": full.shape[2]},
        "elementClass": str(full.dtype),
        "dataFormat": data_format,
        "largestSegmentId": int(full.max()),
        "numChannels": 1,
        "mags": mags,
    }
    return {"version": 1, "id": {"name": image.stem, "team": ""}, "scale": {"factor": factor, "unit": unit}, "dataLayers": [layer]}


third = (image / "zarr.json").exists()
attributes = json.loads((image / ("zarr.json" if third else ".zattrs")).read_text())
multiscale = (attributes["attributes"]["ome"] if third else attributes)["multiscales"][0]
scales = [dataset["coordinateTransformations"][0]["scale"][::-1] for dataset in multiscale["datasets"]]
mags = [[round(edge / first) for edge, first in zip(scale, scales[0])] for scale in scales]
unit = multiscale["axes"][0].get("unit", "nanometer")
zarr_levels = [(image / dataset["path"], mag) for dataset, mag in zip(multiscale["datasets"], mags)]
n5_levels = [(container / f"setup0/timepoint0/s{level}", mag) for level, mag in enumerate(mags)]
failed = 0
for data_format, levels, axes in (("zarr3" if third else "zarr", zarr_levels, "zyx"), ("n5", n5_levels, "xyz")):
    where = folder / data_format
    where.mkdir(parents=True, exist_ok=True)
    text = json.dumps(properties(data_format, levels, axes, stored(0), scales[0], unit), indent=2)
    (where / "datasource-properties.json").write_text(text)
    layer = Dataset.open(where).get_layer("labels")
    for level, mag in enumerate(mags):
        voxels = layer.get_mag(tuple(mag)).read()
        found = voxels.T if axes == "zyx" else voxels
        wanted = stored(level)
        equal = found.dtype == wanted.dtype and np.array_equal(found, wanted)
        failed += not equal
        print(f"{data_format}, mag {mag}: {voxels.shape} {voxels.dtype} {'equal' if equal else 'DIFFERENT'}")
print("FAILED" if failed else "ok")
sys.exit(1 if failed else 0)
