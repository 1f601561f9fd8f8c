"""The programs that are compared: what to run, where its output is, and what it needs."""
import dataclasses
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = os.path.dirname(os.path.dirname(HERE))
CODECS = ("gzip", "lz4", "zstd", "raw")


@dataclasses.dataclass(frozen=True)
class Place:
    """One measurement: the source file, the size of the target and the folder that all files go to."""
    source: str
    source_size: tuple
    size: tuple
    folder: str

    @property
    def scratch(self):
        return os.path.join(self.folder, "scratch")

    @property
    def bytes(self):
        return 4 * self.size[0] * self.size[1] * self.size[2]

    @property
    def size_text(self):
        return ",".join(str(n) for n in self.size)


@dataclasses.dataclass(frozen=True)
class Row:
    """A program. `disk` and `memory` are what it needs as multiples of the target, from above."""
    name: str
    group: str
    kind: str
    command: object
    output: str
    files: tuple = ()
    threads: int = 2
    block: int = 0
    codec: str = ""
    levels: str = "none"
    disk: float = 1.02
    memory: float = 0
    environment: dict = dataclasses.field(default_factory=dict)
    powers_of_two: bool = False

    def out(self, place):
        """The path of what is read afterwards."""
        return os.path.join(place.folder, self.output)

    def counted(self, place):
        """The files and folders that are the result: the rest is temporary."""
        return [os.path.join(place.folder, f) for f in self.files or (self.output,)]

    def inner(self, place, text):
        """Seconds without starting up and reading the source; at least a millisecond.

        Peers print them. This project prints them with one decimal, so for short runs they are taken from the times of the
        files that it writes right before the first block and right after the last.
        """
        if self.group != "ours":
            return max(1e-3, float(re.search(r"^seconds=([\d.]+)", text, re.M)[1]))
        first = os.stat(os.path.join(self.out(place), "attributes.json")).st_mtime_ns
        last = os.stat(os.path.join(place.folder, "out.n5", "attributes.json")).st_mtime_ns
        return max(1e-3, (last - first) / 1e9)

    def unfit(self, place):
        """Why it cannot do this target, or nothing."""
        factor = place.size[0] / place.source_size[0]
        if self.powers_of_two and factor not in (2, 4, 8, 16):
            return "whole powers of two only"
        return None


def script(name, *arguments):
    """The command of a script in peers/."""
    def command(row, place):
        return [sys.executable, os.path.join(HERE, "peers", name), place.source, row.out(place), "--size",
                place.size_text, "--scratch", place.scratch, "--threads", str(row.threads), *arguments]
    return command


def java(name, heap, *arguments):
    """The command of a class of this project's tests."""
    def command(row, place):
        home = os.path.expanduser("~/.m2/repository")
        jars = [os.path.join(home, *path.split("/")) for path in ("net/imglib2/imglib2/" + pinned("imglib2"),
                                                                 "net/imagej/ij/" + pinned("ij"))]
        path = ":".join([os.path.join(PROJECT, "target", "test-classes"), os.path.join(PROJECT, "target", "dist", "lib", "*")]
                        + [os.path.join(jar, "*") for jar in jars])
        return ["java", "-Xmx" + heap, "-Djava.awt.headless=true", "-Djava.io.tmpdir=" + place.scratch, "-cp", path,
                "org.labelupscaler.benchmark." + name, place.source, row.out(place), place.size_text, *arguments]
    return command


def pinned(artifact):
    """The newest version of a library that Maven has fetched, the one the build uses."""
    group = {"imglib2": "net/imglib2/imglib2", "ij": "net/imagej/ij"}[artifact]
    versions = [v for v in os.listdir(os.path.join(os.path.expanduser("~/.m2/repository"), group)) if v[0].isdigit()]
    return max(versions, key=lambda v: [int(n) for n in re.findall(r"\d+", v)])


def ours(codec, threads, block, levels):
    """This project's command line."""
    def command(row, place):
        return [os.path.join(PROJECT, "target", "dist", "bin", "label-upscaler"), "upscale", place.source,
                os.path.join(place.folder, "out.n5"), "--size", place.size_text, "--unit", "um", "--levels", levels,
                "--block", str(block), "--compression", codec, "--threads", str(threads), "--temp", place.scratch,
                "--progress", "none"]
    return Row(f"ours-{codec}-{block}-t{threads}" + ("-pyramid" if levels == "auto" else ""), "ours", "n5", command,
               "out.n5/setup0/timepoint0/s0", ("out.n5", "out.xml", "out.n5.labels.csv"), threads, block, codec, levels,
               disk=1.2 if codec == "raw" else 0.1, environment={
                   # NB: with less it refuses blocks of 256, of which a worker may hold several.
                   "JAVA_OPTS": "-Xmx2g" if block > 128 else "-Xmx512m"})


