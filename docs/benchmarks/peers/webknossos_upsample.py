"""webknossos' Layer.upsample, without its server: from magnification 4 (say) to 2 and to 1, compressed WKW.

It doubles the resolution again and again, so factors are powers of two; every step but the last counts as temporary.
The source is first written as a layer of its own, as webknossos works on its own data sets only.
"""
import os

import cluster_tools
import numpy
import webknossos

from job import Job


def main():
    job = Job()
    factor = job.shape[0] // job.labels.shape[0]
    layers = webknossos.Dataset(os.path.dirname(os.path.dirname(job.output)), voxel_size=(25, 25, 25))
    layer = layers.add_layer(os.path.basename(os.path.dirname(job.output)), "segmentation", dtype="uint32",
                             largest_segment_id=int(job.labels.max()), data_format="wkw")
    mag = layer.add_mag(factor, compress=True)
    labels = numpy.ascontiguousarray(job.labels.transpose(2, 1, 0))
    mag.write(labels, absolute_offset=(0, 0, 0), allow_resize=True)
    with cluster_tools.get_executor("multiprocessing", max_workers=job.threads) as executor:
        layer.upsample(webknossos.Mag(factor), finest_mag=webknossos.Mag(1), sampling_mode="isotropic",
                       executor=executor)
    job.done()


if __name__ == "__main__":
    main()
