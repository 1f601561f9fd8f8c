"""Makes the synthetic list of cells that the pictures cells-*.png were drawn from.

    python cells.py annotation_25.nrrd allen_structure_tree.csv cells.csv        needs numpy and pynrrd
    label-upscaler cells annotation_25.nrrd cells.csv --points-in 6000,3636,5182 --unit um --midline z --ontology ...

Then the commands of the user guide, with --size 1200 --scale 1.5. 250,000 cells in voxels of a brain of 6000 x 3636 x 5182,
each region with a density of its own, layer 5 and CA3 with more, the right side (large z) with twice as many as the left."""

import csv
import sys

import nrrd
import numpy

CELLS = 250_000
BRAIN = (6000, 3636, 5182)
DENSITIES = {'Isocortex': 0.5, 'HPF': 1.2, 'OLF': 0.35, 'CTXsp': 0.2, 'STR': 0.2, 'PAL': 0.25, 'TH': 1.2, 'HY': 0.3, 'MB': 0.25,
             'P': 0.25, 'MY': 0.12, 'CB': 0.1}

annotation, tree, output = sys.argv[1:]
random = numpy.random.default_rng(2025)
labels, _ = nrrd.read(annotation)
ids, index = numpy.unique(labels, return_inverse=True)
acronyms, paths = {}, {}
for row in csv.DictReader(open(tree)):
    acronyms[int(row['id'])] = row['acronym']
    paths[int(row['id'])] = {int(i) for i in row['structure_id_path'].split('/') if i}
id_of = {acronym: i for i, acronym in acronyms.items()}

density = numpy.zeros(len(ids))
for k, i in enumerate(map(int, ids)):
    if i == 0:
        continue
    value = 0.02
    for region, here in DENSITIES.items():
        if id_of[region] in paths.get(i, ()):
            value = here
    if id_of['Isocortex'] in paths.get(i, ()) and acronyms[i].endswith('5'):
        value *= 4
    if acronyms.get(i) == 'CA3':
        value *= 2.5
    density[k] = value * random.lognormal(0, 0.45)

share = density[index.reshape(labels.shape)]
share[:, :, labels.shape[2] // 2:] *= 2
share *= 0.6 + numpy.exp(-((numpy.arange(labels.shape[0]) - 260) / 90.0) ** 2)[:, None, None]
share = share.ravel() / share.sum()
voxels = numpy.stack(numpy.unravel_index(random.choice(share.size, CELLS, p=share), labels.shape), 1)
cells = (voxels + random.random(voxels.shape)) * (numpy.array(BRAIN) / labels.shape)
numpy.savetxt(output, cells, fmt='%.1f', delimiter=',', header='x,y,z', comments='')
