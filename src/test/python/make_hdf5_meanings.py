"""Makes HDF5 files that say what their numbers and axes mean, and a table of what is in them as independent readers say.

Written with h5py 3.16.0 (HDF5 2.0.0), hdf5plugin 7.1.0, netCDF4 1.7.5.1, SimpleITK and nibabel 5.4.2:

    python src/test/python/make_hdf5_meanings.py src/test/resources/hdf5

meanings.zip has the files. The MINC files have the layout that libminc writes, made by this script; what is in them is said by
nibabel, which must find whole numbers. MATLAB's, CREMI's and ilastik's files have their attributes, written by this script; the image of
ITK is written by SimpleITK, the netCDF files by netCDF4.

Each line of meanings.csv: path in the archive | type | size x,y,z | voxel size and unit, or "unknown" | CRC-32 of all labels as int64,
little-endian, x fastest | how many notes.
"""
import sys
import tempfile
import zipfile
import zlib
from pathlib import Path

import h5py
import hdf5plugin
import netCDF4
import nibabel
import numpy as np
import SimpleITK

target = Path(sys.argv[1])
temporary = tempfile.TemporaryDirectory()
folder = Path(temporary.name)
rng = np.random.default_rng(11)
lines = []


def expect(path, data, dtype=None, voxel="unknown", notes=0):
    """data: z, y, x, or y, x."""
    data = np.asarray(data)
    data = data.reshape((1,) * (3 - data.ndim) + data.shape)
    crc = zlib.crc32(np.ascontiguousarray(data).astype("<i8").tobytes())
    size = ",".join(str(n) for n in data.shape[::-1])
    lines.append(f"{path}|{dtype or data.dtype.name}|{size}|{voxel}|{crc}|{notes}")


def ids(shape, dtype, low, high):
    return rng.integers(low, high + 1, shape).astype(dtype)


def minc(name, stored, low, high, valid=None, order="zspace,yspace,xspace", steps=(0.1, -0.5, 2), units="mm", starts=True,
    signtype=None, without=(), scale_order=None, lossless=True, dtype=None, voxel="0.1,0.5,2.0,mm", notes=0, checked=True, **options):
    """low and high: image-min and image-max, numbers or arrays along the slowest axes."""
    path = folder / name
    with h5py.File(path, "w") as file:
        root = file.create_group("minc-2.0")
        root.create_group("info")
        group = root.create_group("image/0")
        image = group.create_dataset("image", data=stored, **options)
        for key, value in (("varid", "MINC standard variable"), ("vartype", "group________"), ("complete", "true_")):
            image.attrs[key] = np.bytes_(value)
        image.attrs["dimorder"] = np.bytes_(order)
        if stored.dtype.kind in "iu":
            image.attrs["signtype"] = np.bytes_(signtype or ("unsigned" if stored.dtype.kind == "u" else "signed__"))
        if valid is not None:
            image.attrs["valid_range"] = np.array(valid, "f8")
        for key, value in (("image-min", low), ("image-max", high)):
            if key in without:
                continue
            value = np.asarray(value, "f8")
            more = dict(chunks=(2,) * value.ndim, compression="gzip") if lossless and value.ndim and value.size > 5 else {}
            scale = group.create_dataset(key, data=value, **more)
            if value.ndim:
                scale.attrs["dimorder"] = np.bytes_(scale_order or ",".join(order.split(",")[:value.ndim]))
        for axis, step in zip("xyz", steps):
            if axis + "space" not in order:
                continue
            dimension = root.create_dataset(f"dimensions/{axis}space", data=np.int32(0))
            dimension.attrs["length"] = np.int32(stored.shape[order.split(",").index(axis + "space")])
            dimension.attrs["spacing"] = np.bytes_("regular__")
            dimension.attrs["step"] = float(step)
            dimension.attrs["start"] = 3.5
            dimension.attrs["direction_cosines"] = np.eye(3)["xyz".index(axis)]
            if units:
                dimension.attrs["units"] = np.bytes_(units)
        for other in order.split(","):
            if other[1:] != "space":
                root.create_dataset(f"dimensions/{other}", data=np.int32(0)).attrs["spacing"] = np.bytes_("regular__")
    if not checked:
        return
    data = np.asarray(nibabel.load(path).dataobj)
    whole = np.rint(data)
    assert np.abs(data - whole).max() < 1e-6, (name, np.abs(data - whole).max())
    axes = [order.split(",").index(axis) for axis in ("zspace", "yspace", "xspace") if axis in order]
    whole = whole.transpose(axes)
    expect(name, whole.astype("i8"), dtype, voxel, notes)
    expect(f"{name}/minc-2.0/image/0/image", whole.astype("i8"), dtype, voxel, notes)


