package org.labelupscaler.source.foreign;

import static org.labelupscaler.source.foreign.FileStart.at;
import static org.labelupscaler.source.foreign.FileStart.hex;
import static org.labelupscaler.source.foreign.FileStart.named;
import static org.labelupscaler.source.foreign.FileStart.root;
import static org.labelupscaler.source.foreign.FileStart.says;
import static org.labelupscaler.source.foreign.FileStart.starts;
import static org.labelupscaler.source.foreign.Signature.Kind.IMAGE;
import static org.labelupscaler.source.foreign.Signature.Kind.SHAPES;

import java.util.List;
import java.util.function.Predicate;

/** Volumes and surfaces of medicine, neuroscience and other sciences. Signatures as the formats' own descriptions give them. */
final class VolumeSignatures {

	/** Storage classes of DICOM in which voxels or outlines are labels. */
	private static final Predicate<FileStart> SEGMENTATION = start -> start.storageClass().matches(
		"1\\.2\\.840\\.10008\\.5\\.1\\.4\\.1\\.1\\.66\\.[47]");
	private static final Predicate<FileStart> DICOM = at(128, "DICM").or(named(".dcm", ".dicom").and(hex(0, "02 00").or(hex(0,
		"08 00"))));
	private static final Predicate<FileStart> NETCDF = starts("CDF\1").or(starts("CDF\2")).or(starts("CDF\5"));
	private static final Predicate<FileStart> AMIRA = starts("# AmiraMesh").or(starts("# Avizo"));
	private static final Predicate<FileStart> VTK = starts("# vtk DataFile");

