"""Does the time of this project grow with the surface of the labels or with the voxels? Measures s0 of a source at several
factors, each run a process of its own, and fits both by least squares.

Surface: the pairs of neighbouring source voxels with different labels, times factor squared. The time is that of writing
the blocks; the smallest of --rounds runs counts, for whatever else the machine does only makes runs longer.
"""
import argparse
import os
import shutil
import time

import numpy

import measure
import rows
import volume


def arguments():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", required=True, help="NRRD file of uint32 labels")
    parser.add_argument("--work", default="work", help="folder for the outputs, which are deleted at the end")
    parser.add_argument("--factors", default="2,3,4,6,8,12,16")
    parser.add_argument("--row", default="ours-gzip-128-t2", help="a row of this project, see run --list")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--out", default="fit.md", help="table to make; a picture, .svg, is made beside it")
    return parser.parse_args()


def faces(labels):
    """Neighbouring voxels with different labels, along all axes."""
    return sum(int(numpy.count_nonzero(numpy.diff(labels, axis=axis))) for axis in range(3))


def r_squared(x, y):
    """Least squares of y = a + b x: a, b and the part of the variance of y that it explains."""
    b, a = numpy.polyfit(x, y, 1)
    return a, b, 1 - numpy.var(y - a - b * x) / numpy.var(y)


def main():
    options = arguments()
    row = rows.chosen(options.row)[0]
    factors = [int(f) for f in options.factors.split(",")]
    labels = volume.read(options.source)
    size = labels.shape[::-1]
    surface = faces(labels)
    work = os.path.join(os.path.abspath(options.work), f"fit-{int(time.time())}")
    best = {}
    for round_ in range(options.rounds):
        for factor in factors:
            place = rows.Place(os.path.abspath(options.source), size, tuple(n * factor for n in size), os.path.join(
                work, f"{factor}-{round_}"))
            os.makedirs(place.scratch)
            os.sync()
            run = measure.run(row.command(row, place), place.folder, row.counted(place), 3600, row.environment,
                              place.folder + ".log")
            if run.status:
                raise SystemExit(run.text)
            found = (row.inner(place, run.text), run.cpu, measure.files(row.out(place))[2])
            best[factor] = tuple(map(min, best.get(factor, found), found))
    shutil.rmtree(work)
    write(options.out, row, numpy.array(factors), surface, labels.size, numpy.array([best[f] for f in factors]))


def write(path, row, factors, surface, voxels, found):
    """The table, the fits and the picture. The first factors are the ones that a fit on all would hardly feel."""
    models = {"label surface": surface * factors ** 2.0, "voxels": voxels * factors ** 3.0,
              "files": found[:, 2]}
    lines = [f"`{row.name}`: {voxels:,} source voxels, {surface:,} faces between labels.", "",
             "| factor | target voxels | label surface | files | blocks, s | CPU of the whole, s |", "|" + " ---: |" * 6]
    lines += [f"| {f} | {v:.3g} | {s:.3g} | {n:.0f} | {wall:.2f} | {cpu:.2f} |" for f, v, s, (wall, cpu, n) in zip(
        factors, models["voxels"], models["label surface"], found)]
    lines += ["", "| time = a + b · | a, s | b | R² of wall | R² of CPU |", "| --- | ---: | ---: | ---: | ---: |"]
    for name, x in models.items():
        a, b, r = r_squared(x, found[:, 0])
        lines.append(f"| {name} | {a:.2f} | {b:.3g} | {r:.4f} | {r_squared(x, found[:, 1])[2]:.4f} |")
    power = numpy.polyfit(numpy.log(factors[-4:]), numpy.log(found[-4:, 0]), 1)[0]
    lines += ["", f"Over the four largest factors the time grows with factor to the power of {power:.2f} "
              "(2 would be surface, 3 voxels)."]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    print("\n".join(lines))
    draw(os.path.splitext(path)[0] + ".svg", models, found[:, 0])


def draw(path, models, seconds):
    """Seconds against surface and against voxels, side by side, with the fitted lines."""
    import matplotlib
    matplotlib.use("svg")
    from matplotlib import pyplot
    figure, axes = pyplot.subplots(1, 2, figsize=(8, 3.2), sharey=True, layout="constrained")
    for axis, name in zip(axes, ("label surface", "voxels")):
        a, b, r = r_squared(models[name], seconds)
        axis.plot(models[name], seconds, "o")
        axis.plot(models[name], a + b * models[name], "-")
        axis.set(xlabel=f"{name} of the target", title=f"R² = {r:.3f}")
    axes[0].set_ylabel("blocks, seconds")
    figure.savefig(path)


if __name__ == "__main__":
    main()
