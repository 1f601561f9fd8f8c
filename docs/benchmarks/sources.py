"""The label volumes that are scaled: the real annotation, and the two ends of what can happen to a run of labels."""
import os

import numpy

import volume

SHAPE = (228, 160, 264)


def noisy():
    """Worst case: no voxel has the label of a neighbour, ids all over uint32."""
    random = numpy.random.default_rng(5)
    labels = random.integers(1, 1 << 31, SHAPE, dtype=numpy.uint32) * numpy.uint32(2)
    # NB: even and odd ids take turns like the squares of a chess board, so neighbours always differ.
    z, y, x = numpy.indices(SHAPE, dtype=numpy.uint32, sparse=True)
    return labels + (x + y + z) % 2


def best():
    """Best case: six ellipsoids, ids beyond 2^24 among them, on background."""
    z, y, x = (numpy.arange(n, dtype=numpy.float64)[s] / n for n, s in zip(
        SHAPE, ((slice(None), None, None), (None, slice(None), None), (None, None, slice(None)))))
    labels = numpy.zeros(SHAPE, numpy.uint32)
    for i, id in enumerate((997, 614454277, 4294967295, 16777217, 68, 312782546)):
        inside = ((x - 0.30 - 0.20 * (i % 3)) / 0.26) ** 2 + ((y - 0.5) / 0.40) ** 2 + (
            (z - 0.35 - 0.30 * (i // 3)) / 0.30) ** 2 < 1
        labels[inside] = id
    return labels


def source(name, annotation, folder):
    """The file of a data set; the synthetic ones are made when they are first asked for."""
    if name == "real":
        if annotation is None:
            raise SystemExit("--data real needs --source annotation.nrrd")
        return annotation
    path = os.path.join(folder, name + ".nrrd")
    if not os.path.exists(path):
        volume.write(path + ".part", {"noisy": noisy, "best": best}[name](), 50)
        os.rename(path + ".part", path)
    return path
