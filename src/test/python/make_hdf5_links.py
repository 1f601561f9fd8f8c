#!/usr/bin/env python3
"""Makes HDF5 files as BigDataViewer splits them (partitions, with external links), and with its attribute dataType.

Written with h5py:

    python3 src/test/python/make_hdf5_links.py src/test/resources/hdf5/links.zip

The structure is that of bigdataviewer-core (WriteSequenceToHdf5, Hdf5ImageLoader, pull request 157), written by this script,
not by BigDataViewer. parts.h5 links to parts-00-00.h5; all voxels are x + 10 y + 100 z + 60000 as uint16. types.h5 has the
same bytes as int16, and says so (s00), says uint16 (s01), says nothing (s02), or says uint8, which is wrong (s03).
"""
import sys
import tempfile
import zipfile
from pathlib import Path

import h5py
import numpy as np

temporary = tempfile.TemporaryDirectory()
folder = Path(temporary.name)
z, y, x = np.mgrid[0:4, 0:5, 0:6]
image = (x + 10 * y + 100 * z + 60000).astype("<u2")
stored = image.view("<i2")


def setup(file, s):
    group = file.create_group(f"s{s:02}")
    group["resolutions"] = np.array([[1, 1, 1]], "f8")
    group["subdivisions"] = np.array([[4, 4, 4]], "<i4")
    return group


with h5py.File(folder / "parts-00-00.h5", "w", libver="earliest") as file:
    setup(file, 0)
    file.create_dataset("t00000/s00/0/cells", data=stored, chunks=(2, 4, 4), compression="gzip")
with h5py.File(folder / "parts.h5", "w", libver="earliest") as file:
    setup(file, 0)
    file["t00000/s00/0"] = h5py.ExternalLink("parts-00-00.h5", "/t00000/s00/0")
    file["up"] = h5py.ExternalLink("../parts-00-00.h5", "/t00000")
    file["absolute"] = h5py.ExternalLink("/etc/passwd", "/")
    file["circle"] = h5py.ExternalLink("parts.h5", "/circle")
    file["lost"] = h5py.ExternalLink("parts-00-00.h5", "/nowhere")
with h5py.File(folder / "types.h5", "w", libver="earliest") as file:
    for s, kind in enumerate(("int16", "uint16", None, "uint8")):
        group = setup(file, s)
        if kind:
            group.attrs["dataType"] = kind
        file.create_dataset(f"t00000/s{s:02}/0/cells", data=stored, chunks=(2, 4, 4))
with h5py.File(folder / "parts.h5", "r") as file:
    assert (file["t00000/s00/0/cells"][...].view("<u2") == image).all()
with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    for file in sorted(folder.iterdir()):
        archive.writestr(zipfile.ZipInfo(file.name, (2026, 1, 1, 0, 0, 0)), file.read_bytes(), zipfile.ZIP_DEFLATED, 9)
