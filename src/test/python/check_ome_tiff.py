"""Reads an OME-TIFF that upscale wrote with other programs' readers, and compares full resolution with the scaling rule in numpy,
and every level, voxel by voxel, with an N5 container of the same job and levels (--levels as the OME-TIFF has them).

    check_ome_tiff.py SOURCE.npy LABELS.ome.tif LABELS.n5 [BIOFORMATS.jar]

SOURCE.npy holds the labels in the order z, y, x, x fastest. Needs numpy, tifffile, imagecodecs and tensorstore; libtiff (tiffcp) and libvips
(vips) are used if they are there, and Bio-Formats (bioformats_package.jar, with java) if it is named.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import tensorstore as ts
import tifffile

source, image, container = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
jar = sys.argv[4] if len(sys.argv) > 4 else None

BIO_FORMATS = """
import loci.formats.*;
class Read {
  public static void main(String[] a) throws Exception {
    loci.common.DebugTools.setRootLevel("OFF");
    ImageReader r = new ImageReader();
    loci.formats.meta.IMetadata m = new loci.common.services.ServiceFactory().getInstance(
      loci.formats.services.OMEXMLService.class).createOMEXMLMetadata();
    r.setMetadataStore(m);
    r.setFlattenedResolutions(false);
    r.setId(a[0]);
    System.out.println(FormatTools.VERSION + " " + r.getFormat() + " " + m.getChannelName(0, 0) + " " + m.getPixelsPhysicalSizeX(0)
      + " " + (m.getPlaneCount(0) == 0 ? "" : m.getPlanePositionX(0, 0)));
    for (int l = 0; l < r.getResolutionCount(); l++) {
      r.setResolution(l);
      try (java.io.OutputStream out = new java.io.BufferedOutputStream(new java.io.FileOutputStream(a[1] + "/" + l))) {
        for (int z = 0; z < r.getSizeZ(); z++)
          out.write(r.openBytes(z));
      }
    }
  }
}
"""


def rule(source_size, target_size):
    """The source index of each target index: floor((2d + 1) s / 2t)."""
    return [(2 * d + 1) * source_size // (2 * target_size) for d in range(target_size)]


def n5(level):
    spec = {"driver": "n5", "kvstore": {"driver": "file", "path": str(container / f"setup0/timepoint0/s{level}")}}
    return ts.open(spec).result().read().result().T


failed = 0


def compare(reader, level, voxels, wanted):
    global failed
    equal = voxels.dtype == wanted.dtype and np.array_equal(voxels, wanted)
    failed += not equal
    print(f"level {level}, {reader}: {voxels.shape} {voxels.dtype} {'equal' if equal else 'DIFFERENT'}")


with tifffile.TiffFile(image) as tiff:
    assert tiff.is_ome and tiff.is_bigtiff and len(tiff.series) == 1, "not one series of a BigTIFF with OME-XML"
    levels = [level.asarray().reshape(n5(i).shape) for i, level in enumerate(tiff.series[0].levels)]
    print(tifffile.xml2dict(tiff.ome_metadata)["OME"]["Image"]["Pixels"])
labels = np.load(source)
for axis, size in enumerate(levels[0].shape):
    labels = np.take(labels, rule(labels.shape[axis], size), axis=axis)
compare("the rule", 0, labels, levels[0])
for i, level in enumerate(levels):
    compare("tifffile " + tifffile.__version__, i, level, n5(i))
failed += (container / f"setup0/timepoint0/s{len(levels)}").exists()
with tempfile.TemporaryDirectory() as folder:
    if shutil.which("tiffcp"):
        # NB: an uncompressed copy in strips, so that libtiff has decoded every tile.
        copy = folder + "/copy.tif"
        subprocess.run(["tiffcp", "-8", "-s", "-c", "none", image, copy], check=True)
        compare("tiffcp", 0, tifffile.imread(copy, series=0).reshape(levels[0].shape), levels[0])
        checked = subprocess.run(["tiffinfo", "-D", image], check=True, capture_output=True, text=True)
        failed += checked.stderr != ""
        print("tiffinfo:", checked.stdout.count("=== TIFF directory"), "pages;", checked.stderr or "no warning")
    if shutil.which("vips"):
        for i, level in enumerate(levels):
            page = level.shape[0] // 2
            name = f"{image}[page={page}" + (f",subifd={i - 1}]" if i else "]")
            subprocess.run(["vips", "copy", name, f"{folder}/{i}.v"], check=True)
            subprocess.run(["vips", "rawsave", f"{folder}/{i}.v", f"{folder}/{i}.raw"], check=True)
            compare("libvips", i, np.fromfile(f"{folder}/{i}.raw", level.dtype).reshape(level.shape[1:]), level[page])
    if jar:
        Path(folder, "Read.java").write_text(BIO_FORMATS)
        said = subprocess.run(["java", "-cp", jar, folder + "/Read.java", image, folder], check=True, capture_output=True, text=True)
        print("Bio-Formats", said.stdout.strip())
        for i, level in enumerate(levels):
            compare("Bio-Formats", i, np.fromfile(f"{folder}/{i}", level.dtype).reshape(level.shape), level)
sys.exit(1 if failed else 0)
