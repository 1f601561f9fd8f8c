"""Cells to regions as people do it with numpy and pandas: the points in memory, the labels an array that is indexed.

cells_numpy.py memmap UPSCALED.raw X,Y,Z POINTS ONTOLOGY OUT   indexes an upscaled volume (uint32, x fastest)
cells_numpy.py small ANNOTATION.nrrd X,Y,Z POINTS ONTOLOGY OUT  indexes the annotation itself, by the scaling rule
"""
import sys
import time

import numpy
import pandas

sys.path.insert(0, __file__.rsplit("/", 2)[0])
import volume  # noqa: E402 (beside the folder of this program)

way, labels, size, points, ontology, out = sys.argv[1:]
size = numpy.array([int(n) for n in size.split(",")])
cells = pandas.DataFrame(numpy.load(points), columns=["x", "y", "z"]) if points.endswith(".npy") else pandas.read_csv(points)
start = time.perf_counter()
xyz = cells[["x", "y", "z"]].to_numpy()
inside = ((xyz >= 0) & (xyz < size)).all(axis=1)
voxel = xyz[inside].astype(numpy.int64)
if way == "memmap":
    array = numpy.memmap(labels, "<u4", "r", shape=tuple(size[::-1]))
else:
    array = volume.read(labels)
    voxel = (2 * voxel + 1) * numpy.array(array.shape[::-1]) // (2 * size)
cells["region_id"] = pandas.array([pandas.NA] * len(cells), "Int64")
cells.loc[inside, "region_id"] = array[voxel[:, 2], voxel[:, 1], voxel[:, 0]].astype(numpy.int64)
print(f"lookup {time.perf_counter() - start:.2f} s", file=sys.stderr)
names = pandas.read_csv(ontology).set_index("id")
cells["region_acronym"] = cells["region_id"].map(names["acronym"])
cells["region_name"] = cells["region_id"].map(names["name"])
cells["inside"] = inside
cells.to_csv(out, index=False)
cells["region_id"].value_counts(dropna=False).to_csv(out + ".counts.csv")
