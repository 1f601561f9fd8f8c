"""Times reading N5 and Zarr datasets: 200 blocks of 128 x 128 x 128 chosen by chance, and one whole plane in x and y.

First with the dataset's pages dropped from the system's memory (as far as it lets them go), then again.
Usage: read_back.py KIND PATH READER, prints one line of JSON. Readers: tensorstore (2 threads), zarr (zarr-python), and
plain: each block file read and decoded by the few lines in outputs.py, the only one of them that knows N5's lz4.
"""
import json
import os
import subprocess
import sys
import time

BLOCK = 128
COLUMNS = {"data": "", "factor": "", "row": "", "codec": "", "block": "", "reader": "", "open": "s", "blocks_cold": "s",
           "plane_cold": "s", "blocks_warm": "s", "plane_warm": "s", "note": ""}


def drop(path):
    """Asks the system to forget the pages of all files of a dataset."""
    for folder, _, names in os.walk(path):
        for name in names:
            file = os.open(os.path.join(folder, name), os.O_RDONLY)
            os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(file)


def seconds(action):
    """How long something takes."""
    start = time.perf_counter()
    result = action()
    return time.perf_counter() - start, result


def blocks(output):
    """Reads 200 blocks, the same for every dataset of a size."""
    import numpy
    grids = [max(1, n // BLOCK) for n in output.shape]
    for position in numpy.random.default_rng(200).integers(0, grids, (200, 3)):
        start = [int(p) * BLOCK for p in position]
        output.read(start, [min(s + BLOCK, n) for s, n in zip(start, output.shape)])


def plane(output):
    """Reads the plane in the middle of z."""
    middle = output.shape[0] // 2
    return output.read((middle, 0, 0), (middle + 1, *output.shape[1:]))


def main():
    import outputs
    kind, path, name = sys.argv[1:]
    drop(path)
    opened, output = seconds(lambda: outputs.reader(kind, path, name))
    times = {"open": opened, "blocks_cold": seconds(lambda: blocks(output))[0]}
    drop(path)
    times["plane_cold"] = seconds(lambda: plane(output))[0]
    plane(output)
    times["plane_warm"] = seconds(lambda: plane(output))[0]
    blocks(output)
    times["blocks_warm"] = seconds(lambda: blocks(output))[0]
    print(json.dumps(times))


def measured(kind, path):
    """The columns of each reader that knows the dataset, each a process of its own."""
    import outputs
    for reader in outputs.readers(kind, path):
        done = subprocess.run([sys.executable, "-B", __file__, kind, path, reader], capture_output=True, text=True, check=False)
        if done.returncode:
            yield {"reader": reader, "note": (done.stderr.strip().splitlines() or [""])[-1][:200].replace("|", "/")}
        else:
            yield {"reader": reader, **json.loads(done.stdout)}


if __name__ == "__main__":
    main()
