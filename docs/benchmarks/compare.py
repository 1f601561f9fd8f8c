"""Measures every program on every data set and factor, each run a process of its own. `run` calls this."""
import argparse
import os
import re
import shutil
import signal
import time

import check
import measure
import outputs
import read_back
import results
import rows
import sources
import volume

LARGE = (6000, 3636, 5182)
RESERVE = 6e9


def arguments():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", help="the real annotation, an NRRD file of uint32 labels")
    parser.add_argument("--work", default="work", help="folder on the disk that is measured")
    parser.add_argument("--out", default="results.csv", help="table to make; a .md is made beside it")
    parser.add_argument("--data", default="real,noisy,best")
    parser.add_argument("--factors", default="2,4,8,large", help=f"large is {LARGE} voxels, of the real data only")
    parser.add_argument("--peers", default="all", help="names or groups, see --list; ours: all its rows; ours-usual")
    parser.add_argument("--timeout", type=float, default=1800, help="seconds for a row")
    parser.add_argument("--check", choices=("all", "sample", "none"), default="all",
                        help="count changed voxels: in all, in 64 blocks, or not; more than --check-limit GB are sampled")
    parser.add_argument("--check-limit", type=float, default=200)
    parser.add_argument("--read", action="store_true", help="also time reading back N5 and Zarr, into OUT-read.csv")
    parser.add_argument("--touch", type=float, default=16, help="GB of memory at most to use before each run, see README")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--list", action="store_true")
    return parser.parse_args()


class Disk:
    """The scratch disk: outputs stay until room is needed, because deleting slows the making of files afterwards."""

    def __init__(self, work):
        self.work = work
        self.kept = []
        self.deleted = False

    def room(self, need):
        """Deletes the oldest outputs until there is room; false if there never is."""
        while shutil.disk_usage(self.work).free < need + RESERVE and self.kept:
            shutil.rmtree(self.kept.pop(0))
            self.deleted = True
        return shutil.disk_usage(self.work).free >= need + RESERVE

    def clear(self):
        """Deletes all outputs."""
        for folder in self.kept:
            shutil.rmtree(folder, ignore_errors=True)


def sync():
    """Seconds until everything written is on the disk."""
    start = time.perf_counter()
    os.sync()
    return time.perf_counter() - start


def available_memory():
    """Bytes of memory that a program can have."""
    with open("/proc/meminfo", encoding="ascii") as file:
        return int(re.search(r"MemAvailable:\s+(\d+)", file.read())[1]) * 1024


def needs(row, place, disk, noisy):
    """Why a row cannot be run here, or nothing."""
    if row.unfit(place):
        return row.unfit(place)
    need = place.bytes * (row.disk * (3 if noisy else 1) if row.disk < 1 else row.disk)
    if not disk.room(need):
        return f"needs up to {need / 1e9:.0f} GB of disk, has {shutil.disk_usage(disk.work).free / 1e9:.0f}"
    if row.memory * place.bytes > available_memory():
        return f"needs {row.memory * place.bytes / 1e9:.0f} GB of memory, has {available_memory() / 1e9:.0f}"
    return None


def measured(row, place, options, disk):
    """Runs one row and returns its columns."""
    os.makedirs(place.scratch)
    sync()
    measure.touch(int(options.touch * 1e9))
    counted = row.counted(place)
    log = place.folder + ".log"
    run = measure.run(row.command(row, place), place.folder, counted, options.timeout, {
        "PYTHONPATH": rows.HERE, "PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": str(row.threads), **row.environment},
        log)
    deleted, disk.deleted = disk.deleted, False
    columns = {"wall": run.wall, "cpu": run.cpu, "resident": run.resident // 10**6, "anonymous": run.anonymous // 10**6,
               "temporary": run.temporary / 1e6, "deleted": "before" if deleted else "", "sync": sync()}
    if run.timed_out or run.status:
        lines = run.text.strip().splitlines() or [""]
        why = f"longer than {options.timeout:.0f} s" if run.timed_out else f"status {run.status}: {lines[-1][:200]}"
        return {**columns, "status": "failed", "note": why.replace("|", "/")}
    # NB: a file may be missing: there is no label table where there are more labels than it would have lines for.
    sizes = [measure.files(path) if os.path.isdir(path) else (0, os.path.getsize(path), 1) for path in counted
             if os.path.exists(path)]
    columns |= {"status": "done", "bytes": sum(s[1] for s in sizes) / 1e6, "files": sum(s[2] for s in sizes),
                "rate": place.bytes / run.wall / 1e9}
    inner = row.inner(place, run.text)
    columns |= {"inner": inner, "inner_rate": place.bytes / inner / 1e9}
    os.remove(log)
    return columns


def survived(row, place, options):
    """Counts the voxels that are not what the rule says."""
    if options.check == "none" or not row.kind:
        return {}
    output = outputs.reader(row.kind, row.out(place))
    sample = options.check == "sample" or place.bytes > options.check_limit * 1e9
    wrong, looked = check.changed(volume.read(place.source), place.size[::-1], output, sample)
    return {"changed": wrong, "checked": looked, "check": "64 blocks" if sample else "all"}


def main():
    # NB: as Ctrl-C does, so that the program that is running is ended too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    options = arguments()
    chosen = rows.chosen(options.peers)
    if options.list:
        for row in rows.all_rows():
            print(f"{row.group:12} {row.name}{'' if rows.usual(row) else '  (with --peers ours)'}")
        return
    os.makedirs(options.work, exist_ok=True)
    work = os.path.join(os.path.abspath(options.work), f"run-{int(time.time())}")
    os.makedirs(work)
    table = results.Results(options.out, results.COLUMNS, options.resume)
    reading = results.Results(os.path.splitext(options.out)[0] + "-read.csv", read_back.COLUMNS, True)
    disk = Disk(work)
    for data in options.data.split(","):
        source = sources.source(data, options.source, options.work)
        source_size = volume.size(source)
        for factor in options.factors.split(","):
            if factor == "large" and data != "real":
                continue
            size = LARGE if factor == "large" else tuple(round(n * float(factor)) for n in source_size)
            for row in chosen:
                if table.has(data, factor, row.name):
                    continue
                place = rows.Place(os.path.abspath(source), source_size, size, os.path.join(
                    work, f"{data}-{factor}-{row.name}"))
                about = {"data": data, "factor": factor, "row": row.name, "codec": row.codec, "threads": row.threads,
                         "block": row.block or "", "levels": row.levels if row.group == "ours" else ""}
                why = needs(row, place, disk, data == "noisy")
                if why:
                    table.add(**about, status="skipped", note=why)
                    continue
                columns = measured(row, place, options, disk)
                if columns["status"] == "done":
                    columns |= survived(row, place, options)
                disk.kept.append(place.folder)
                table.add(**about, **columns)
                if options.read and columns["status"] == "done" and row.kind in ("n5", "zarr"):
                    for timed in read_back.measured(row.kind, row.out(place)):
                        reading.add(data=data, factor=factor, row=row.name, codec=row.codec, block=row.block, **timed)
    disk.clear()


if __name__ == "__main__":
    main()
