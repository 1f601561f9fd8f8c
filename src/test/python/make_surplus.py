"""Makes the golden files in src/test/resources/surplus: what readers read on, although files are longer than, or other than, their
headers say. expected.csv says what SimpleITK 2.5.7 reads from each.

    python3 -m venv venv && venv/bin/pip install SimpleITK==2.5.7 nibabel==5.4.2 numpy
    venv/bin/python make_surplus.py ../resources/surplus
"""
import csv
import gzip
import os
import struct
import sys
import zlib

import nibabel
import numpy as np
import SimpleITK as sitk

folder = sys.argv[1]
os.makedirs(folder, exist_ok=True)
os.chdir(folder)
expected = []
labels = np.repeat(np.random.default_rng(1).integers(0, 70000, 70, 'uint32'), 2).reshape(4, 5, 7)


def expect(name, unit='pixel'):
    image = sitk.ReadImage(name)
    array = sitk.GetArrayFromImage(image)
    assert (array == labels).all(), name
    size = image.GetSize()
    total = sum((i + 1) * int(v) for i, v in enumerate(array.ravel())) % 2**64
    samples = []
    for x, y, z in ((0, 0, 0), (size[0] - 1, size[1] - 1, size[2] - 1), (1, 0, 0), (0, 1, 0), (size[0] // 2, size[1] // 2, size[2] // 2)):
        samples.append('%d %d %d %d' % (x, y, z, int(array[z, y, x])))
    expected.append([name, array.dtype.name, ' '.join(map(str, size)), ' '.join(repr(float(v)) for v in image.GetSpacing()), unit, total,
                     ';'.join(samples)])


def write(name, *parts, unit='pixel'):
    with open(name, 'wb') as f:
        for part in parts:
            f.write(part.encode() if isinstance(part, str) else part)
    if not name.endswith('raw'):
        expect(name, unit)


data = labels.tobytes()
META = 'ObjectType = Image\nNDims = 3\nDimSize = 7 5 4\nElementType = MET_UINT\nElementSpacing = 1 2 3\nBinaryDataByteOrderMSB = False\n'
NRRD = 'NRRD0004\ntype: uint32\ndimension: 3\nsizes: 7 5 4\nspacings: 1 2 3\nendian: little\n'
JUNK = b'what nobody reads'
for z in range(4):
    write('slice_%d.raw' % z, labels[z].tobytes())
files = ''.join('slice_%d.raw\n' % z for z in range(4))
write('list_2d.mhd', META, 'ElementDataFile = LIST 2D\n', files)
write('twice.mha', META, 'Offset = 1 2 3\nOffset = 4 5 6\nPosition = 0 0 0\nNDims = 3\nElementDataFile = LOCAL\n', data)
write('tail.mha', META, 'ElementDataFile = LOCAL\n', data, JUNK)
write('tail_compressed.mha', META, 'CompressedData = True\nCompressedDataSize = %d\nElementDataFile = LOCAL\n' % len(zlib.compress(data)),
      zlib.compress(data), JUNK)
write('zeros.nrrd', NRRD, 'encoding: gzip\n\n', gzip.compress(data, mtime=0), bytes(512))
write('junk.nrrd', NRRD, 'encoding: gzip\n\n', gzip.compress(data, mtime=0), JUNK)
write('long.nrrd', NRRD, 'encoding: gzip\n\n', gzip.compress(data + JUNK, mtime=0))
write('tail.nrrd', NRRD, 'encoding: raw\n\n', data, JUNK)

image = nibabel.Nifti1Image(labels.T, np.diag([1, 2, 3, 1]))
image.header.set_xyzt_units('mm')
nibabel.save(image, 'plain.nii')
plain = open('plain.nii', 'rb').read()
expect('plain.nii', 'mm')
write('zeros.nii', plain, bytes(512), unit='mm')
write('zeros.nii.gz', gzip.compress(plain, mtime=0), bytes(1024), unit='mm')
write('junk.nii.gz', gzip.compress(plain, mtime=0), JUNK, unit='mm')
write('members.nii.gz', gzip.compress(plain[:400], mtime=0), gzip.compress(plain[400:], mtime=0), bytes(100), unit='mm')
for offset in (0, 16, 348):
    early = bytearray(plain)
    struct.pack_into('<f', early, 108, offset)
    del early[348:352]
    write('offset_%d.nii' % offset, bytes(early), unit='mm')
    write('offset_%d.nii.gz' % offset, gzip.compress(bytes(early), mtime=0), unit='mm')

with open('expected.csv', 'w', newline='\n') as f:
    csv.writer(f, lineterminator='\n').writerows([['file', 'type', 'size', 'voxel size', 'unit', 'sum of (i + 1) * label i modulo 2^64', 'voxels']] + expected)
