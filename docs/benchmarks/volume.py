"""Label volumes: reading and writing NRRD files, and the exact rule of nearest-neighbour scaling.

Arrays are indexed z, y, x; sizes are x, y, z as everywhere in this project.
"""
import gzip
import re
import zlib

import numpy

TYPES = {"unsigned int": "u4", "uint32": "u4", "unsigned short": "u2", "uint16": "u2", "unsigned char": "u1",
         "uint8": "u1", "unsigned long long": "u8", "uint64": "u8"}


def read_header(path):
    """The fields of an NRRD file with attached data, and where its data begin."""
    with open(path, "rb") as file:
        if not file.readline().startswith(b"NRRD"):
            raise ValueError(f"{path} is no NRRD file")
        fields = {}
        while line := file.readline().decode("latin-1").strip():
            field = re.match(r"([^#:]+):\s+(.*)", line)
            if field:
                fields[field[1]] = field[2]
        return fields, file.tell()


def size(path):
    """Voxels along x, y, z."""
    return tuple(int(n) for n in read_header(path)[0]["sizes"].split())


def read(path):
    """The labels of an NRRD file, raw or gzip, little endian."""
    fields, start = read_header(path)
    shape = tuple(int(n) for n in fields["sizes"].split())[::-1]
    labels = numpy.empty(shape, "<" + TYPES[fields["type"]])
    bytes_of_labels = memoryview(labels).cast("B")
    with open(path, "rb") as file:
        file.seek(start)
        stream = gzip.GzipFile(fileobj=file) if fields["encoding"] in ("gzip", "gz") else file
        done = 0
        while done < len(bytes_of_labels):
            count = stream.readinto(bytes_of_labels[done:done + (1 << 24)])
            if not count:
                raise ValueError(f"{path} is too short")
            done += count
    return labels


def write(path, labels, voxel_size):
    """Writes uint32 labels as one gzip NRRD file, voxels in micrometres, like the files of the Allen annotation."""
    directions = " ".join("(" + ",".join(str(voxel_size if a == b else 0) for b in range(3)) + ")" for a in range(3))
    header = ("NRRD0004\ntype: unsigned int\ndimension: 3\nspace: left-posterior-superior\n"
              f"sizes: {' '.join(str(n) for n in labels.shape[::-1])}\nspace directions: {directions}\n"
              "kinds: domain domain domain\nendian: little\nencoding: gzip\nspace origin: (0,0,0)\n\n")
    deflate = zlib.compressobj(6, zlib.DEFLATED, 31)
    with open(path, "wb") as file:
        file.write(header.encode())
        for plane in labels:
            file.write(deflate.compress(numpy.ascontiguousarray(plane, "<u4")))
        file.write(deflate.flush())


def nearest(source, target):
    """The source index of every target index along an axis: floor((2d + 1) * source / (2 * target)), in integers."""
    return (2 * numpy.arange(target, dtype=numpy.int64) + 1) * source // (2 * target)


def expand(labels, target, start, stop):
    """A box of the target as a numpy user would make it: every source voxel repeated along x, y, z.

    target, start and stop are z, y, x, like the shape of labels.
    """
    indices = [nearest(n, t)[a:b] for n, t, a, b in zip(labels.shape, target, start, stop)]
    box = labels[tuple(slice(i[0], i[-1] + 1) for i in indices)]
    for axis in (2, 1, 0):  # x first: single voxels are repeated while there are few, then rows and planes
        counts = numpy.bincount(indices[axis] - indices[axis][0])
        box = numpy.repeat(box, int(counts[0]) if (counts == counts[0]).all() else counts, axis)
    return box
