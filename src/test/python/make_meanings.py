"""Makes golden files of what N5 and Zarr say of size and place: src/test/resources/{n5,zarr}/meanings.zip and meanings.json.

Voxels are written, and read back for the CRC, by zarr-python 3 and tensorstore; attributes are those that the programs named write,
put together by hand after their sources, and the sizes and places worked out by hand beside them. See make_zarr.py for the JSON.
Run from the root of the project, with zarr 3 and tensorstore:  python3 src/test/python/make_meanings.py
"""
import json
import os
import shutil
import tempfile
import zipfile
import zlib

import numpy
import tensorstore
import zarr

expected = {}
VOLUME = numpy.random.default_rng(5).integers(0, 2**32, (4, 6, 8), dtype="u4")


def expect(path, zyx, voxel=(1, 1, 1), unit="pixel", offset=None, notes=()):
    volume = numpy.asarray(zyx)
    expected[path] = {"size": list(volume.shape[::-1]), "type": volume.dtype.name, "voxel": list(voxel), "unit": unit,
                      "crc": zlib.crc32(volume.astype("<u8").tobytes()), "offset": list(offset or []), "notes": list(notes)}


def n5(path, volume=VOLUME, **attributes):
    """Dimensions are those of the volume, turned around: x first."""
    store = tensorstore.open({"driver": "n5", "kvstore": {"driver": "file", "path": path}, "metadata": {
        "dimensions": list(volume.shape[::-1]), "blockSize": [3] * volume.ndim, "dataType": volume.dtype.name,
        "compression": {"type": "gzip"}}}, create=True).result()
    store[...] = volume.T
    edit(path, **attributes)
    return store.read().result().T


def edit(path, **attributes):
    os.makedirs(path, exist_ok=True)
    file = os.path.join(path, "attributes.json")
    both = json.load(open(file)) if os.path.exists(file) else {}
    both.update(attributes)
    json.dump(both, open(file, "w"))


def z2(path, volume=VOLUME, chunks=None, attributes=None, **more):
    array = zarr.create_array(path, shape=volume.shape, chunks=chunks or (3,) * volume.ndim, dtype=volume.dtype, zarr_format=2,
                              overwrite=True, **more)
    array[...] = volume
    if attributes:
        json.dump(attributes, open(path + "/.zattrs", "w"))
    return array[...]


def group(path, attributes, version=2):
    os.makedirs(path, exist_ok=True)
    if version == 3:
        json.dump({"zarr_format": 3, "node_type": "group", "attributes": attributes}, open(path + "/zarr.json", "w"))
    else:
        json.dump({"zarr_format": 2}, open(path + "/.zgroup", "w"))
        json.dump(attributes, open(path + "/.zattrs", "w"))


