"""Reads what cellpoints wrote for other programs, with the programs' own readers where they are to be had, and compares every cell
with the list and the labels in numpy.

    check_cell_points.py LABELS.npy LIST.csv EDGES OFFSET STEM

LABELS.npy holds the labels in the order x, y, z. LIST.csv has columns x, y, z in voxels of the labels. EDGES and OFFSET are three
numbers x,y,z in um. STEM is what all results begin with: STEM.napari.csv, STEM.arivis.csv, STEM.geojson, STEM.zip, STEM.precomputed;
those that are not there are left out. Needs numpy; napari, neuroglancer with tensorstore, and roifile, for their formats.
"""

import csv
import json
import sys
from pathlib import Path

import numpy as np

results = [stem for stem in (".napari.csv", ".arivis.csv", ".geojson", ".zip", ".precomputed") if Path(sys.argv[5] + stem).exists()]
assert results, "nothing to check"
labels = np.load(sys.argv[1], mmap_mode="r")
cells = np.loadtxt(sys.argv[2], delimiter=",", skiprows=1)
edges = np.array([float(e) for e in sys.argv[3].split(",")])
offset = np.array([float(o) for o in sys.argv[4].split(",")])
stem = sys.argv[5]
voxels = np.floor(cells).astype(int)
inside = np.all((voxels >= 0) & (voxels < labels.shape), axis=1)
ids = np.zeros(len(cells), dtype=np.int64)
ids[inside] = labels[tuple(voxels[inside].T)]
numbers = np.flatnonzero(inside) + 1
MILLIONTH = 2e-6


def check(title, found_numbers, found_voxels, found_ids, close=MILLIONTH):
    """Cells by their number, where they lie in voxels from the corner of the first, and the region they are in."""
    order = np.argsort(found_numbers, kind="stable")
    assert np.array_equal(np.asarray(found_numbers)[order], numbers), title + ": not the same cells"
    where = np.asarray(found_voxels)[order]
    assert np.abs(where - cells[inside]).max() < close, title + ": not the same places"
    assert np.array_equal(np.floor(where), voxels[inside]), title + ": not the same voxels"
    assert np.array_equal(np.asarray(found_ids)[order], ids[inside]), title + ": not the same regions"
    print(title, len(where), "cells, all equal")


def as_sets(title, found, close):
    """Cells without numbers: equal as multisets of region, voxel and rounded place."""
    mine = sorted((int(i), *(int(v) for v in voxel)) for i, voxel in zip(ids[inside], voxels[inside]))
    theirs = sorted((int(i), *(int(np.floor(c)) for c in place[:2]), int(plane)) for i, place, plane in found)
    assert mine == theirs, title + ": not the same voxels"
    order = np.lexsort(np.column_stack([voxels[inside], ids[inside]]).T[::-1])
    mine = cells[inside][order][:, :2]
    place = np.array([p[:2] for _, p, _ in found])
    key = np.array([(int(np.floor(p[0])), int(np.floor(p[1])), int(plane), int(i)) for i, p, plane in found])
    theirs = place[np.lexsort(key.T[::-1])]
    assert np.abs(mine.sum(axis=0) - theirs.sum(axis=0)).max() < close * len(mine), title + ": not the same places"
    print(title, len(found), "cells, all equal")


path = Path(stem + ".napari.csv")
if path.exists():
    from napari_builtins.io import csv_to_layer_data

    data, meta, kind = csv_to_layer_data(str(path))
    assert kind == "points"
    where = (data[:, ::-1] - offset) / edges + 0.5
    where = np.where(np.abs(where - np.rint(where)) < 1e-9, np.rint(where), where)  # numpy rounds, too
    check("napari", meta["properties"]["cell"], where, meta["properties"]["region_id"])

path = Path(stem + ".arivis.csv")
if path.exists():
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    where = np.array([[float(r[a + " (um)"]) for a in "XYZ"] for r in rows]) / edges
    where = np.where(np.abs(where - np.rint(where)) < 1e-9, np.rint(where), where)
    check("arivis", [int(r["Id"]) for r in rows], where, [int(r["Region id"]) for r in rows])

names = {}
path = Path(stem + ".arivis.csv")
if path.exists():
    for r in rows:
        names[r["Region"] or r["Region name"] or r["Region id"]] = int(r["Region id"])

path = Path(stem + ".geojson")
if path.exists():
    found = []
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        assert feature["geometry"]["type"] == "MultiPoint"
        kind = feature["properties"]["classification"]
        kind = kind if isinstance(kind, str) else kind["name"]
        plane = feature["geometry"]["plane"]["z"]
        found += [(names[kind], place, plane) for place in feature["geometry"]["coordinates"]]
    as_sets("QuPath", found, MILLIONTH)

path = Path(stem + ".zip")
if path.exists():
    import roifile

    found = []
    for roi in roifile.roiread(str(path)):
        slices = roi.counter_positions
        name = roi.name if roi.name in names else roi.name.rpartition("-")[0]
        found += [(names[name], place, int(s) - 1) for place, s in zip(roi.subpixel_coordinates, slices)]
    as_sets("ImageJ", found, 1e-3)

path = Path(stem + ".precomputed").resolve()
if path.exists():
    from neuroglancer.read_precomputed_annotations import AnnotationReader

    reader = AnnotationReader("file://" + str(path))
    origin = np.array(reader.lower_bound)
    assert np.allclose(origin, offset / edges)
    assert np.array_equal(np.array(reader.upper_bound) - origin, labels.shape)
    assert np.allclose([reader.coordinate_space[i].scale for i in range(3)], edges * 1e-6)
    has_id = reader.properties[0].id == "region"
    sample = np.random.default_rng(1).choice(numbers, min(2000, len(numbers)), replace=False)
    for number in sample:
        cell = reader.by_id[int(number)]
        assert np.array_equal(np.floor(cell.point - origin), voxels[number - 1]), number
        assert list(cell.segments[0]) == [i for i in [ids[number - 1]] if i != 0], number
        assert not has_id or cell.props[0] == ids[number - 1], number
    print("Neuroglancer by number", len(sample), "of", len(numbers))
    n = 0
    for region in np.unique(ids[inside]):
        if region == 0:
            assert 0 not in reader.relationships["region"]
            continue
        found = reader.relationships["region"][int(region)]
        assert sorted(int(f.id) for f in found) == list(np.flatnonzero(inside & (ids == region)) + 1), region
        n += len(found)
    print("Neuroglancer by region", n)
    found = []
    for level, index in enumerate(reader.spatial):
        grid = index.metadata["grid_shape"]
        chunk = np.array(index.metadata["chunk_size"])
        assert np.allclose(chunk * grid, labels.shape)
        most = 0
        for at in np.ndindex(*grid):
            if at in index:
                here = index[at]
                most = max(most, len(here))
                assert all(np.all(f.point - origin >= np.array(at) * chunk - 1e-3) and np.all(f.point - origin <= (np.array(at) + 1) *
                                                                                                 chunk + 1e-3) for f in here)
                found += here
        assert most == index.metadata["limit"], (most, index.metadata["limit"])
    check("Neuroglancer by place", [int(f.id) for f in found], np.array([f.point for f in found]) - origin, [
        int(f.props[0]) for f in found] if has_id else ids[np.array([int(f.id) for f in found]) - 1], 1e-3)
