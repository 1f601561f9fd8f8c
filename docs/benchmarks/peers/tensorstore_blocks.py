"""tensorstore: blocks of numpy.repeat, compressed and written by as many of its threads as are asked for.

`--format n5|zarr --codec gzip|lz4|zstd`: gzip is level 1; lz4 and zstd (level 1) are those of Blosc. tensorstore leaves
out blocks of only background by itself.
"""
import concurrent.futures

import tensorstore

from job import Job


def compressor(format, codec):
    """The compressor's metadata."""
    if codec == "gzip":
        return {"type": "gzip", "level": 1} if format == "n5" else {"id": "gzip", "level": 1}
    return {"type" if format == "n5" else "id": "blosc", "cname": codec, "clevel": 5 if codec == "lz4" else 1,
            "shuffle": 1}


def metadata(job, compression):
    """The metadata of a new dataset; N5 counts axes from x, Zarr from z."""
    if job.options.format == "n5":
        return {"dataType": "uint32", "dimensions": job.shape[::-1], "blockSize": [job.block] * 3,
                "compression": compression}
    return {"dtype": "<u4", "shape": job.shape, "chunks": [job.block] * 3, "compressor": compression, "fill_value": 0,
            "dimension_separator": "/"}


def write(job, store, start, stop):
    """Writes one block; as many at once as keep the threads busy, not more: each is 8 MB."""
    store[tuple(slice(a, b) for a, b in zip(start, stop))] = job.expanded(start, stop)


def main():
    job = Job("--format", "--codec")
    threads = {"limit": job.threads}
    store = tensorstore.open({
        "driver": job.options.format, "kvstore": {"driver": "file", "path": job.output},
        "metadata": metadata(job, compressor(job.options.format, job.options.codec)),
        "context": {"data_copy_concurrency": threads, "file_io_concurrency": threads, "cache_pool": {
            "total_bytes_limit": 0}}}, create=True).result()
    store = store.T if job.options.format == "n5" else store
    with concurrent.futures.ThreadPoolExecutor(2 * job.threads) as pool:
        for _ in pool.map(lambda block: write(job, store, *block), job.blocks()):
            pass
    job.done()


main()
