"""Makes the golden files in src/test/resources/nrrd.

The voxels and most headers are written by pynrrd 1.1.3 and by SimpleITK 2.5.7 (whose ITK has Teem in it, where the format
comes from). What neither writes (lists of files, numbered files, lines and bytes to skip, more axes) has a header from here.
expected.csv says what is in every file as SimpleITK reads it; where it cannot, as pynrrd reads it.

    python3 -m venv venv && venv/bin/pip install SimpleITK==2.5.7 pynrrd==1.1.3 numpy
    venv/bin/python make_nrrd.py ../resources/nrrd
"""
import bz2
import csv
import gzip
import os
import sys

import nrrd
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


def expect(name, labels, voxel_size, unit):
    """Labels z, y, x as a library read them."""
    labels = labels.reshape((1,) * (3 - labels.ndim) + labels.shape)
    size = labels.shape[::-1]
    total = sum((i + 1) * int(v) for i, v in enumerate(labels.ravel())) % 2**64
    samples = []
    for x, y, z in ((0, 0, 0), (size[0] - 1, size[1] - 1, size[2] - 1), (1, 0, 0), (0, 1, 0), (size[0] // 2, size[1] // 2, size[2] // 2)):
        samples.append('%d %d %d %d' % (x, y, z, int(labels[z, y, x])))
    expected.append([name, labels.dtype.name, ' '.join(map(str, size)), ' '.join(repr(float(v)) for v in voxel_size), unit, total,
                     ';'.join(samples)])


def read_itk(name, unit='pixel'):
    image = sitk.ReadImage(name)
    array = sitk.GetArrayFromImage(image)
    # a plane is as thick as x, which is this program's rule
    spacing = (image.GetSpacing() + image.GetSpacing()[:1])[:3]
    expect(name, array.reshape(array.shape[-3:]) if array.ndim > 3 else array, spacing, unit)


def read_pynrrd(name, voxel_size, unit):
    array, _ = nrrd.read(name, index_order='C')
    expect(name, array.astype(array.dtype.newbyteorder('=')), voxel_size, unit)


def header(name, text):
    with open(name, 'w', newline='\n') as f:
        f.write('NRRD0005\n' + text)


def data(name, content):
    with open(name, 'wb') as f:
        f.write(content)


# pynrrd: types, encodings, byte orders, detached header
space = {'space': 'left-posterior-superior', 'space directions': np.diag([0.025, 0.025, 0.05]),
         'space units': ['mm', 'mm', 'mm'], 'kinds': ['domain'] * 3}
for dtype, encoding in (('uint8', 'raw'), ('int16', 'gzip'), ('uint32', 'bzip2'), ('int64', 'bzip2'), ('uint64', 'gzip')):
    name = 'pynrrd_%s_%s.nrrd' % (dtype, encoding)
    nrrd.write(name, volume(dtype), {**space, 'encoding': encoding}, index_order='C')
    # NB: the Teem in ITK is built without bzip2
    read_pynrrd(name, (0.025, 0.025, 0.05), 'mm')
nrrd.write('pynrrd_big.nrrd', volume('uint16').astype('>u2'), {'encoding': 'bz2', 'endian': 'big', 'spacings': [10., 20., 30.]},
           index_order='C')
read_pynrrd('pynrrd_big.nrrd', (10, 20, 30), 'pixel')
nrrd.write('pynrrd_flat.nhdr', volume('int32', (5, 7)), {'encoding': 'bzip2', 'spacings': [2., 3.], 'units': ['um', 'um']},
           detached_header=True, index_order='C')
read_pynrrd('pynrrd_flat.nhdr', (2, 3, 2), 'um')

# ITK
image = sitk.GetImageFromArray(volume('uint32'))
image.SetSpacing((0.5, 0.25, 2))
sitk.WriteImage(image, 'itk.nhdr', True)
read_itk('itk.nhdr')
sitk.WriteImage(image, 'itk.nrrd', False)
read_itk('itk.nrrd')

# several files, by Teem's reading
labels = volume('uint16', seed=2)
fields = 'type: uint16\ndimension: 3\nsizes: 7 5 4\nspacings: 1 2 3\nendian: little\n'
for z in range(4):
    data('slice_%02d.raw' % (2 * z + 3), b'two\nlines\n12345' + labels[z].tobytes())
    data('slice_%d.gz' % z, b'a line\n' + gzip.compress(b'123' + labels[z].tobytes(), mtime=0))
    data('slice_%d.bz2' % z, bz2.compress(labels[z].tobytes()))
data('slab_0.raw', labels[:2].tobytes())
data('slab_1.raw', labels[2:].tobytes())
data('end.raw', b'this is no label' + labels.tobytes())
data('end7.raw', b'this is no label' + labels.tobytes() + b'endings')
os.makedirs('below', exist_ok=True)
data('below/all.raw', labels.tobytes())
rows = labels.reshape(20, 7)
for r in range(20):
    data('below/row%d.raw' % r, rows[r].tobytes())

header('list.nhdr', fields + 'encoding: raw\nline skip: 2\nbyte skip: 5\ndata file: LIST\n' + ''.join(
    'slice_%02d.raw\n' % n for n in (3, 5, 7, 9)))
header('list_backwards.nhdr', fields + 'encoding: raw\nbyte skip: -1\ndata file: LIST 2\n' + ''.join(
    './slice_%02d.raw\n' % n for n in (3, 5, 7, 9)))
header('numbered.nhdr', fields + 'encoding: raw\nlineskip: 2\nbyteskip: 5\ndata file: slice_%02d.raw 3 9 2\n')
header('numbered_down.nhdr', fields + 'encoding: raw\nline skip: 2\nbyte skip: 5\ndatafile: slice_%02d.raw 9 3 -2 2\n')
header('numbered_gzip.nhdr', fields + 'encoding: gzip\nline skip: 1\nbyte skip: 3\ndata file: slice_%d.gz 0 3 1\n')
header('numbered_bzip2.nhdr', fields + 'encoding: bz2\ndata file: slice_%d.bz2 0 3 1\n')
header('slabs.nhdr', fields + 'encoding: raw\ndata file: slab_%d.raw 0 1 1 3\n')
header('rows.nhdr', fields + 'encoding: raw\ndata file: below/row%d.raw 0 19 1 1\n')
header('end.nhdr', fields + 'encoding: raw\nbyte skip: -1\ndata file: end.raw\n')
header('end7.nhdr', fields + 'encoding: raw\nbyte skip: -8\ndata file: end7.raw\n')
header('below.nhdr', fields + 'encoding: raw\ndata file: below/all.raw\n')
for name in ('list', 'list_backwards', 'numbered', 'numbered_down', 'numbered_gzip', 'slabs', 'rows', 'end', 'end7',
             'below'):
    read_itk(name + '.nhdr')

expect('numbered_bzip2.nhdr', np.concatenate([np.frombuffer(bz2.open('slice_%d.bz2' % z).read(), 'uint16') for z in range(4)])
       .reshape(4, 5, 7), (1, 2, 3), 'pixel')

# an attached header with something between it and the voxels
data('skip.nrrd', b'NRRD0004\n' + fields.encode() + b'encoding: raw\nline skip: 1\nbyte skip: 3\n\none line\nabc' + labels.tobytes())
read_itk('skip.nrrd')

# more axes
for name, more in (('axis_last', 'dimension: 4\nsizes: 7 5 4 1\nspacings: 1 2 3 9\n'),
                   ('axis_first', 'dimension: 4\nsizes: 1 7 5 4\nspacings: nan 1 2 3\nkinds: list domain domain domain\n')):
    header(name + '.nhdr', 'type: uint16\n' + more + 'endian: little\nencoding: raw\ndata file: below/all.raw\n')
    array, _ = nrrd.read(name + '.nhdr', index_order='C')
    expect(name + '.nhdr', array.reshape(4, 5, 7), (1, 2, 3), 'pixel')

with open('expected.csv', 'w', newline='\n') as f:
    csv.writer(f, lineterminator='\n').writerows([['file', 'type', 'size', 'voxel size', 'unit', 'sum of (i + 1) * label i modulo 2^64', 'voxels']] + expected)
