"""Makes the golden files in src/test/resources/amira, and expected.csv: what ahds (of the EMDB) reads from them.

The headers are from here, in the forms that Amira, Avizo, MIB and DREAM.3D write; so are the runs. ahds decodes both. Sizes of
voxels are worked out here: the box goes from the centre of the first voxel to that of the last.

    python3 -m venv venv && venv/bin/pip install "numpy<2" "setuptools<70" wheel
    venv/bin/pip install --no-build-isolation ahds==0.2.4 && venv/bin/python make_amira.py ../resources/amira
"""
import csv
import os
import sys
import zlib

import ahds
import numpy as np

folder = sys.argv[1]
os.makedirs(folder, exist_ok=True)
os.chdir(folder)
expected = []


def volume(dtype, shape=(4, 5, 7), seed=1):
    """Labels z, y, x: a few ids in runs, the largest and smallest of the type among them."""
    random = np.random.default_rng(seed)
    info = np.iinfo(dtype)
    ids = np.array([0, 1, info.max, info.min, info.max // 3], dtype)
    runs = ids[random.integers(0, len(ids), np.prod(shape) // 2 + 1)]
    return np.repeat(runs, 2)[:np.prod(shape)].reshape(shape)


def runs(labels):
    """HxByteRLE: runs of two and more, the rest as it is, at most 127 at a time."""
    data = labels.tobytes()
    out = bytearray()
    literal = bytearray()
    at = 0
    while at < len(data):
        n = 1
        while n < 127 and at + n < len(data) and data[at + n] == data[at]:
            n += 1
        if n == 1:
            literal.append(data[at])
        if (n > 1 or len(literal) == 127) and literal:
            out += bytes([0x80 | len(literal)]) + literal
            literal = bytearray()
        if n > 1:
            out += bytes([n, data[at]])
        at += n
    return bytes(out + (bytes([0x80 | len(literal)]) + literal if literal else b''))


def write(name, labels, type_, data, coding='', first='# AmiraMesh BINARY-LITTLE-ENDIAN 2.1', units='', equals='', more='', after=b'\n',
          edges=(0.5, 0.25, 2), origin=(-3, 10, 0.125), parameters=''):
    z, y, x = labels.shape
    box = ' '.join('%r %r' % (float(o), float(o + e * max(1, n - 1))) for o, e, n in zip(origin, edges, (x, y, z)))
    header = first + '\n\n\ndefine Lattice %d %d %d\n\nParameters {\n' % (x, y, z)
    header += '    Materials {\n        Exterior {\n            Id 1\n        }\n        Hippocampus {\n            Color 0.2 0.8 0.4,\n            Id 2\n        }\n    }\n'
    header += units + parameters + '    Content "%dx%dx%d %s, uniform coordinates",\n' % (x, y, z, type_)
    header += '    BoundingBox ' + box + ',\n    CoordType "uniform"\n}\n\n'
    header += 'Lattice { %s Labels } %s@1%s\n%s\n# Data section follows\n@1\n' % (type_, equals, coding, more)
    with open(name, 'wb') as f:
        f.write(header.encode() + data + after)


def expect(name, edges, unit):
    """What ahds makes of it."""
    file = ahds.AmiraFile(name)
    stream = file.data_streams.Labels
    labels = np.asarray(stream.data).reshape(stream.shape)
    size = labels.shape[::-1]
    total = sum((i + 1) * int(v) for i, v in enumerate(labels.ravel())) % 2**64
    samples = []
    for x, y, z in ((0, 0, 0), (size[0] - 1, size[1] - 1, size[2] - 1), (1, 0, 0), (0, 1, 0), (size[0] // 2, size[1] // 2, size[2] // 2)):
        samples.append('%d %d %d %d' % (x, y, z, int(labels[z, y, x])))
    expected.append([name, labels.dtype.newbyteorder('=').name, ' '.join(map(str, size)), ' '.join(repr(float(v)) for v in edges), unit,
                     total, ';'.join(samples)])


EDGES = (0.5, 0.25, 2)
labels = volume('uint8')
write('raw.am', labels, 'byte', labels.tobytes())
expect('raw.am', EDGES, 'pixel')
coded = runs(labels)
write('runs.am', labels, 'byte', coded, '(HxByteRLE,%d)' % len(coded))
expect('runs.am', EDGES, 'pixel')
large = np.kron(volume('uint8', seed=2), np.ones((3, 9, 30), 'uint8'))
coded = runs(large)
write('large.am', large, 'byte', coded, '(HxByteRLE,%d)' % len(coded), units='    Units {\n        Coordinates "um"\n    }\n')
expect('large.am', EDGES, 'um')
noise = np.random.default_rng(3).integers(0, 256, (4, 5, 70), 'uint8')
coded = runs(noise)
write('noise.am', noise, 'byte', coded, '(HxByteRLE,%d)' % len(coded))
expect('noise.am', EDGES, 'pixel')
packed = zlib.compress(labels.tobytes())
write('zip.am', labels, 'byte', packed, '(HxZip,%d)' % len(packed), units='    Units {\n        Coordinates "mm"\n    }\n')
expect('zip.am', EDGES, 'mm')
for type_, dtype in (('ushort', 'uint16'), ('short', 'int16'), ('int', 'int32')):
    labels = volume(dtype)
    write(type_ + '.am', labels, type_, labels.tobytes(), equals='= ' if type_ == 'int' else '')
    expect(type_ + '.am', EDGES, 'pixel')
labels = volume('uint16')
write('big.am', labels, 'ushort', labels.astype('>u2').tobytes(), first='# AmiraMesh 3D BINARY 2.0')
expect('big.am', EDGES, 'pixel')
packed = zlib.compress(labels.tobytes())
write('zip16.am', labels, 'ushort', packed, '(HxZip,%d)' % len(packed), first='# Avizo BINARY-LITTLE-ENDIAN 2.1')
expected.append(['zip16.am'] + [row for row in expected if row[0] == 'ushort.am'][0][1:])
# two lattices, as the segmentation editor writes them
labels = volume('uint8')
coded = runs(labels)
chance = runs(np.zeros_like(labels))
write('probability.am', labels, 'byte', coded, '(HxByteRLE,%d)' % len(coded), more='Lattice { byte Probability } @2(HxByteRLE,%d)\n' % len(chance),
      after=b'\n\n@2\n' + chance + b'\n')
expect('probability.am', EDGES, 'pixel')

with open('expected.csv', 'w', newline='\n') as f:
    csv.writer(f, lineterminator='\n').writerows([['file', 'type', 'size', 'voxel size', 'unit', 'sum of (i + 1) * label i modulo 2^64', 'voxels']] + expected)