def make_n5():
    # COSEM: axes z, y, x; the translation of s1 is half a voxel of s0.
    cosem = {"axes": ["z", "y", "x"], "units": ["nm"] * 3}
    expect("cosem/s0", n5("cosem/s0", transform={**cosem, "scale": [3.24, 4, 4.5], "translate": [10, 0, -2.5]}), (4.5, 4, 3.24), "nm",
           (-2.5, 0, 10))
    expect("cosem/s1", n5("cosem/s1", VOLUME[::2, ::2, ::2].copy(), transform={**cosem, "scale": [6.48, 8, 9],
                                                                        "translate": [11.62, 2, -0.25]}), (9, 8, 6.48), "nm", (-0.25, 2, 11.62))
    edit("cosem", multiscales=[{"name": "", "datasets": [
        {"path": f"s{i}", "transform": json.load(open(f"cosem/s{i}/attributes.json"))["transform"]} for i in (0, 1)]}])
    expect("cosem", VOLUME, (4.5, 4, 3.24), "nm", (-2.5, 0, 10))
    # Only the group has the transformation.
    n5("cosemgroup/s0")
    edit("cosemgroup", multiscales=[{"datasets": [{"path": "s0", "transform": {**cosem, "scale": [3, 2, 1], "translate": [0, 0, 0]}}]}])
    expect("cosemgroup", VOLUME, (1, 2, 3), "nm", (0, 0, 0))
    # n5-ij.
    expect("imagej", n5("imagej", pixelWidth=0.1, pixelHeight=0.2, pixelDepth=0.7, pixelUnit="micron", xOrigin=2.0, yOrigin=0.0,
                        zOrigin=3.0, numChannels=1, numSlices=4, numFrames=1, fps=0.0, frameInterval=0.0, ImagePlusType=2),
           (0.1, 0.2, 0.7), "um", (-0.2, 0, -2.1))
    # N5 Viewer: factors in the level, whose first voxel lies between those that it is made of: 0.1 * (3 - 1) / 2.
    expect("viewer/c0/s1", n5("viewer/c0/s1", pixelResolution={"unit": "um", "dimensions": [0.1, 0.2, 0.3]}, downsamplingFactors=[3, 2, 1]),
           (0.3, 0.4, 0.3), "um", (0.1, 0.1, 0))
    # Paintera: offset and resolution x, y, z; of the group.
    n5("paintera/data/s0")
    n5("paintera/data/s1", VOLUME[::2, ::2, ::2].copy(), downsamplingFactors=[2, 2, 2])
    edit("paintera/data", multiScale=True, resolution=[4, 5, 40], offset=[100, 0, 8])
    edit("paintera", painteraData={"type": "label"})
    expect("paintera", VOLUME, (4, 5, 40), "pixel", (100, 0, 8))
    expect("paintera/data/s1", VOLUME[::2, ::2, ::2], (8, 10, 80), "pixel", (102, 2.5, 28))
    # funlib: in the order of numpy; a guess.
    expect("funlib", n5("funlib", voxel_size=[40, 5, 4], offset=[8, 0, 100], units=["nm"] * 3), (4, 5, 40), "nm", (100, 0, 8),
           ["voxel_size"])
    # OME-NGFF in N5 by n5-universe: z, y, x, for dimensions x, y, z.
    n5("ngff/s0")
    n5("ngff/s1", VOLUME[::2, ::2, ::2].copy())
    edit("ngff", multiscales=[{"version": "0.4", "axes": [{"name": n, "type": "space", "unit": u} for n, u in
        (("z", "micrometer"), ("y", "nanometer"), ("x", "nanometer"))], "datasets": [
            {"path": "s0", "coordinateTransformations": [{"type": "scale", "scale": [0.04, 5, 4]},
                                                         {"type": "translation", "translation": [0.001, 2, 3]}]},
            {"path": "s1", "coordinateTransformations": [{"type": "scale", "scale": [0.08, 10, 8]}]}]}])
    expect("ngff", VOLUME, (4, 5, 40), "nm", (3, 2, 1))
    expect("ngff/s1", VOLUME[::2, ::2, ::2], (8, 10, 80), "nm")
    # zarr-python and xarray: names in the order of numpy.
    n5("xarray", VOLUME, _ARRAY_DIMENSIONS=["x", "y", "z"])
    expect("xarray", VOLUME.T.copy())
    n5("names", VOLUME, axis_names=["x", "y", "z"], voxel_size=[4, 5, 40], units=["nm"] * 3)
    expect("names", VOLUME.T.copy(), (4, 5, 40), "nm")
    # n5-universe: an affine transformation with and without a turn.
    expect("affine", n5("affine", spatialTransform={"transform": {"type": "affine", "affine": [2, 0, 0, 7, 0, 3, 0, 8, 0, 0, 4, 9]},
                                                     "unit": "um"}), (2, 3, 4), "um", (7, 8, 9))
    expect("turned", n5("turned", spatialTransform={"transform": {"type": "affine", "affine": [0, 2, 0, 7, 3, 0, 0, 8, 0, 0, 4, 9]},
                                                     "unit": "um"}), notes=["affine"])
    expect("extra", n5("extra", pixelResolution={"unit": "mm", "dimensions": [1, 2, 3]}, affineTransform=[
        0.5, 0, 0, 1, 0, 0.5, 0, 0, 0, 0, 0.5, 0]), (0.5, 1, 1.5), "mm", (1, 0, 0))
    # A unit on two of three axes.
    expect("units", n5("units", resolution=[1, 2, 3], units=["nm", "", "nm"]), notes=["units are not all known"])
    # tensorstore: resolution and units in the order of its dimensions.
    expect("named", n5("named", VOLUME, axes=["z", "y", "x"], resolution=[3, 2, 1], units=["um", "um", "nm"]).T, (1, 2000, 3000), "nm")
    # N5 before version 2.
    n5("old")
    attributes = json.load(open("old/attributes.json"))
    del attributes["compression"]
    json.dump({**attributes, "compressionType": "gzip"}, open("old/attributes.json", "w"))
    expect("old", VOLUME)