	static final List<Signature> ALL = List.of( //
		volume("a MINC 1 file", NETCDF.and(says("MINC")), "make MINC 2 of it: mincconvert -2 in.mnc out.mnc"), //
		volume("a classic netCDF file", NETCDF, "make netCDF-4, which is HDF5, of it: nccopy -k nc4 in.nc out.nc"), //
		volume("a DICOM segmentation (SEG)", DICOM.and(SEGMENTATION), "make NRRD of it with 3D Slicer, or with dcmqi: " +
			"segimage2itkimage --mergeSegments -t nrrd --inputDICOM in.dcm --outputDirectory out"), //
		Signature.of(SHAPES, "DICOM with outlines (RT structure set)", DICOM.and(start -> start.storageClass().equals(
			"1.2.840.10008.5.1.4.1.1.481.3")),
			"make a label map of it with 3D Slicer and save that as NRRD"), //
		volume("a DICOM file", DICOM, "make NIfTI of its folder: dcm2niix -o out folder"), //
		volume("a V3DRAW file (Vaa3D)", starts("raw_image_stack_by_hpeng"), "open it in Vaa3D and save it as TIFF"), //
		volume("a V3DPBD file (Vaa3D)", starts("v3d_volume_pkbitdf_encod"), "open it in Vaa3D and save it as TIFF"), //
		volume("an MRtrix image", starts("mrtrix image"), "make NIfTI of it: mrconvert in.mif out.nii.gz"), //
		Signature.of(SHAPES, "a file of tracks (MRtrix)", starts("mrtrix tracks"), "make an image of it: tckmap"), //
		Signature.of(SHAPES, "a file of tracks (TrackVis)", starts("TRACK\0"), "make an image of it in TrackVis"), //
		Signature.of(SHAPES, "a surface of Amira", starts("# HyperSurface").or(AMIRA.and(says("HxSurface"))),
			"in Amira or Avizo make a label field of it (Scan Surface To Volume) and save that as NRRD"), //
		volume("a WKW file (webKnossos)", starts("WKW\1"), "make TIFF of the folder of the whole dataset: webknossos " +
			"export-as-tiff"), //
		volume("an ECAT 7 file", starts("MATRIX7").and(start -> !start.isText()), "make NIfTI of it: medcon -c nifti -f in.v"), //
		volume("an Interfile header", starts("!INTERFILE"), "make NIfTI of it: medcon -c nifti -f in.hdr"), //
		volume("the header of an AFNI dataset", named(".head").and(says("type")).and(says("-attribute")),
			"make NIfTI of it: 3dAFNItoNIFTI in.HEAD"), //
		volume("the voxels of an AFNI dataset", named(".brik", ".brik.gz"), "make NIfTI of it: 3dAFNItoNIFTI in.HEAD"), //
		volume("an Analyze 7.5 header", start -> analyze(start), "make NIfTI of it: fslchfiletype NIFTI_GZ in out"), //
		volume("a GIPL image", hex(252, "2A E3 89 B8").or(hex(252, "EF FF E9 B0")), "save it by Python: SimpleITK.WriteImage(" +
			"SimpleITK.ReadImage('in.gipl'), 'out.nrrd')"), //
		volume("a FITS file", starts("SIMPLE  ="), "save it by Python: numpy.save('out.npy', astropy.io.fits.getdata('in.fits'))"), //
		volume("a MATLAB file of version 5 to 7", starts("MATLAB 5.0 MAT-file"),
			"in MATLAB save('out.mat', 'labels', '-v7.3'), which is HDF5, or niftiwrite(labels, 'out')").withCells(
				"in MATLAB writematrix(points, 'points.csv')"), //
		volume("a MATLAB file of version 4", named(".mat"), "in MATLAB save it with the option '-v7.3', which is HDF5").withCells(
			"in MATLAB writematrix(points, 'points.csv')"), //
		volume("a VTK image", VTK.and(says("STRUCTURED_POINTS")), "save it by Python: SimpleITK.WriteImage(SimpleITK.ReadImage(" +
			"'in.vtk'), 'out.nrrd')"), //
		Signature.of(SHAPES, "a VTK file of something else than an image", VTK, "make an image of it in ParaView (Resample To " +
			"Image) and save that as MetaImage (.mhd)"), //
		volume("a VTK image as XML", root("VTKFile").and(says("ImageData")), "in ParaView save it as MetaImage (File > Save " +
			"Data, .mhd)"), //
		Signature.of(SHAPES, "a VTK file of something else than an image, as XML", root("VTKFile"), "make an image of it in " +
			"ParaView (Resample To Image) and save that as MetaImage (.mhd)"), //
		Signature.of(SHAPES, "a GIFTI file, values on a surface", root("GIFTI"), "make a volume of it: wb_command " +
			"-label-to-volume-mapping"), //
		Signature.of(SHAPES, "a FreeSurfer annotation, labels on a surface", named(".annot").and(start -> start.at(0) == 0),
			"make a volume of it: mri_label2vol --annot"), //
		Signature.of(SHAPES, "a FreeSurfer surface", hex(0, "FF FF FE").and(says("created by")), "name the volume with the " +
			"labels instead, such as aparc+aseg.mgz"), //
		mesh("a PLY mesh", starts("ply\n").or(starts("ply\r"))), //
		mesh("an STL mesh", start -> stl(start)), //
		mesh("a Wavefront OBJ mesh", named(".obj").and(FileStart::isText)), //
		mesh("a glTF mesh", starts("glTF\2\0").or(named(".gltf"))), //
		mesh("a COLLADA or X3D mesh", root("COLLADA", "X3D")), //
		Signature.of(SHAPES, "a traced neuron (SWC)", named(".swc", ".eswc").and(FileStart::isText), "make an image of it in " +
			"Vaa3D or Fiji (SNT: Fill or Rasterize)").withCells("save the coordinates of its cells as CSV with the columns x, y, z"));

	private VolumeSignatures() {}

	private static Signature volume(final String what, final Predicate<FileStart> matches, final String advice) {
		return Signature.of(IMAGE, what, matches, advice);
	}

	private static Signature mesh(final String what, final Predicate<FileStart> matches) {
		return Signature.of(SHAPES, what, matches, "fill its surfaces with labels, for example in 3D Slicer (Segmentations), and " +
			"save that as NRRD");
	}

	/** The size of the header, 348, and 1 to 7 axes, but not the magic of NIfTI; in either byte order. */
	private static boolean analyze(final FileStart start) {
		final int size = start.int32(0);
		final int axes = size == 348 ? start.at(40) | start.at(41) << 8 : start.at(40) << 8 | start.at(41);
		return (size == 348 || size == Integer.reverseBytes(348)) && axes >= 1 && axes <= 7 && !start.has(344, "n");
	}

	/** As text, or triangles of 50 bytes behind 84. */
	private static boolean stl(final FileStart start) {
		return start.has(0, "solid") && start.letters().contains("facet") || start.bytes().length >= 84 && start.length() == 84 +
			50 * (start.int32(80) & 0xFFFFFFFFL);
	}
}
