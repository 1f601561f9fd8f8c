"""What all peers are given, and what they print: the same command line for each of them."""
import argparse
import itertools
import time

import volume


class Job:
    """Reads the source; `labels` and `shape` (of the target) are z, y, x."""

    def __init__(self, *options, load=True):
        parser = argparse.ArgumentParser()
        parser.add_argument("source", help="NRRD file")
        parser.add_argument("output", help="file or folder to make")
        parser.add_argument("--size", required=True, help="voxels of the target, x,y,z")
        parser.add_argument("--threads", type=int, default=2)
        parser.add_argument("--block", type=int, default=128)
        parser.add_argument("--scratch", required=True, help="folder for temporary files")
        for option in options:
            parser.add_argument(option)
        self.options = parser.parse_args()
        self.output = self.options.output
        self.scratch = self.options.scratch
        self.threads = self.options.threads
        self.block = self.options.block
        self.shape = tuple(int(n) for n in self.options.size.split(","))[::-1]
        self.labels = volume.read(self.options.source) if load else None
        self.restart()

    def blocks(self):
        """The corners of all blocks, z, y, x: pairs of first voxels and last voxels + 1."""
        ranges = [range(0, n, self.block) for n in self.shape]
        for start in itertools.product(*ranges):
            yield start, tuple(min(s + self.block, n) for s, n in zip(start, self.shape))

    def expanded(self, start, stop):
        """The voxels of a block."""
        return volume.expand(self.labels, self.shape, start, stop)

    def restart(self):
        """Begins the time that is printed."""
        self.start = time.perf_counter()

    def done(self):
        """Prints the time since the source has been read."""
        print(f"seconds={time.perf_counter() - self.start:.3f}")