def minc_files():
    shape = (6, 5, 7)
    few = ids(shape, "u1", 0, 5)
    minc("ids.mnc", few * 51, 0, 5, (0, 255), dtype="uint8")
    minc("default.mnc", few * 51, 0, 5, dtype="uint8")
    minc("same.mnc", few, 0, 255, dtype="uint8")
    minc("exact.mnc", few, 0, 5, (0, 5), dtype="uint8", chunks=(2, 5, 3), compression="gzip")
    tops = np.array([5, 3, 1, 17, 0, 15])
    numbers = np.stack([ids(shape[1:], "i8", 0, top) for top in tops])
    each = np.stack([n * (255 // top) if top else n for n, top in zip(numbers, tops)]).astype("u1")
    minc("slices.mnc", each, np.zeros(6), tops, (0, 255), dtype="uint8", chunks=(1, 5, 7), compression="gzip")
    minc("few.mnc", each[:4], np.zeros(4), tops[:4], (0, 255), dtype="uint8")
    rows = rng.choice([1, 3, 5, 15, 17, 51, 85, 255], (6, 5))
    numbers = (rng.random(shape) * (rows[..., None] + 1)).astype("i8")
    minc("rows.mnc", (numbers * (255 // rows)[..., None]).astype("u1"), np.zeros((6, 5)), rows, dtype="uint8")
    minc("coronal.mnc", each, np.zeros(6), tops, (0, 255), order="yspace,xspace,zspace", dtype="uint8")
    minc("sagittal.mnc", each, np.zeros(6), tops, (0, 255), order="xspace,zspace,yspace", dtype="uint8", chunks=(2, 3, 4))
    minc("shorts.mnc", ids(shape, "<i2", -32768, 32767), 0, 65535, (-32768, 32767), dtype="uint16")
    minc("negative.mnc", ids(shape, "u1", 0, 255), -4, 251, (0, 255), dtype="int16")
    minc("large.mnc", ids(shape, "<i4", 0, 1000) * 1000, 0, 100000, (0, 1000000), dtype="uint32")
    minc("float.mnc", few.astype("<f4"), 0, 1, dtype="uint32", chunks=(2, 5, 3))
    minc("flat.mnc", (few * 51)[0], 0, 5, order="yspace,xspace", checked=False)
    # NB: nibabel does not read planes.
    expect("flat.mnc", few[0], "uint8", "0.1,0.5,0.1,mm")
    minc("unitless.mnc", few, 0, 255, units="", voxel="0.1,0.5,2.0,pixel", dtype="uint8")
    minc("time.mnc", few[None] * 51, 0, 5, order="time,zspace,yspace,xspace", dtype="uint8", checked=False)
    expect("time.mnc", few, "uint8", "0.1,0.5,2.0,mm")
    # These are refused.
    minc("noscale.mnc", few, 0, 5, without=("image-max",), checked=False)
    minc("sign.mnc", few, 0, 255, signtype="signed__", checked=False)
    minc("wrongscale.mnc", few, np.zeros(5), np.ones(5), checked=False)
    minc("otheraxis.mnc", each, np.zeros(6), tops, scale_order="xspace", checked=False)
    minc("times.mnc", np.stack([few, few]), 0, 255, order="time,zspace,yspace,xspace", checked=False)
    minc("order.mnc", few, 0, 255, order="a,b,c", checked=False)
    minc("range.mnc", few, 0, 5, (3, 3), checked=False)
    minc("huge.mnc", few * 51, 0, 5e300, (0, 255), checked=False)
    minc("nan.mnc", few * 51, 0, float("nan"), (0, 255), checked=False)
    with h5py.File(folder / "ids.mnc", "a") as file:
        file["alias"] = file["minc-2.0/image/0/image"]
    expect("ids.mnc/alias", few, "uint8", "0.1,0.5,2.0,mm")


def filters():
    with h5py.File(folder / "filters.h5", "w") as file:
        def add(name, data, **options):
            file.create_dataset(name, data=data, chunks=options.pop("chunks", (3, 4, 5)), **options)
            expect("filters.h5/" + name, file[name][...])
        for kind in ("<u1", "<i1", "<u2", ">u2", "<i2", ">i2", "<u4", ">i4", "<i8", ">u8"):
            for fill in (None, 7):
                name = f"scaleoffset{'be' if kind[0] == '>' else ''}{kind[1:]}{'' if fill is None else 'fill'}"
                add(name, ids((7, 9, 11), kind, -60 if kind[1] == "i" else 3, 90), scaleoffset=0, fillvalue=fill)
        add("scaleoffsetone", np.full((7, 9, 11), 5, "u2"), scaleoffset=0)
        add("scaleoffsetfull", ids((7, 9, 11), "<u2", 0, 65535), scaleoffset=0)
        add("scaleoffsetfullbe", ids((7, 9, 11), ">i2", -32768, 32767), scaleoffset=0)
        add("scaleoffsetwide", rng.integers(-2**63, 2**63 - 1, (7, 9, 11), "i8"), scaleoffset=0)
        add("scaleoffsetbits", ids((7, 9, 11), "<u4", 100000, 100063), scaleoffset=6)
        # What BigDataViewer writes.
        add("scaleoffsetgzip", ids((7, 9, 11), "<i2", 0, 900), scaleoffset=0, compression="gzip", shuffle=True)
        for codec in ("blosclz", "lz4", "zlib", "zstd"):
            for shuffle in (0, 1, 2):
                add(f"blosc{codec}{shuffle}", ids((16, 16, 16), "<u2", 0, 90), chunks=(8, 16, 16), **hdf5plugin.Blosc(cname=codec,
                    shuffle=shuffle))
        add("bzip2", ids((7, 9, 11), "<u2", 0, 90), **hdf5plugin.BZip2())
        add("bitshufflezstd", ids((16, 16, 16), "<u2", 0, 9), chunks=(16, 16, 16), **hdf5plugin.Bitshuffle(cname="zstd"))
        file.create_dataset("szip", data=ids((4, 8, 8), "u1", 0, 9), chunks=(4, 8, 8), compression="szip")
        file.create_dataset("scaleoffsetfloat", data=np.ones((4, 8, 8), "f4"), chunks=(4, 8, 8), scaleoffset=2)


def versions():
    """Data layout messages of version 5, datatypes of versions 4 and 5, with each index of chunks."""
    for version in ("v112", "v200"):
        with h5py.File(folder / f"{version}.h5", "w", libver=version) as file:
            def add(name, data, **options):
                file.create_dataset(name, data=data, **options)
                file[name].attrs["note"] = "text of variable length"
                file[name].attrs["element_size_um"] = (2.0, 0.5, 0.1)
                expect(f"{version}.h5/{name}", file[name][...], voxel="0.1,0.5,2.0,um", dtype="uint8" if data.dtype == bool else None)
            data = ids((7, 9, 11), "<u2", 0, 900)
            add("plain", data)
            add("truth", data > 400)
            for name, options in (("", {}), ("gzip", {"compression": "gzip"})):
                add("single" + name, data, chunks=data.shape, **options)
                add("fixed" + name, data, chunks=(3, 4, 5), **options)
                add("extensible" + name, data, chunks=(3, 4, 5), maxshape=(None, 9, 11), **options)
                add("tree" + name, data, chunks=(3, 4, 5), maxshape=(None, None, 11), **options)
            kind = h5py.enum_dtype({"none": 0, "cortex": -7, "bulb": 300}, "<i2")
            add("names", np.array([0, -7, 300], "<i2")[ids((4, 5, 6), "u1", 0, 2)].astype(kind))
            file["named"] = np.dtype("<u4")
            file.create_dataset("committed", data=ids((4, 5, 6), "<u4", 0, 90), dtype=file["named"])
            expect(f"{version}.h5/committed", file["committed"][...])
            small = h5py.enum_dtype({"a": -1, "b": 1}, "i1")
            file["smallnames"] = np.array([-1, 1], "i1")[ids((4, 5, 6), "u1", 0, 1)].astype(small)
            expect(f"{version}.h5/smallnames", file["smallnames"][...])


def axes():
    with h5py.File(folder / "axes.h5", "w") as file:
        for shape, volume, notes in (((1, 1, 7, 8, 1), (1, 7, 8), 1), ((1, 6, 7, 8, 1), (6, 7, 8), 1), ((6, 7, 8, 1), (6, 7, 8), 1),
            ((1, 7, 8, 1), (1, 7, 8), 1), ((1, 6, 7, 8), (6, 7, 8), 1), ((1, 1, 6, 7, 8), (6, 7, 8), 1), ((7, 8, 1), (7, 8, 1), 1),
            ((1, 7, 8), (1, 7, 8), 0), ((6, 1, 8), (6, 1, 8), 0), ((7, 8), (1, 7, 8), 0), ((6, 1, 7, 8), (6, 7, 8), 1)):
            name = "x".join(str(n) for n in shape)
            data = ids(shape, "<u2", 0, 900)
            file[name] = data
            expect("axes.h5/" + name, data.reshape(volume), notes=notes)
            file.create_dataset(name + "chunked", data=data, chunks=tuple(min(n, 3) for n in shape))
            expect(f"axes.h5/{name}chunked", data.reshape(volume), notes=notes)
        tags = '{"axes": [%s]}'
        for order in ("xyz", "zxy", "yxzc", "cxzy"):
            data = ids([1 if c == "c" else {"x": 7, "y": 6, "z": 5}[c] for c in order], "u2", 0, 900)
            file[order] = data
            file[order].attrs["axistags"] = tags % ", ".join('{"key": "%s", "resolution": 0}' % c for c in order)
            expect("axes.h5/" + order, np.squeeze(data.transpose([order.index(c) for c in "czyx" if c in order])))


def sizes():
    with h5py.File(folder / "sizes.h5", "w") as file:
        data = ids((5, 6, 7), "u1", 0, 9)

        def add(name, voxel, notes=0, shape=(5, 6, 7), **attributes):
            file[name] = data.reshape(shape)
            for key, value in attributes.items():
                file[name].attrs[key] = value
            expect("sizes.h5/" + name, data.reshape(shape[-4:-1] if shape[-1] == 1 else shape[-3:]), voxel=voxel, notes=notes)
        tags = '{"axes": [%s]}' % ", ".join('{"key": "%s", "typeFlags": 2, "resolution": %s, "description": ""}' % (c, r)
            for c, r in (("z", 2.0), ("y", 0.5), ("x", 0.1)))
        add("tags", "0.1,0.5,2.0,pixel", axistags=tags)
        add("tagsum", "0.1,0.5,2.0,um", axistags=tags, axis_units='{"x": "um", "y": "um", "z": "um"}')
        add("tagsmixed", "0.1,500.0,2000.0,um", axistags=tags, axis_units='{"x": "\u03bcm", "y": "mm", "z": "mm"}')
        add("tagsones", "unknown", axistags=tags.replace("2.0", "1.0").replace("0.5", "1.0").replace("0.1", "1.0"))
        add("tagsbad", "unknown", axistags=tags.replace("2.0", '"wide"').replace("0.5", "0").replace("0.1", "0"))
        add("float32", "0.1,0.5,2.0,um", element_size_um=np.array([2, 0.5, 0.1], "f4"))
        add("volumes/labels/neuron_ids", "4.0,4.0,40.0,nm", notes=1, resolution=(40.0, 4.0, 4.0))
        add("volumes/labels/offset", "4.0,4.0,40.0,nm", notes=2, resolution=(40.0, 4.0, 4.0), offset=(1520.0, 3644.0, 3644.0))
        add("volumes/labels/units", "4.0,4.0,40.0,nm", resolution=(40, 4, 4), units=["nm", "nm", "nm"])
        add("resolution", "0.1,0.5,2.0,pixel", notes=1, resolution=(2.0, 0.5, 0.1))
        add("isotropic", "0.5,0.5,0.5,um", resolution=(0.5, 0.5, 0.5), unit="um")
        add("resolutionodd", "unknown", notes=1, resolution=(2.0, 0.5))
        add("spacing", "unknown", notes=1, spacing=(2.0, 0.5, 0.1))
        add("voxel_size", "unknown", notes=1, voxel_size=(2.0, 0.5, 0.1))


def meanings():
    data = ids((5, 6, 7), "u1", 1, 9)
    with h5py.File(folder / "meanings.h5", "w") as file:
        for name, attributes in (("scaled", {"scale_factor": 0.5}), ("shifted", {"add_offset": np.float32(1)}),
            ("nexus", {"scaling_factor": 2}), ("text", {"scale_factor": "2"}), ("multiset", {"isLabelMultiset": True}),
            ("colours", {"CLASS": np.bytes_("IMAGE"), "IMAGE_SUBCLASS": np.bytes_("IMAGE_TRUECOLOR")}),
            ("empty", {"MATLAB_class": np.bytes_("double"), "MATLAB_empty": np.uint8(1)}),
            ("char", {"MATLAB_class": np.bytes_("char"), "MATLAB_int_decode": np.int32(2)})):
            file[name] = data
            file[name].attrs.update(attributes)
        for name, notes, attributes in (("unscaled", 0, {"scale_factor": 1.0, "add_offset": 0.0}), ("fill", 1, {"_FillValue":
            np.uint8(9)}), ("zero", 0, {"_FillValue": np.uint8(0)}), ("valid", 1, {"valid_range": np.uint8([1, 8])}), ("matlab", 1,
            {"MATLAB_class": np.bytes_("uint8")}), ("nomultiset", 0, {"isLabelMultiset": False}), ("indexed", 0, {"CLASS":
            np.bytes_("IMAGE"), "IMAGE_SUBCLASS": np.bytes_("IMAGE_INDEXED")})):
            file[name] = data
            file[name].attrs.update(attributes)
            expect("meanings.h5/" + name, data, notes=notes)
        twelve = h5py.h5t.STD_U16LE.copy()
        twelve.set_precision(12)
        h5py.h5d.create(file.id, b"twelve", twelve, h5py.h5s.create_simple((3, 4, 5)))
    netcdf = netCDF4.Dataset(folder / "net.nc", "w")
    for name, size in zip("zyx", data.shape):
        netcdf.createDimension(name, size)
    signed = netcdf.createVariable("signed", "i1", ("z", "y", "x"), zlib=True)
    signed._Unsigned = "true"
    bytes_ = ids(data.shape, "u1", 0, 255)
    signed.set_auto_maskandscale(False)
    signed[...] = bytes_.view("i1")
    scaled = netcdf.createVariable("scaled", "i2", ("z", "y", "x"))
    scaled.scale_factor = 0.1
    scaled[...] = 1.5
    named = netcdf.createEnumType(np.uint16, "region", {"none": 0, "cortex": 7, "bulb": 300})
    enum = netcdf.createVariable("enum", named, ("z", "y", "x"), fill_value=0)
    values = np.array([0, 7, 300], "u2")[ids(data.shape, "u1", 0, 2)]
    enum[...] = values
    netcdf.close()
    expect("net.nc/signed", bytes_)
    expect("net.nc/enum", values)
    netcdf = netCDF4.Dataset(folder / "dims.nc", "w")
    for name, size, step in (("x", 7, 0.1), ("y", 6, 0.5), ("z", 5, 2), ("time", 1, None), ("depth", 5, 1)):
        netcdf.createDimension(name, size)
        if step:
            variable = netcdf.createVariable(name, "f4" if name == "x" else "f8", (name,))
            variable[...] = np.arange(size) * step - 3
            variable.units = "um"
    group = netcdf.createGroup("inside")
    for name, dimensions, shape in (("xyz", ("x", "y", "z"), (7, 6, 5)), ("tzyx", ("time", "z", "y", "x"), (1, 5, 6, 7)), ("inside/zyx", ("z", "y", "x"), (5, 6, 7))):
        values = ids(shape, "u2", 0, 900)
        netcdf.createVariable(name, "u2", dimensions, zlib=name == "tzyx")[...] = values
        expect("dims.nc/" + name, values.T if name == "xyz" else values[0] if shape[0] == 1 else values, voxel="0.1,0.5,2.0,um")
    values = ids((5, 6, 7), "u2", 0, 900)
    netcdf.createVariable("deep", "u2", ("depth", "y", "x"))[...] = values
    expect("dims.nc/deep", values, voxel="0.1,0.5,1.0,um", notes=1)
    netcdf.createDimension("uneven", 6)
    netcdf.createVariable("uneven", "f8", ("uneven",))[...] = np.arange(6) ** 2
    netcdf.createVariable("lat", "u2", ("z", "uneven", "x"))[...] = values
    expect("dims.nc/lat", values, voxel="0.1,0.1,2.0,um", notes=2)
    netcdf.close()
    image = SimpleITK.GetImageFromArray(ids((5, 6, 7), "u2", 0, 900))
    image.SetSpacing((0.1, 0.5, 2.0))
    image.SetOrigin((1.0, 2.5, -3.0))
    SimpleITK.WriteImage(image, str(folder / "itk.hdf5"))
    expect("itk.hdf5", SimpleITK.GetArrayFromImage(SimpleITK.ReadImage(str(folder / "itk.hdf5"))), voxel="0.1,0.5,2.0,pixel")
    colours = SimpleITK.GetImageFromArray(ids((5, 6, 7, 3), "u1", 0, 9), isVector=True)
    SimpleITK.WriteImage(colours, str(folder / "itkcolours.hdf5"))


target.mkdir(parents=True, exist_ok=True)
minc_files()
filters()
versions()
axes()
sizes()
meanings()
(target / "meanings.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
with zipfile.ZipFile(target / "meanings.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    for file in sorted(folder.iterdir()):
        archive.writestr(zipfile.ZipInfo(file.name, (2026, 1, 1, 0, 0, 0)), file.read_bytes(), zipfile.ZIP_DEFLATED, 9)
