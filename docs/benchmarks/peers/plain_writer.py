"""The yardstick for raw blocks: the same bytes, no upscaling, by a plain sequential writer in pieces of 8 MiB.

`--files one|blocks` into one file, or into one file a block that is not all background; `--sync yes` ends with fsync of
each file.
"""
import os

import numpy

import volume
from job import Job

PIECE = 8 << 20


def main():
    job = Job("--files", "--sync")
    sizes = [4 * int(numpy.prod(numpy.subtract(stop, start))) + 16 for start, stop in job.blocks()
             if foreground(job, start, stop)]
    sizes = sizes if job.options.files == "blocks" else [sum(sizes)]
    data = memoryview(numpy.random.default_rng(1).bytes(PIECE))
    os.mkdir(job.output)
    job.restart()
    for i, size in enumerate(sizes):
        folder = os.path.join(job.output, str(i // 100))
        if i % 100 == 0:
            os.mkdir(folder)
        with open(os.path.join(folder, str(i)), "wb", buffering=0) as file:
            for start in range(0, size, PIECE):
                file.write(data[:min(PIECE, size - start)])
            if job.options.sync == "yes":
                os.fsync(file.fileno())
    job.done()


def foreground(job, start, stop):
    """Whether a block has any label: this project writes no others."""
    ranges = [volume.nearest(s, t)[[a, b - 1]] for s, t, a, b in zip(job.labels.shape, job.shape, start, stop)]
    return job.labels[tuple(slice(a, b + 1) for a, b in ranges)].any()


main()
