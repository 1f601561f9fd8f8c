"""Measures assigning cells to regions beside numpy and pandas, each run a process of its own: `run cells ...` calls this."""
import argparse
import os
import sys

import measure
import numpy
import pandas
import volume

HERE = os.path.dirname(os.path.abspath(__file__))
FACTOR4 = "2112,1280,1824"


def arguments():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", required=True, help="the annotation, an NRRD file of uint32 labels")
    parser.add_argument("--ontology", required=True, help="its ontology, a table with id, acronym and name")
    parser.add_argument("--program", default="target/dist/bin/label-upscaler")
    parser.add_argument("--work", default="work", help="folder; the memmap takes 19.7 GB in it")
    parser.add_argument("--cells", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--timeout", type=float, default=1800, help="seconds for a run")
    return parser.parse_args()


def points(path, count):
    """Half of the cells in clusters, half anywhere in the volume; the same for the same count."""
    if os.path.exists(path + ".npy"):
        return
    random = numpy.random.default_rng(6)
    size = numpy.array([int(n) for n in FACTOR4.split(",")])
    centres = random.random((2000, 3)) * size
    clustered = centres[random.integers(0, len(centres), count)] + random.normal(size=(count, 3)) * 20
    cells = numpy.where(random.random((count, 1)) < 0.5, clustered, random.random((count, 3)) * size).round(3)
    numpy.save(path + ".npy", cells)
    numpy.savetxt(path + ".csv", cells, fmt="%.3f", delimiter=",", header="x,y,z", comments="")


def memmap(path, source):
    """The annotation upscaled 4 times, raw."""
    if os.path.exists(path):
        return
    labels = volume.read(source)
    with open(path + ".part", "wb") as file:
        for plane in labels:
            upscaled = plane.repeat(4, axis=0).repeat(4, axis=1).tobytes()
            for _ in range(4):
                file.write(upscaled)
    os.rename(path + ".part", path)


def counts(path, name):
    """How many cells each id has, from an assigned file; "" for those outside."""
    column = pandas.read_csv(path, usecols=[name], dtype={name: "Int64"})[name]
    return column.value_counts(dropna=False).to_dict()


def main():
    """Runs all ways in turn, some rounds; the first time the counts of all are compared."""
    a = arguments()
    os.makedirs(a.work, exist_ok=True)
    cells = os.path.join(a.work, f"cells{a.cells}")
    raw = os.path.join(a.work, "upscaled4.raw")
    points(cells, a.cells)
    memmap(raw, a.source)
    peer = [sys.executable, os.path.join(HERE, "peers", "cells_numpy.py")]
    ways = {}
    for ending in ("csv", "npy"):
        file = f"{cells}.{ending}"
        out = os.path.join(a.work, "out.csv")
        ways[f"this project, .{ending}"] = [a.program, "cells", a.source, file, "--points-in", FACTOR4, "--ontology",
                                            a.ontology, "--output", out, "--table", os.path.join(a.work, "table.csv"),
                                            "--existing", "overwrite", "--progress", "none"]
        for way, labels in (("memmap", raw), ("small", a.source)):
            ways[f"numpy and pandas, {way}, .{ending}"] = peer + [way, labels, FACTOR4, file, a.ontology, out]
    expected = None
    print("| | seconds | cells a second | resident | anonymous |\n| --- | ---: | ---: | ---: | ---: |")
    for turn in range(a.rounds):
        for name, command in ways.items():
            run = measure.run(command, a.work, (), a.timeout, {}, os.path.join(a.work, "log.txt"))
            if run.status:
                raise SystemExit(f"{name} failed: {run.text}")
            print(f"| {name} | {run.wall:.1f} | {a.cells / run.wall / 1e6:.2f} M | {run.resident / 1e9:.2f} GB | "
                  f"{run.anonymous / 1e9:.2f} GB |" + "".join(f" {line}" for line in run.text.splitlines() if "lookup" in line),
                  flush=True)
            if turn == 0:
                found = counts(os.path.join(a.work, "out.csv"), "region_id")
                expected = expected or found
                if found != expected:
                    raise SystemExit(f"{name} counts other cells than the first way")


if __name__ == "__main__":
    main()
