"""Makes the files of MicroscopeTest, and expected.csv: what independent readers say of their size and voxel size.

CZI files are written by Zeiss's library and read by czifile; MRC files are written and read by mrcfile. Nothing free writes LIF
and ND2, so these are put together by hand, and read by readlif and nd2.

Run with pylibCZIrw 6.1.0, czifile 2019.7.2, mrcfile 1.5.4, readlif 0.6.6, nd2 0.12.0: python3 make_microscope.py ../resources/microscope
"""
import os
import struct
import sys
import xml.etree.ElementTree as ElementTree

import czifile
import mrcfile
import nd2
import numpy
from pylibCZIrw import czi
from readlif.reader import LifFile

folder = sys.argv[1]
expected = {}


def path(name):
    return os.path.join(folder, name)


def write_czi(name, planes=1, channels=1, times=1, tiles=1, scenes=1, scale=None):
    if os.path.exists(path(name)):
        os.remove(path(name))
    with czi.create_czi(path(name)) as out:
        for scene in range(scenes):
            for t in range(times):
                for c in range(channels):
                    for z in range(planes):
                        for tile in range(tiles):
                            where = {"scene": scene} if scenes > 1 else {}
                            out.write(numpy.zeros((5, 7, 1), numpy.uint8), plane={"T": t, "Z": z, "C": c},
                                      location=(7 * tile + 40 * scene, 0), **where)
        out.write_metadata("a", **(scale or {}))
    with czifile.CziFile(path(name)) as file:
        size = [file.shape[file.axes.index(axis)] for axis in "XYZ"]
        root = ElementTree.fromstring(file.metadata())
        um = [float(root.find("Metadata/Scaling/Items/Distance[@Id='%s']/Value" % axis).text) * 1e6 for axis in "XYZ"] \
            if scale else None
        if scenes == 1:
            expected[name] = size, um or [], "um" if um else "pixel"


write_czi("volume.czi", planes=4, channels=2, times=3, scale={"scale_x": .65e-6, "scale_y": .65e-6, "scale_z": 2.5e-6})
write_czi("plain.czi")
write_czi("tiles.czi", planes=2, tiles=3, scale={"scale_x": 1e-6, "scale_y": 1e-6, "scale_z": 3e-6})
write_czi("scenes.czi", scenes=2)


def write_mrc(name, array, voxel, volume=True, stack=False):
    with mrcfile.new(path(name), overwrite=True) as out:
        out.set_data(array)
        if stack:
            out.header.ispg = 401
            out.header.mz = array.shape[-3]
        elif volume:
            out.set_volume()
        else:
            out.set_image_stack()
        out.voxel_size = voxel
    with mrcfile.open(path(name)) as file:
        shape = file.data.shape[-3:]
        read = file.voxel_size
        expected[name] = shape[::-1], [float(read.x), float(read.y), float(read.z)], "angstrom"


write_mrc("volume.mrc", numpy.zeros((4, 5, 7), numpy.int16), (5.5, 5.5, 40))
write_mrc("volumes.mrc", numpy.zeros((3, 4, 5, 7), numpy.int8), (2, 3, 4), stack=True)
write_mrc("series.mrc", numpy.zeros((4, 5, 7), numpy.uint16), 10, volume=False)
# The same with its columns along z and its sections along x: the cell stays x, y, z.
with open(path("volume.mrc"), "rb") as file:
    turned = bytearray(file.read())
turned[64:76] = struct.pack("<3i", 3, 2, 1)
with open(path("turned.mrc"), "wb") as out:
    out.write(turned)


def lif_axes(axes):
    return "".join('<DimensionDescription DimID="%d" NumberOfElements="%d" Origin="0" Length="%s" Unit="%s" BitInc="0" '
                   'BytesInc="%d"/>' % axis for axis in axes)