def make_zarr():
    space = [{"name": n, "type": "space", "unit": "micrometer"} for n in "zyx"]
    t = lambda kind, *numbers: {"type": kind, kind: list(numbers)}
    # Dataset first, then all: (i * 0.1 + 1) * 3 + 0.5; products that are none in binary.
    group("placed.zarr", {"multiscales": [{"version": "0.4", "axes": space, "datasets": [
        {"path": "0", "coordinateTransformations": [t("scale", 0.1, 0.2, 0.7), t("translation", 1, 0, -0.1)]},
        {"path": "1", "coordinateTransformations": [t("scale", 0.2, 0.4, 1.4), t("translation", 1.05, 0.1, 0.25)]}],
        "coordinateTransformations": [t("scale", 3, 1, 0.1), t("translation", 0.5, 0, 0)]}]})
    z2("placed.zarr/0")
    z2("placed.zarr/1", VOLUME[::2, ::2, ::2].copy())
    expect("placed.zarr", VOLUME, (0.07, 0.2, 0.3), "um", (-0.01, 0, 3.5))
    expect("placed.zarr/1", VOLUME[::2, ::2, ::2], (0.14, 0.4, 0.6), "um", (0.025, 0.1, 3.65))
    # A unit on two of three axes, and none of another kind taken for it.
    group("units.zarr", {"multiscales": [{"version": "0.4", "axes": space[:2] + [{"name": "x", "type": "space"}], "datasets": [
        {"path": "0", "coordinateTransformations": [t("scale", 1, 2, 3)]}]}]})
    z2("units.zarr/0")
    expect("units.zarr", VOLUME, notes=["units are not all known"])
    # Version 0.6: coordinate systems and sequences; a further system is not applied.
    group("systems.zarr", {"ome": {"version": "0.6", "multiscales": [{
        "coordinateSystems": [{"name": "world", "axes": [{"name": n, "type": "space", "unit": "meter"} for n in "xyz"]},
                              {"name": "physical", "axes": space}],
        "datasets": [{"path": "0", "coordinateTransformations": [{"type": "sequence", "input": "0", "output": "physical",
            "transformations": [t("scale", 3, 2, 1), t("translation", 30, 20, 10)]}]}],
        "coordinateTransformations": [{"type": "rotation", "input": "physical", "output": "world", "rotation": [[0, 1, 0], [1, 0, 0], [0, 0, 1]]}]}]}}, 3)
    zarr.create_array("systems.zarr/0", shape=VOLUME.shape, chunks=(3, 3, 3), dtype="u4")[...] = VOLUME
    expect("systems.zarr", VOLUME, (1, 2, 3), "um", (10, 20, 30), ["further coordinate systems"])
    # The five axes of version 0.2 have no names: what has one plane has no channels for planes.
    group("old.zarr", {"multiscales": [{"version": "0.2", "datasets": [{"path": "0"}]}]})
    z2("old.zarr/0", VOLUME[None, None], (1, 1, 2, 3, 4))
    expect("old.zarr", VOLUME)
    # daisy and gunpowder, and funlib with names.
    expect("daisy.zarr/labels", z2("daisy.zarr/labels", attributes={"resolution": [40, 4, 4], "offset": [80, 0, 8]}), (4, 4, 40), "pixel",
           (8, 0, 80), ["z, y, x"])
    expect("daisy.zarr/named", z2("daisy.zarr/named", VOLUME.T.copy(), attributes={
        "voxel_size": [4, 5, 40], "offset": [1, 2, 3], "axis_names": ["x", "y", "z"], "units": ["nm", "nm", "nm"]}).T, (4, 5, 40), "nm", (1, 2, 3))
    # Three numbers for the three of four axes that are of space.
    expect("daisy.zarr/channel", z2("daisy.zarr/channel", VOLUME[None].copy(), attributes={
        "voxel_size": [40, 5, 4], "offset": [3, 2, 1], "axis_names": ["c^", "z", "y", "x"], "units": ["nm"] * 3})[0], (4, 5, 40), "nm", (1, 2, 3))
    # n5-zarr: as in N5, x first, for dimensions z, y, x.
    expect("viewer.zarr/s1", z2("viewer.zarr/s1", attributes={"axes": ["x", "y", "z"], "downsamplingFactors": [2, 1, 1],
        "pixelResolution": {"unit": "um", "dimensions": [1, 2, 3]}}), (2, 2, 3), "um", (0.5, 0, 0))
    expect("cosem.zarr/s0", z2("cosem.zarr/s0", attributes={"transform": {"axes": ["z", "y", "x"], "order": "C", "scale": [3, 2, 1],
        "translate": [6, 5, 4], "units": ["nm"] * 3}}), (1, 2, 3), "nm", (4, 5, 6))
    # xarray.
    expect("xarray.zarr/a", z2("xarray.zarr/a", attributes={"scale_factor": 1.0, "add_offset": 0.0, "_FillValue": 7,
                                                       "_ARRAY_DIMENSIONS": ["z", "y", "x"]}), notes=["_FillValue"])
    # Texts for numbers.
    sparse = zarr.create_array("texts.zarr", shape=(4, 6, 8), chunks=(2, 3, 4), dtype="<u8", zarr_format=2, fill_value=2**63 + 5)
    sparse[:2, :3, :4] = 9
    meta = json.load(open("texts.zarr/.zarray"))
    json.dump({**meta, "zarr_format": "2", "fill_value": str(2**63 + 5)}, open("texts.zarr/.zarray", "w"))
    expect("texts.zarr", numpy.array(sparse[...]))
    # webKnossos: c, x, y, z, turned, padded; the box begins at 3, 2, 1 in voxels of magnification 1.
    for name, folder, mag, corner in (("segmentation", "1", 1, (3, 2, 1)), ("segmentation", "2-2-1", 2, (3, 2, 1)), ("whole", "1", 1, (0, 0, 0))):
        padded = numpy.random.default_rng(mag).integers(1, 2**16, (1, 32, 32, 32), dtype="u2")
        array = zarr.create_array(f"wk/{name}/{folder}", shape=padded.shape, chunks=(1, 8, 8, 8), shards=(1, 16, 16, 16), dtype="u2",
                                  filters=None, dimension_names=("c", "x", "y", "z") if name == "whole" else None)
        array[...] = padded
        low = [corner[0] // mag, corner[1] // mag, corner[2]]
        high = [-(-(corner[0] + 20) // mag), -(-(corner[1] + 15) // mag), corner[2] + 10]
        box = array[...][0, low[0]:high[0], low[1]:high[1], low[2]:high[2]].transpose(2, 1, 0)
        # The first voxel of magnification 2 begins at 2, 2; its centre is half a voxel further.
        offset = {"1": (3 * 11.24, 2 * 11.24, 28), "2-2-1": (2.5 * 11.24, 2.5 * 11.24, 28)}[folder] if name != "whole" else (0, 0, 0)
        expect(f"wk/{name}/{folder}", box, (11.24 * mag, 11.24 * mag, 28), "nm", [round(n, 4) for n in offset])
    json.dump({"id": {"name": "wk", "team": ""}, "scale": {"factor": [11.24, 11.24, 28.0], "unit": "nanometer"}, "dataLayers": [
        {"name": n, "category": "segmentation", "boundingBox": {"topLeft": list(c), "width": 20, "height": 15, "depth": 10},
         "elementClass": "uint16", "dataFormat": "zarr3", "mags": [{"mag": [1, 1, 1], "path": f"./{n}/1"},
                                                                   {"mag": [2, 2, 1], "path": f"./{n}/2-2-1"}]}
        for n, c in (("segmentation", (3, 2, 1)), ("whole", (0, 0, 0)))]}, open("wk/datasource-properties.json", "w"))
    # In zip files: stored by zarr-python, packed with everything below one folder, and shards.
    store = zarr.storage.ZipStore("stored.zarr.zip", mode="w")
    zarr.create_array(store, shape=VOLUME.shape, chunks=(3, 3, 3), dtype="u4", zarr_format=2)[...] = VOLUME
    store.close()
    expect("stored.zarr.zip", VOLUME)
    for name, top, compression in (("top.zip", "placed.zarr/", zipfile.ZIP_DEFLATED), ("image.ozx", "", zipfile.ZIP_STORED)):
        with zipfile.ZipFile(name, "w", compression) as out:
            for folder, folders, files in sorted(os.walk("placed.zarr")):
                for file in sorted(files):
                    path = os.path.join(folder, file)
                    out.write(path, top + os.path.relpath(path, "placed.zarr"))
        expected[name] = dict(expected["placed.zarr"])
        expected[name + "/1"] = dict(expected["placed.zarr/1"])
    with zipfile.ZipFile("wk.zip", "w", zipfile.ZIP_STORED) as out:
        for file in ("zarr.json", *(os.path.relpath(os.path.join(f, n), "wk/whole/1") for f, d, names in os.walk("wk/whole/1/c") for n in names)):
            out.write("wk/whole/1/" + file, file)
    whole = numpy.asarray(zarr.open_array("wk/whole/1", mode="r")[0]).transpose(2, 1, 0)
    expect("wk.zip", whole)


def pack(target, make):
    expected.clear()
    start = os.getcwd()
    with tempfile.TemporaryDirectory() as work:
        os.chdir(work)
        make()
        with zipfile.ZipFile(os.path.join(start, target + ".zip"), "w") as out:
            for folder, folders, files in sorted(os.walk(".")):
                for file in sorted(files):
                    path = os.path.join(folder, file)[2:]
                    out.writestr(zipfile.ZipInfo(path), open(path, "rb").read(), zipfile.ZIP_DEFLATED)
        os.chdir(start)
    with open(target + ".json", "w") as out:
        out.write("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in expected.items()) + "\n}\n")
    print(len(expected), "paths", target, zarr.__version__)


pack("src/test/resources/n5/meanings", make_n5)
pack("src/test/resources/zarr/meanings", make_zarr)