def all_rows():
    """All rows, in the order in which they are run."""
    rows = [
        Row("plain-one-file", "disk", "", script("plain_writer.py", "--files", "one", "--sync", "no"), "out"),
        Row("plain-one-file-synced", "disk", "", script("plain_writer.py", "--files", "one", "--sync", "yes"), "out"),
        Row("plain-block-files", "disk", "", script("plain_writer.py", "--files", "blocks", "--sync", "no"), "out"),
        Row("plain-block-files-synced", "disk", "", script("plain_writer.py", "--files", "blocks", "--sync", "yes"), "out"),
    ]
    rows = [dataclasses.replace(row, threads=1, block=128, codec="raw") for row in rows]
    for block in (64, 128, 256):
        for threads in (1, 2):
            for codec in CODECS:
                for levels in ("none", "auto"):
                    rows.append(ours(codec, threads, block, levels))
    for format in ("n5", "zarr"):
        for codec in ("gzip", "lz4", "zstd"):
            blosc = codec if codec == "gzip" else "blosc-" + codec
            rows.append(Row(f"tensorstore-{format}-{blosc}", "tensorstore", format, script(
                "tensorstore_blocks.py", "--format", format, "--codec", codec), "out", block=128, codec=blosc, disk=0.1))
            for empty in ("write", "skip"):
                rows.append(Row(f"zarr-python-{format}-{blosc}" + ("-skip" if empty == "skip" else ""), "zarr-python",
                                format, script("zarr_blocks.py", "--format", format, "--codec", codec, "--empty", empty),
                                "out", block=128, codec=blosc, disk=0.1))
    return rows + [
        Row("imglib2-lazy-view", "imglib2", "n5", java("LazyViewCopy", "1g", "128", "2"), "out", block=128, codec="gzip",
            disk=0.1),
        Row("webknossos-upsample", "webknossos", "wkw", script("webknossos_upsample.py"), "scratch/set/labels/1",
            codec="lz4", disk=0.2, powers_of_two=True),
        Row("itk-resample", "itk", "mhd", script("itk_resample.py"), "out.mhd", ("out.mhd", "out.raw")),
        Row("numpy-repeat", "numpy", "npy", script("numpy_repeat.py"), "out.npy", threads=1),
        Row("scipy-zoom", "scipy", "npy", script("scipy_zoom.py"), "out.npy", threads=1),
        Row("imagej-scale", "imagej", "tif", java("ImageJScale", imagej_heap()), "out.tif", memory=1.3),
        Row("pillow-memmap-float32", "original", "tif", script("pillow_memmap.py", "--type", "float32"), "out.tif",
            threads=1, disk=2.6),
        Row("pillow-memmap-uint32", "original", "tif", script("pillow_memmap.py", "--type", "uint32"), "out.tif",
            threads=1, disk=2.6),
    ]


def imagej_heap():
    """Three quarters of the memory there is, as ImageJ's own launcher takes."""
    with open("/proc/meminfo", encoding="ascii") as file:
        return f"{int(file.readline().split()[1]) * 3 // 4 // 1024}m"


def usual(row):
    """Whether a row belongs to a usual run: of this project each codec, and gzip with one thread and with a pyramid."""
    if row.group != "ours":
        return True
    return row.block == 128 and (row.levels == "none" and row.threads == 2 or row.codec == "gzip" and (
        row.levels == "none" or row.threads == 2) or row.codec == "raw" and row.levels == "none")


def chosen(names):
    """The rows of a list of names or groups; `all` is the usual ones, `ours` the whole grid of this project."""
    rows = all_rows()
    if names == "all":
        return [row for row in rows if usual(row)]
    wanted = names.split(",")
    found = [row for row in rows if any(word in (row.name, row.group) or word == "ours-usual" and row.group == "ours"
                                       and usual(row) for word in wanted)]
    unknown = [word for word in wanted if word != "ours-usual" and not any(word in (r.name, r.group) for r in rows)]
    if unknown:
        raise SystemExit(f"No such peer: {', '.join(unknown)}; see --list")
    return found
