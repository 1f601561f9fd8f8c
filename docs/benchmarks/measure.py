"""Runs one program and measures it from outside: wall clock, CPU, memory, temporary files, with /proc alone."""
import contextlib
import dataclasses
import mmap
import os
import re
import signal
import subprocess
import time

POLL = 0.03
DISK_POLL = 0.3
PAGE = mmap.PAGESIZE


@dataclasses.dataclass
class Run:
    """What was measured; seconds and bytes."""
    status: int = 0
    timed_out: bool = False
    wall: float = 0
    cpu: float = 0
    resident: int = 0
    anonymous: int = 0
    temporary: int = 0
    text: str = ""


def touch(limit):
    """Uses free memory once: on a virtual machine the host gives idle memory back slowly, 2 to 3 s a GB."""
    free = int(re.search(r"MemFree:\s+(\d+)", open("/proc/meminfo", encoding="ascii").read())[1]) * 1024
    length = min(int(free * 0.8), limit) // PAGE * PAGE
    if length:
        with mmap.mmap(-1, length) as memory:
            for page in range(0, length, PAGE):
                memory[page] = 1


def tree(pid):
    """A process and all below it."""
    yield pid
    with contextlib.suppress(OSError):
        for task in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{task}/children", encoding="ascii") as file:
                for child in file.read().split():
                    yield from tree(int(child))


def memory(pids):
    """Resident and anonymous bytes of processes; pages that they share count for each of them."""
    resident = anonymous = largest = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            with open(f"/proc/{pid}/status", encoding="utf-8") as file:
                kilobytes = {k: int(v) for k, v in re.findall(r"(VmRSS|VmHWM|RssAnon):\s+(\d+)", file.read())}
            resident += kilobytes.get("VmRSS", 0) * 1024
            anonymous += kilobytes.get("RssAnon", 0) * 1024
            largest = max(largest, kilobytes.get("VmHWM", 0) * 1024)
    # NB: the system keeps the highest value of each process, so what lies between two looks is not missed where there is
    # one process only. The usage that wait4 returns has it too, but with what this program took before the start.
    return max(resident, largest), anonymous


def files(folder, without=()):
    """Bytes on disk, bytes by name, and number of the files below a folder, but for some paths."""
    stored = length = count = 0
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.path in without:
                continue
            if entry.is_dir(follow_symlinks=False):
                inner = files(entry.path, without)
                stored, length, count = stored + inner[0], length + inner[1], count + inner[2]
            else:
                with contextlib.suppress(OSError):
                    info = entry.stat(follow_symlinks=False)
                    stored, length, count = stored + info.st_blocks * 512, length + info.st_size, count + 1
    return stored, length, count


def removed(pids, folder):
    """Bytes of files below a folder that have no name any more but are still open or mapped."""
    found = {}
    for pid in pids:
        with contextlib.suppress(OSError):
            for name in os.listdir(f"/proc/{pid}/fd"):
                path = f"/proc/{pid}/fd/{name}"
                with contextlib.suppress(OSError):
                    target = os.readlink(path)
                    if target.startswith(folder) and target.endswith("(deleted)"):
                        info = os.stat(path)
                        found[info.st_ino] = max(found.get(info.st_ino, 0), info.st_blocks * 512)
            mapped = {}
            with open(f"/proc/{pid}/maps", encoding="utf-8", errors="replace") as file:
                for line in file:
                    field = line.split(None, 5)
                    if len(field) > 5 and field[5].startswith(folder) and field[5].rstrip().endswith("(deleted)"):
                        first, last = (int(a, 16) for a in field[0].split("-"))
                        mapped[int(field[4])] = mapped.get(int(field[4]), 0) + last - first
            for inode, length in mapped.items():
                found[inode] = max(found.get(inode, 0), length)
    return sum(found.values())


def run(command, folder, output, timeout, environment, log):
    """Runs a command whose files all lie in a folder; everything there but the output is temporary."""
    result = Run()
    deadline = time.monotonic() + timeout
    with open(log, "w+", encoding="utf-8", errors="replace") as text:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=text, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                                   start_new_session=True, env={**os.environ, **environment})
        look = 0
        while True:
            done, status, usage = os.wait4(process.pid, os.WNOHANG)
            if done:
                break
            if time.monotonic() > deadline and not result.timed_out:
                result.timed_out = True
                os.killpg(process.pid, signal.SIGKILL)
            pids = list(tree(process.pid))
            resident, anonymous = memory(pids)
            result.resident = max(result.resident, resident)
            result.anonymous = max(result.anonymous, anonymous)
            if time.monotonic() > look:
                look = time.monotonic() + DISK_POLL
                result.temporary = max(result.temporary, files(folder, output)[0] + removed(pids, folder))
            time.sleep(POLL)
        # NB: polled, so up to POLL too long.
        result.wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        text.seek(0)
        result.text = text.read()
    result.status = process.returncode
    result.cpu = usage.ru_utime + usage.ru_stime
    return result
