"""ITK's ResampleImageFilter with nearest-neighbour interpolation, by SimpleITK, slab after slab into a MetaImage.

SimpleITK cannot stream into a writer, so a slab of the target is asked for at a time and its voxels are appended.
"""
import os

import SimpleITK

from job import Job


def main():
    job = Job(load=False)
    SimpleITK.ProcessObject.SetGlobalDefaultNumberOfThreads(job.threads)
    source = SimpleITK.ReadImage(job.options.source)
    source.SetOrigin((0, 0, 0))
    size = job.shape[::-1]
    spacing = [e * s / t for e, s, t in zip(source.GetSpacing(), source.GetSize(), size)]
    origin = [(n - o) / 2 for n, o in zip(spacing, source.GetSpacing())]
    planes = max(1, int(64e6 // (4 * size[0] * size[1])))
    filter = SimpleITK.ResampleImageFilter()
    filter.SetInterpolator(SimpleITK.sitkNearestNeighbor)
    filter.SetOutputDirection(source.GetDirection())
    filter.SetOutputSpacing(spacing)
    filter.SetOutputPixelType(SimpleITK.sitkUInt32)
    raw = os.path.splitext(job.output)[0] + ".raw"
    with open(raw, "wb") as file:
        for z in range(0, size[2], planes):
            filter.SetSize((size[0], size[1], min(planes, size[2] - z)))
            filter.SetOutputOrigin((origin[0], origin[1], origin[2] + z * spacing[2]))
            slab = filter.Execute(source)
            file.write(SimpleITK.GetArrayViewFromImage(slab))
    with open(job.output, "w", encoding="ascii") as file:
        file.write("ObjectType = Image\nNDims = 3\nBinaryData = True\nBinaryDataByteOrderMSB = False\n"
                   f"DimSize = {size[0]} {size[1]} {size[2]}\nElementSpacing = {spacing[0]} {spacing[1]} {spacing[2]}\n"
                   f"ElementType = MET_UINT\nElementDataFile = {os.path.basename(raw)}\n")
    job.done()


main()
