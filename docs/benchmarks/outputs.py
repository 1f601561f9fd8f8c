"""What the programs have written, read by libraries that share no code with this project; axes z, y, x."""
import json
import os
import re
import struct
import zlib

import numcodecs
import numpy
import tensorstore
import tifffile
import wkw
import zarr


class Output:
    """A volume: its shape, how many voxels to read at a time, and any box of it."""

    def __init__(self, array, block):
        self.shape = tuple(array.shape)
        self.array = array
        self.block = block

    def read(self, start, stop):
        """The voxels of a box."""
        return numpy.asarray(self.array[tuple(slice(a, b) for a, b in zip(start, stop))])


class TensorStore(Output):
    """N5 and Zarr as tensorstore reads them; missing blocks are 0."""

    def __init__(self, driver, path):
        store = tensorstore.open({"driver": driver, "kvstore": {"driver": "file", "path": path}, "context": {
            "cache_pool": {"total_bytes_limit": 0}, "data_copy_concurrency": {"limit": 2},
            "file_io_concurrency": {"limit": 2}}}, read=True).result()
        store = store.T if driver == "n5" else store
        super().__init__(store, store.chunk_layout.read_chunk.shape)

    def read(self, start, stop):
        return self.array[tuple(slice(a, b) for a, b in zip(start, stop))].read().result()


class PlainN5(Output):
    """N5 block files read and decoded here, for lz4, which neither tensorstore nor zarr-python reads."""

    def __init__(self, path):
        with open(os.path.join(path, "attributes.json"), encoding="utf-8") as file:
            attributes = json.load(file)
        self.path = path
        self.type = numpy.dtype(attributes["dataType"]).newbyteorder(">")
        self.compression = attributes["compression"]["type"]
        self.shape = tuple(attributes["dimensions"][::-1])
        self.block = tuple(attributes["blockSize"][::-1])

    def decode(self, data):
        """The voxels of a compressed block."""
        if self.compression == "gzip":
            return zlib.decompress(data, 31)
        if self.compression == "zstd":
            return numcodecs.Zstd().decode(data)
        if self.compression == "lz4":
            return lz4_blocks(data)
        return data

    def block_at(self, position):
        """A block by its grid position, None if it has no file."""
        try:
            with open(os.path.join(self.path, *(str(p) for p in reversed(position))), "rb") as file:
                data = file.read()
        except FileNotFoundError:
            return None
        _, axes, *shape = struct.unpack_from(">HHiii", data)
        if axes != 3:
            raise ValueError(f"a block of {axes} axes")
        return numpy.frombuffer(self.decode(memoryview(data)[16:]), self.type).reshape(shape[::-1])

    def read(self, start, stop):
        voxels = numpy.zeros([b - a for a, b in zip(start, stop)], self.type.newbyteorder("="))
        first = [a // n for a, n in zip(start, self.block)]
        counts = [(b - 1) // n + 1 - f for b, n, f in zip(stop, self.block, first)]
        for offset in numpy.ndindex(*counts):
            position = [f + o for f, o in zip(first, offset)]
            block = self.block_at(position)
            if block is None:
                continue
            corner = [p * n for p, n in zip(position, self.block)]
            low = [max(a, c) for a, c in zip(start, corner)]
            high = [min(b, c + n) for b, c, n in zip(stop, corner, block.shape)]
            voxels[tuple(slice(l - a, h - a) for l, h, a in zip(low, high, start))] = block[
                tuple(slice(l - c, h - c) for l, h, c in zip(low, high, corner))]
        return voxels


def lz4_blocks(data):
    """Decodes the LZ4Block stream of lz4-java: chunks with a length each, until one of length 0."""
    pieces = []
    start = 0
    while True:
        magic, token, stored, length, _ = struct.unpack_from("<8sBiiI", data, start)
        if magic != b"LZ4Block":
            raise ValueError("not an LZ4Block stream")
        start += 21
        if not length:
            return b"".join(pieces)
        piece = bytes(data[start:start + stored])
        pieces.append(piece if token & 0xF0 == 0x10 else numcodecs.lz4.decompress(struct.pack("<i", length) + piece))
        start += stored


def mapped(array):
    """A mapped array, read in whole planes of about 100 MB."""
    planes = max(1, int(1e8 // array[0].nbytes))
    return Output(array, (planes, *array.shape[1:]))


def metaimage(path):
    """A MetaImage whose voxels are in a file of their own."""
    with open(path, encoding="ascii") as file:
        header = dict(line.strip().split(" = ") for line in file)
    shape = tuple(int(n) for n in header["DimSize"].split())[::-1]
    return mapped(numpy.memmap(os.path.join(os.path.dirname(path), header["ElementDataFile"]), "<u4", "r", shape=shape))


def tiff(path):
    """A TIFF file of one uncompressed stack; ImageJ writes no directory for slices beyond 4 GB."""
    with tifffile.TiffFile(path) as file:
        page = file.pages[0]
        series = file.series[0]
        slices = int((re.search(r"slices=(\d+)", page.description or "") or [0, series.shape[0]])[1])
        type = numpy.dtype(file.byteorder + page.dtype.char)
        return mapped(numpy.memmap(path, type, "r", page.dataoffsets[0], (slices, *page.shape)))


class Wkw(Output):
    """webknossos' own blocks; its axes are x, y, z."""

    def __init__(self, path):
        self.array = wkw.Dataset.open(path)
        self.block = (128, 1024, 1024)

    def read(self, start, stop):
        return self.array.read(start[::-1], [b - a for a, b in zip(start, stop)][::-1])[0].T


def reader(kind, path, name=None):
    """Opens an output; `name` is one of `readers` where several know it, by default the first."""
    if kind in ("n5", "zarr"):
        return {"tensorstore": TensorStore, "zarr": zarr_python, "plain": lambda _, p: PlainN5(p)}[
            name or readers(kind, path)[0]](kind, path)
    return {"npy": lambda p: mapped(numpy.load(p, mmap_mode="r")), "mhd": metaimage, "tif": tiff, "wkw": Wkw}[kind](path)


def zarr_python(kind, path):
    """N5 and Zarr as zarr-python 2 reads them."""
    # NB: from the folder above, for at its root an N5 store of zarr-python must have been made by zarr-python.
    folder, name = os.path.split(path)
    array = zarr.open_array(zarr.N5FSStore(folder) if kind == "n5" else folder, path=name, mode="r")
    return Output(array, array.chunks)


def readers(kind, path):
    """The libraries that read an N5 or Zarr dataset, by its compression."""
    if kind == "zarr":
        return ("tensorstore", "zarr")
    with open(os.path.join(path, "attributes.json"), encoding="utf-8") as file:
        compression = json.load(file)["compression"]["type"]
    return {"lz4": ("plain",), "blosc": ("tensorstore", "zarr")}.get(compression, ("tensorstore", "zarr", "plain"))
