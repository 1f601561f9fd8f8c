"""zarr-python 2: blocks of numpy.repeat, written by several processes, into N5 or Zarr with any of its compressors.

`--format n5|zarr --codec gzip|lz4|zstd --empty write|skip`: gzip is level 1; lz4 and zstd (level 1) are those of Blosc
with its usual shuffle; skip leaves out blocks of only background, which zarr-python finds by looking at every voxel.
"""
import multiprocessing
import warnings

import numcodecs
import zarr

from job import Job


def codec(name):
    """A compressor of numcodecs."""
    return numcodecs.GZip(1) if name == "gzip" else numcodecs.Blosc(name, 5 if name == "lz4" else 1)


def write(block):
    """Writes one block; job and array come from the process that was forked."""
    start, stop = block
    array[tuple(slice(a, b) for a, b in zip(start, stop))] = job.expanded(start, stop)


if __name__ == "__main__":
    warnings.simplefilter("ignore", FutureWarning)
    job = Job("--format", "--codec", "--empty")
    numcodecs.blosc.set_nthreads(1)
    store = zarr.N5FSStore(job.output) if job.options.format == "n5" else zarr.DirectoryStore(
        job.output, dimension_separator="/")
    array = zarr.create(job.shape, (job.block,) * 3, job.labels.dtype, codec(job.options.codec), 0, store=store,
                        write_empty_chunks=job.options.empty == "write")
    with multiprocessing.get_context("fork").Pool(job.threads) as pool:
        for _ in pool.imap_unordered(write, job.blocks(), 8):
            pass
        pool.close()
        pool.join()
    job.done()
