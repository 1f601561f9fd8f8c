"""Makes the golden files in src/test/resources/mgh, which nibabel writes, and expected.csv: what nibabel reads from them.

    python3 -m venv venv && venv/bin/pip install nibabel==5.4.2 numpy
    venv/bin/python make_mgh.py ../resources/mgh
"""
import csv
import gzip
import os
import sys

import nibabel
import numpy as np
from nibabel.freesurfer import MGHImage

folder = sys.argv[1]
os.makedirs(folder, exist_ok=True)
os.chdir(folder)
expected = []


def volume(dtype, shape=(7, 5, 4), seed=1):
    """Labels x, y, z: a few ids in runs, the largest and smallest of the type among them."""
    random = np.random.default_rng(seed)
    dtype = np.dtype(dtype)
    least, most = (0, 2**24) if dtype.kind == 'f' else (np.iinfo(dtype).min, np.iinfo(dtype).max)
    ids = np.array([0, 1, most, least, most // 3], dtype)
    runs = ids[random.integers(0, len(ids), np.prod(shape) // 2 + 1)]
    return np.repeat(runs, 2)[:np.prod(shape)].reshape(shape, order='F')


def expect(name, unit='mm'):
    image = nibabel.load(name)
    labels = np.asarray(image.dataobj)
    size = labels.shape[:3]
    flat = labels.ravel(order='F')
    total = sum((i + 1) * int(v) for i, v in enumerate(flat)) % 2**64
    samples = []
    for x, y, z in ((0, 0, 0), (size[0] - 1, size[1] - 1, size[2] - 1), (1, 0, 0), (0, 1, 0), (size[0] // 2, size[1] // 2, size[2] // 2)):
        samples.append('%d %d %d %d' % (x, y, z, int(labels[x, y, z])))
    zooms = [str(np.float32(v)) for v in image.header.get_zooms()[:3]]
    expected.append([name, labels.dtype.newbyteorder('=').name, ' '.join(map(str, size)), ' '.join(zooms), unit, total, ';'.join(samples)])


turned = np.array([[0, 0, 0.05, 3], [-0.025, 0, 0, 5], [0, 0.025, 0, -7], [0, 0, 0, 1]])
for dtype in ('uint8', 'int16', 'int32', 'float32', 'uint16'):
    for ending in ('mgh', 'mgz'):
        name = '%s.%s' % (dtype, ending)
        nibabel.save(MGHImage(volume(dtype), turned), name)
        expect(name)

# as FreeSurfer writes it: with tags behind the parameters of the scan, longer than the volume
plain = open('int32.mgh', 'rb').read()
with open('tags.mgh', 'wb') as f:
    f.write(plain + b'\0\0\0\3\0\0\0\0\0\0\0\20mri_convert a b\0' * 100)
expect('tags.mgh')
with open('tags.mgz', 'wb') as f:
    f.write(gzip.compress(open('tags.mgh', 'rb').read(), mtime=0))
expect('tags.mgz')
# without a footer, which early versions did not write
with open('bare.mgh', 'wb') as f:
    f.write(plain[:284 + 7 * 5 * 4 * 4])
expect('bare.mgh')

nibabel.save(MGHImage(np.zeros((7, 5, 4, 3), 'int32'), turned), 'frames.mgz')
# nobody says where the voxels are: nibabel takes 1 mm, which is a guess
with open('nowhere.mgh', 'wb') as f:
    f.write(plain[:28] + b'\0\0' + plain[30:])

with open('expected.csv', 'w', newline='\n') as f:
    csv.writer(f, lineterminator='\n').writerows([['file', 'type', 'size', 'voxel size', 'unit', 'sum of (i + 1) * label i modulo 2^64', 'voxels']] + expected)
