"""Reads what cellpoints wrote for other programs, with the programs' own readers where they are to be had, and compares every cell
with the list and the labels in numpy.

    check_cell_points.py LABELS.npy LIST.csv EDGES OFFSET STEM

LABELS.npy holds the labels in the order x, y, z. LIST.csv has columns x, y, z in voxels of the labels. EDGES and OFFSET are three
numbers x,y,z in um. STEM is what all results begin with: STEM.napari.csv, STEM.arivis.csv, STEM.geojson, STEM.zip, STEM.precomputed,
STEM.ims; those that are not there are left out. QuPath, ImageJ and Imaris need STEM.arivis.csv for the names of regions. Needs numpy;
napari, neuroglancer with tensorstore, roifile, and h5py, for their formats.
"""

import csv
import json
import sys
from pathlib import Path

import numpy as np

results = [stem for stem in (".napari.csv", ".arivis.csv", ".geojson", ".zip", ".precomputed", ".ims") if Path(sys.argv[5] + stem).exists()]
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

names, colors = {}, {}
path = Path(stem + ".arivis.csv")
if path.exists():
    for r in rows:
        names[r["Region"] or r["Region name"] or r["Region id"]] = int(r["Region id"])
        colors[int(r["Region id"])] = r["Color"]

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

path = Path(stem + ".ims")
if path.exists():
    import xml.etree.ElementTree as Tree

    import h5py

    with h5py.File(path, "r") as file:
        image = file["DataSetInfo/Image"].attrs
        low, high = ([float(b"".join(image[f"Ext{end}{d}"])) for d in range(3)] for end in ("Min", "Max"))
        assert b"".join(image["Unit"]) == b"um"
        old, new = file["Scene/Content"], file["Scene8/Content"]
        xml = [Tree.fromstring(bytes(file[scene + "/Data"][0].astype(np.uint8))) for scene in ("Scene", "Scene8")]
        viewers = [x.findall("bpSurfaceApplication/bpComponentGroup/bpSurfaceComponent/bpPointsViewer") for x in xml]
        assert len(old) == len(new) == old.attrs["NumberOfPoints"] == new.attrs["NumberOfPoints"] == len(viewers[0]) == len(viewers[1])
        size = (np.array(high) - low) / labels.shape
        n, radii = 0, set()
        for i in range(len(new)):
            a, b = old[f"Points{i}"], new[f"Points{i}"]
            region = names[b.attrs["Name"][0].decode()]
            mine = np.flatnonzero(inside & (ids == region)) if region == 0 else np.flatnonzero(ids == region)
            spot, coordinates = b["Spot"][:], a["CoordsXYZR"][:]
            assert spot.dtype.names == ("ID", "PositionX", "PositionY", "PositionZ", "Radius")
            where = np.column_stack([spot["Position" + axis] for axis in "XYZ"])
            assert np.array_equal(coordinates[:, :3], where) and np.array_equal(coordinates[:, 3], spot["Radius"])
            assert len(where) == len(mine), (region, len(where), len(mine))
            found = (where.astype(float) - low) / size
            assert np.abs(found - cells[mine]).max() < 1e-3, region
            assert np.array_equal(np.floor(found), voxels[mine]), region
            radii |= set(spot["Radius"].tolist())
            assert np.array_equal(spot["ID"], np.arange(len(mine))) and np.array_equal(b["SpotTimeOffset"][0].item(), (0, 0, len(mine)))
            assert np.array_equal(a["Time"], np.zeros((len(mine), 1)))
            for suffix in ("", "_Focus"):
                track = b["TrackSegment0" + suffix][:]
                assert all(np.array_equal(track[field], spot["ID"]) for field in ("ID", "FirstObjectId", "Position"))
            assert a.attrs["Id"] == b.attrs["Id"] and a.attrs["Unit"][0] == b.attrs["Unit"][0] == b"um"
            rgb = [int(colors[region][c:c + 2], 16) / 255 for c in (0, 2, 4)] if colors[region] else [0.8] * 3
            for viewer in (viewers[0][i], viewers[1][i]):
                assert int(viewer.find("bpPointsId").get("Value")) == a.attrs["Id"]
                assert viewer.find("bpSurfaceComponent/name").text == b.attrs["Name"][0].decode()
                shown = viewer.find("bpSurfaceComponent/material/diffuseColor").text
                assert np.allclose([float(part) for part in shown.strip("()").split(",")], rgb, atol=6e-4), (region, shown)
            shown = Tree.fromstring(a.attrs["Material"][0]).get("mDiffusion")
            assert np.allclose([float(part) for part in shown.split()], rgb, atol=1e-6)
            n += len(mine)
        assert n == len(numbers)
        print("Imaris", n, "cells in", len(new), "objects, all equal; radius", radii)
