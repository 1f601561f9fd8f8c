"""scipy.ndimage.zoom of order 0 with grid_mode, which is the centre rule, as slabs of source planes into a .npy memmap.

The whole volume at once would need the target in memory; slabs are cut between source planes of whole factors, else the
whole volume is done at once.
"""
import numpy
from scipy import ndimage

from job import Job


def main():
    job = Job()
    target = numpy.lib.format.open_memmap(job.output, "w+", job.labels.dtype, job.shape)
    factors = [t / s for t, s in zip(job.shape, job.labels.shape)]
    depth = len(job.labels)
    planes = max(1, int(2e8 // (target[0].nbytes * factors[0]))) if factors[0].is_integer() else depth
    for z in range(0, depth, planes):
        slab = job.labels[z:z + planes]
        first = round(z * factors[0])
        ndimage.zoom(slab, factors, order=0, mode="nearest", grid_mode=True,
                     output=target[first:first + round(len(slab) * factors[0])])
    target.flush()
    job.done()


main()