def lif_image(name, memory, axes, channels=1):
    return ('<Element Name="%s"><Memory Size="%d" MemoryBlockID="%s"/><Data><Image><ImageDescription><Channels>%s</Channels>'
            '<Dimensions>%s</Dimensions></ImageDescription></Image></Data><Children/></Element>') % (
        name, 1, memory, "".join('<ChannelDescription DataType="0" ChannelTag="0" Resolution="8" NameOfMeasuredQuantity="" Min="0" '
                                 'Max="255" Unit="" LUTName="Gray" BytesInc="%d"/>' % c for c in range(channels)),
        lif_axes(axes))


def write_lif(name, elements, memories, tiles=False):
    xml = ('<LMSDataContainerHeader Version="2"><Element Name="%s"><Memory Size="0" MemoryBlockID="MemBlock_0"/><Children>%s'
           '</Children></Element></LMSDataContainerHeader>' % (name, elements)).encode("utf-16-le")
    with open(path(name), "wb") as out:
        out.write(struct.pack("<iiBi", 0x70, 5 + len(xml), 0x2A, len(xml) // 2) + xml)
        for memory in memories:
            block = memory.encode("utf-16-le")
            out.write(struct.pack("<iiBQBi", 0x70, 14 + len(block), 0x2A, 1, 0x2A, len(memory)) + block + b"\0")
    if tiles:
        return
    images = list(LifFile(path(name)).get_iter_image())
    for image in images:
        size = [image.dims_n.get(d, 1) for d in (1, 2, 3)]
        um = [abs(1 / image.scale_n[d]) if image.scale_n.get(d) else 1 / image.scale_n[1] for d in (1, 2, 3)]
        expected[name if len(images) == 1 else name + "/" + image.name] = size, um, "um"


STACK = [(1, 512, "2.325e-04", "m", 1), (2, 256, "1.16e-04", "m", 512), (3, 21, "-4e-05", "m", 131072)]
write_lif("one.lif", lif_image("Series001", "MemBlock_1", STACK, 2), ["MemBlock_1"])
write_lif("several.lif", lif_image("brain", "MemBlock_1", STACK + [(4, 3, "1.0e+01", "s", 131072 * 21)]) +
          '<Element Name="slices"><Data/><Children>' +
          lif_image("brain", "MemBlock_2", [(1, 64, "6.3e-05", "m", 1), (3, 11, "5e-06", "m", 64)]) +
          lif_image("flat", "MemBlock_3", [(1, 64, "6.3e-05", "m", 1), (2, 32, "3.1e-05", "m", 64)]) + '</Children></Element>',
          ["MemBlock_1", "MemBlock_2", "MemBlock_3"])
write_lif("tiles.lif", lif_image("a", "MemBlock_1", STACK[:2] + [(10, 4, "0", "", 131072)]), ["MemBlock_1"], True)


class Level(list):
    pass


def item(name, value):
    """A value as Nikon stores it: int as uint32, float, bool, str, bytes, a Level of pairs."""
    if isinstance(value, Level):
        inner = b"".join(item(*pair) for pair in value)
        head = name_of(11, name)
        return head + struct.pack("<IQ", len(value), len(head) + 12 + len(inner)) + inner + bytes(8 * len(value))
    if isinstance(value, bool):
        return name_of(1, name) + struct.pack("<B", value)
    if isinstance(value, float):
        return name_of(6, name) + struct.pack("<d", value)
    if isinstance(value, str):
        return name_of(8, name) + (value + "\0").encode("utf-16-le")
    if isinstance(value, bytes):
        return name_of(9, name) + struct.pack("<Q", len(value)) + value
    return name_of(3, name) + struct.pack("<I", value)


def name_of(kind, name):
    return struct.pack("<BB", kind, len(name) + 1) + (name + "\0").encode("utf-16-le")


def compressed(data):
    import zlib
    return struct.pack("<BB", 76, 0) + bytes(10) + zlib.compress(data)


def chunk(name, data):
    return struct.pack("<IIQ", 0x0ABECEDA, len(name), len(data)) + name + data


def write_nd2(name, planes, experiment, calibrated=True, squeeze=False):
    squeezed = compressed if squeeze else lambda data: data
    attributes = item("SLxImageAttributes", Level([
        ("uiWidth", 7), ("uiWidthBytes", 14), ("uiHeight", 5), ("uiComp", 1), ("uiBpcInMemory", 16), ("uiBpcSignificant", 16),
        ("uiSequenceCount", planes), ("uiTileWidth", 7), ("uiTileHeight", 5), ("eCompression", 2)]))
    picture = item("SLxPictureMetadata", Level([
        ("dTimeMSec", 0.), ("wsObjectiveName", "Plan 10x"), ("bCalibrated", calibrated), ("dCalibration", .325),
        ("dAspect", 1.), ("pData", b"\1\2\3"),
        ("sPicturePlanes", Level([("uiCount", 2), ("uiCompCount", 2), ("sPlaneNew", Level([]))]))]))
    chunks = [(b"ND2 FILE SIGNATURE CHUNK NAME01!", b"Ver3.0".ljust(64, b"\0")), (b"ImageAttributesLV!", squeezed(attributes)),
              (b"ImageMetadataSeqLV|0!", picture), (b"ImageDataSeq|0!", bytes(70))]
    if experiment:
        chunks.append((b"ImageMetadataLV!", squeezed(item("SLxExperiment", experiment))))
    out = b""
    listed = b""
    for key, data in chunks:
        listed += key + struct.pack("<QQ", len(out), len(data))
        out += chunk(key, data)
    start = len(out)
    out += chunk(b"ND2 FILEMAP SIGNATURE NAME 0001!", listed + b"ND2 CHUNK MAP SIGNATURE 0000001!" + struct.pack("<Q", start))
    with open(path(name), "wb") as file:
        file.write(out)
    with nd2.ND2File(path(name)) as file:
        loops = {loop.type: loop for loop in file.experiment}
        stack = loops.get("ZStackLoop")
        pixel = file._rdr._cached_raw_metadata()["dCalibration"]
        expected[name] = [file.attributes.widthPx, file.attributes.heightPx, stack.count if stack else 1], \
            [pixel, pixel, stack.parameters.stepUm if stack else pixel] if calibrated else [], "um" if calibrated else "pixel"


def stack(count, step=1.5, low=0., high=0.):
    return Level([("eType", 4), ("wsApplicationDesc", ""), ("uLoopPars", Level([
        ("uiCount", count), ("dZLow", low), ("dZHigh", high), ("dZStep", step), ("dZHome", 0.), ("bZInverted", False)])),
        ("uiNextLevelCount", 0)])


def within(loop, *inner):
    return Level(loop + [("ppNextLevelEx", Level([("", one) for one in inner]))])


def times(count):
    return Level([("eType", 1), ("uLoopPars", Level([("uiCount", count), ("dStart", 0.), ("dPeriod", 1.), ("dDuration", 1.)]))])


def positions(count):
    points = Level([("", Level([("dPosX", 1.), ("dPosY", 2.), ("dPosZ", 3.)])) for _ in range(count)])
    return Level([("eType", 2), ("uLoopPars", Level([("uiCount", count), ("bUseZ", True), ("Points", points)])),
                  ("pItemValid", b"\1" * count)])


write_nd2("stack.nd2", 9, stack(9))
write_nd2("packed.nd2", 9, stack(9), squeeze=True)
write_nd2("range.nd2", 9, stack(9, 0., 10., 30.))
write_nd2("loops.nd2", 3 * 2 * 4, within(times(3), within(positions(2), stack(4, 2.))))
write_nd2("each.nd2", 2 * 4, within(positions(2), stack(4, 2.), stack(4, 2.)))
write_nd2("flat.nd2", 1, None, calibrated=False)

with open(path("expected.csv"), "w") as out:
    out.write("file,size,voxel size,unit\n")
    for name, (size, edges, unit) in expected.items():
        out.write(",".join([name, " ".join(map(str, size)), " ".join(map(repr, edges)), unit]) + "\n")
