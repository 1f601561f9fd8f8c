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
SLOW_POLL = 0.3
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
    """Resident and anonymous bytes of processes."""
    resident = anonymous = 0
    # NB: pages that several processes share, as after a fork, are divided among them; that takes the system longer to say.
    name, fields = ("status", "VmHWM|RssAnon") if len(pids) == 1 else ("smaps_rollup", "Pss|Pss_Anon")
    for pid in pids:
        with contextlib.suppress(OSError):
            with open(f"/proc/{pid}/{name}", encoding="utf-8") as file:
                kilobytes = {k: int(v) for k, v in re.findall(rf"^({fields}):\s+(\d+)", file.read(), re.M)}
            # NB: of a single process the system keeps the highest value, so what lies between two looks is not missed.
            resident += (kilobytes.get("VmHWM", 0) + kilobytes.get("Pss", 0)) * 1024
            anonymous += (kilobytes.get("RssAnon", 0) + kilobytes.get("Pss_Anon", 0)) * 1024
    return resident, anonymous


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
    with open(log, "w+", encoding="utf-8", errors="replace") as text:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=text, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                                   start_new_session=True, env={**os.environ, **environment})
        try:
            status, usage = watch(process.pid, result, folder, output, time.monotonic() + timeout)
        except BaseException:
            # NB: the program has a session of its own, so Ctrl-C does not reach it.
            os.killpg(process.pid, signal.SIGKILL)
            raise
        # NB: polled, so up to POLL too long.
        result.wall = time.perf_counter() - start
        process.returncode = result.status = os.waitstatus_to_exitcode(status)
        text.seek(0)
        result.text = text.read()
    result.cpu = usage.ru_utime + usage.ru_stime
    return result


def watch(pid, result, folder, output, deadline):
    """Follows a program until it ends, kills it at the deadline; returns its status and usage."""
    look = 0
    while True:
        done, status, usage = os.wait4(pid, os.WNOHANG)
        if done:
            return status, usage
        if time.monotonic() > deadline and not result.timed_out:
            result.timed_out = True
            os.killpg(pid, signal.SIGKILL)
        pids = list(tree(pid))
        again = time.monotonic() > look
        if again or len(pids) == 1:
            resident, anonymous = memory(pids)
            result.resident = max(result.resident, resident)
            result.anonymous = max(result.anonymous, anonymous)
        if again:
            look = time.monotonic() + SLOW_POLL
            result.temporary = max(result.temporary, files(folder, output)[0] + removed(pids, folder))
        time.sleep(POLL)
