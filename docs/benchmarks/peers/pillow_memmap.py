"""The idea this project began with: two passes of Pillow NEAREST through numpy memmaps, then BigTIFF.

x and y are scaled slice by slice into a first memmap, z through a view of it turned round, plane by plane, into a
second; that is written as a TIFF file. `--type float32` is what the idea did first, `uint32` what it could have done.
"""
import os

import numpy
import tifffile
from PIL import Image

from job import Job


def scaled(plane, width, height):
    """A plane with its axes scaled; Pillow knows 32-bit integers as signed ones only, which loses nothing here."""
    picture = Image.fromarray(plane if plane.dtype == numpy.float32 else plane.view(numpy.int32))
    return numpy.asarray(picture.resize((width, height), Image.Resampling.NEAREST)).view(plane.dtype)


def main():
    job = Job("--type")
    labels = job.labels.astype(job.options.type)
    depth, height, width = job.shape
    first = numpy.memmap(os.path.join(job.scratch, "xy"), labels.dtype, "w+", shape=(len(labels), height, width))
    for z, plane in enumerate(labels):
        first[z] = scaled(plane, width, height)
    second = numpy.memmap(os.path.join(job.scratch, "xyz"), labels.dtype, "w+", shape=job.shape)
    turned_in, turned_out = first.swapaxes(0, 1), second.swapaxes(0, 1)
    for y in range(height):
        turned_out[y] = scaled(numpy.ascontiguousarray(turned_in[y]), width, depth)
    tifffile.imwrite(job.output, second, bigtiff=True, photometric="minisblack")
    job.done()


main()
