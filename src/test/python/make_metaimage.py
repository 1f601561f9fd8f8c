"""Makes the golden files in src/test/resources/metaimage.

Written by SimpleITK 2.5.7, the Python binding of ITK, where the format comes from. What it reads but does not write (lists of
files, numbered files, headers before the voxels, gzip) has a header from here. expected.csv says what SimpleITK reads.

    python3 -m venv venv && venv/bin/pip install SimpleITK==2.5.7 numpy
    venv/bin/python make_metaimage.py ../resources/metaimage
"""
import csv
import gzip
import os
import sys
import zlib

import numpy as np
import SimpleITK as sitk

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


def expect(name, unit='pixel'):
    image = sitk.ReadImage(name)
    labels = sitk.GetArrayFromImage(image)
    # a plane is as thick as x, which is this program's rule
    voxel_size = (image.GetSpacing() + image.GetSpacing()[:1])[:3]
    labels = labels.reshape(labels.shape[-3:]) if labels.ndim > 3 else labels.reshape((1,) * (3 - labels.ndim) + labels.shape)
    size = labels.shape[::-1]
    total = sum((i + 1) * int(v) for i, v in enumerate(labels.ravel())) % 2**64
    samples = ['%d %d %d %d' % (x, y, z, int(labels[z, y, x])) for x, y, z in (
        (0, 0, 0), (size[0] - 1, size[1] - 1, size[2] - 1), (1, 0, 0), (0, 1, 0), (size[0] // 2, size[1] // 2, size[2] // 2))]
    expected.append([name, labels.dtype.name, ' '.join(map(str, size)), ' '.join(repr(float(v)) for v in voxel_size), unit, total,
                     ';'.join(samples)])


def header(name, text):
    with open(name, 'w', newline='\n') as f:
        f.write('ObjectType = Image\n' + text)


def data(name, content):
    with open(name, 'wb') as f:
        f.write(content)


# SimpleITK: types, compression, one file and two
for dtype in ('uint8', 'int8', 'uint16', 'int16', 'uint32', 'int32', 'uint64', 'int64'):
    image = sitk.GetImageFromArray(volume(dtype))
    image.SetSpacing((0.025, 0.05, 0.1))
    for name, compress in (('%s.mha', False), ('%s_compressed.mha', True)):
        sitk.WriteImage(image, name % dtype, compress)
        expect(name % dtype)
for name, compress in (('two.mhd', False), ('two_compressed.mhd', True)):
    sitk.WriteImage(image, name, compress)
    expect(name)
for dtype in ('float32', 'float64'):
    sitk.WriteImage(sitk.GetImageFromArray(volume('uint16').astype(dtype)), dtype + '.mha', True)
    expect(dtype + '.mha')
sitk.WriteImage(sitk.GetImageFromArray(volume('uint16', (5, 7))), 'flat.mha', False)
expect('flat.mha')
sitk.WriteImage(sitk.GetImageFromArray(volume('uint16', (1, 4, 5, 7)), isVector=False), 'one_time.mha', False)
expect('one_time.mha')
sitk.WriteImage(sitk.GetImageFromArray(np.zeros((2, 4, 5, 7), np.uint16), isVector=False), 'two_times.mha', True)
sitk.WriteImage(sitk.GetImageFromArray(np.zeros((4, 5, 7, 3), np.float32), isVector=True), 'channels.mha', True)

# voxels elsewhere, by MetaIO's reading
labels = volume('uint16', seed=2)
fields = 'NDims = 3\nDimSize = 7 5 4\nElementSpacing = 1 2 3\nElementType = MET_USHORT\n'
for z in range(4):
    data('slice_%02d.raw' % (2 * z + 3), b'header' + labels[z].tobytes())
    data('slice_%d.z' % z, zlib.compress(labels[z].tobytes()))
data('all.big', labels.astype('>u2').tobytes())
data('all.gz', gzip.compress(labels.tobytes(), mtime=0))
os.makedirs('below', exist_ok=True)
for r in range(20):
    data('below/row%d.raw' % r, labels.reshape(20, 7)[r].tobytes())
for y in range(5):
    data('below/flat%d.raw' % y, labels[0, y].tobytes())
slices = ''.join('slice_%02d.raw\n' % n for n in (3, 5, 7, 9))
header('list.mhd', fields + 'HeaderSize = 6\nElementDataFile = LIST\n' + slices)
header('list_2.mhd', fields + 'HeaderSize = -1\nElementDataFile = LIST 2\n' + slices)
header('list_1.mhd', fields + 'ElementDataFile = LIST 1\n' + ''.join('below/row%d.raw\n' % r for r in range(20)))
header('list_compressed.mhd', fields + 'CompressedData = True\nElementDataFile = LIST\n' + ''.join(
    'slice_%d.z\n' % z for z in range(4)))
header('numbered.mhd', fields + 'HeaderSize = 6\nElementDataFile = slice_%02d.raw 3 9 2\n')
header('numbered_flat.mhd', 'NDims = 2\nDimSize = 7 5\nElementSize = 3 4\nElementType = MET_USHORT\n'
       'ElementDataFile = below/flat%d.raw 0\n')
header('big.mhd', fields + 'BinaryData = True\nElementByteOrderMSB = True\nElementDataFile = all.big\n')
header('big_too.mhd', fields.replace(' = ', ': ') + 'BinaryDataByteOrderMSB: true\nElementDataFile: all.big\n')
header('gzip.mhd', fields + 'CompressedData = True\nElementDataFile = all.gz\n')
header('long.mhd', fields.replace('USHORT', 'LONG').replace('7 5 4', '7 5 2') + 'ElementDataFile = all.big\n')
data('end.mha', b'ObjectType = Image\n' + fields.encode() + b'HeaderSize = -1\nElementDataFile = LOCAL\nsomething' + labels.tobytes())
for name in ('list.mhd', 'list_2.mhd', 'list_1.mhd', 'list_compressed.mhd', 'numbered.mhd', 'numbered_flat.mhd', 'big.mhd',
             'big_too.mhd', 'gzip.mhd', 'long.mhd', 'end.mha'):
    expect(name)
header('units.mhd', 'DistanceUnits = um\n' + fields + 'ElementByteOrderMSB = True\nElementDataFile = all.big\n')
expect('units.mhd', 'um')

with open('expected.csv', 'w', newline='\n') as f:
    csv.writer(f, lineterminator='\n').writerows([['file', 'type', 'size', 'voxel size', 'unit',
                                                   'sum of (i + 1) * label i modulo 2^64', 'voxels']] + expected)
