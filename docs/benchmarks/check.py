"""Counts the labels that changed: every voxel of an output against the exact rule, by numpy."""
import numpy

import volume


def changed(source, target, output, sample):
    """Counts voxels that are not what the rule says: (wrong, looked at). All of them, or 64 blocks chosen by chance."""
    block = tuple(min(max(b, 128) if b < t else b, t) for b, t in zip(output.block, target))
    if sample:
        grids = [-(-t // b) for t, b in zip(target, block)]
        chosen = numpy.random.default_rng(64).integers(0, grids, (64, 3))
        starts = [tuple(int(p) * b for p, b in zip(position, block)) for position in chosen]
        stops = [tuple(min(s + b, t) for s, b, t in zip(start, block, target)) for start in starts]
    else:
        # NB: whole rows along x, so that an output is read in the order of its bytes.
        starts = [(z, y, 0) for z in range(0, target[0], block[0]) for y in range(0, target[1], block[1])]
        stops = [(min(z + block[0], target[0]), min(y + block[1], target[1]), target[2]) for z, y, _ in starts]
    wrong = looked = 0
    for start, stop in zip(starts, stops):
        found = output.read(start, stop)
        wrong += difference(source, target, start, found)
        looked += found.size
    return wrong, looked


def difference(source, target, start, found):
    """Counts the wrong voxels of a box. Target planes that come from one source plane share one expected plane."""
    z, y, x = (volume.nearest(s, t)[a:a + n] for s, t, a, n in zip(source.shape, target, start, found.shape))
    wrong = 0
    last = None
    for plane, index in zip(found, z):
        if index != last:
            expected = source[index][y][:, x]
            last = index
        wrong += int(numpy.count_nonzero(plane != expected))
    return wrong
