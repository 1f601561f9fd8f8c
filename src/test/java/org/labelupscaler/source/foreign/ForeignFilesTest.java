package org.labelupscaler.source.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.points.PointColumns;
import org.labelupscaler.points.file.PointFiles;
import org.labelupscaler.source.Sources;

/** Files that are known and not read are called so. Their beginnings are those of the formats' own descriptions. */
class ForeignFilesTest {

	@TempDir
	private Path folder;

	/**
	 * A name; how the file begins, with \xx for a byte in hexadecimal and *n for n zeros; what it is called as labels; what is to be
	 * done.
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { //
		"a.mnc | CDF\\01*20 MINC standard variable | a MINC 1 file | mincconvert -2 in.mnc out.mnc", //
		"a.nc | CDF\\02*20 | a classic netCDF file | nccopy -k nc4 in.nc out.nc", //
		"a.hdf | \\0E\\03\\13\\01*20 | an HDF4 file | h4toh5", //
		"a | *128 DICM\\02\\00\\00\\00UL\\04\\00*4 \\02\\00\\02\\00UI\\1A\\001.2.840.10008.5.1.4.1.1.4\\00 | a DICOM file | dcm2niix", //
		"a | *128 DICM\\02\\00\\02\\00UI\\1C\\001.2.840.10008.5.1.4.1.1.66.4\\02 | a DICOM segmentation (SEG) | segimage2itkimage", //
		"a | *128 DICM\\02\\00\\02\\00UI\\1E\\001.2.840.10008.5.1.4.1.1.481.3\\00 | DICOM with outlines | 3D Slicer", //
		"a.klb | \\02*300 | a KLB file | pyklb.readfull", //
		"a.v3draw | raw_image_stack_by_hpengL\\02*20 | a V3DRAW file | Vaa3D", //
		"a.v3dpbd | v3d_volume_pkbitdf_encodL\\02*20 | a V3DPBD file | Vaa3D", //
		"a.mif | mrtrix image\\0Adim: 1,2,3 | an MRtrix image | mrconvert in.mif out.nii.gz", //
		"a.mih | mrtrix image\\0Adim: 1,2,3 | an MRtrix image | mrconvert", //
		"a.surf | # HyperSurface 0.1 ASCII\\0A | a surface of Amira | Scan Surface To Volume", //
		"a.wkw | WKW\\01*20 | a WKW file | webknossos export-as-tiff", //
		"a.v | MATRIX72v\\00*20 | an ECAT 7 file | medcon", //
		"a.hdr | !INTERFILE :=\\0A | an Interfile header | medcon", //
		"a.HEAD | type = string-attribute\\0Aname = X | the header of an AFNI dataset | 3dAFNItoNIFTI", //
		"a.dat | \\5C\\01*38 \\03\\00*310 | an Analyze 7.5 header | fslchfiletype", //
		"a.gipl | *252 \\EF\\FF\\E9\\B0 | a GIPL image | SimpleITK", //
		"a.fits | SIMPLE  =                    T | a FITS file | astropy", //
		"a.mat | MATLAB 5.0 MAT-file, Platform: GLNXA64*90 | a MATLAB file of version 5 to 7 | -v7.3", //
		"a.vtk | # vtk DataFile Version 3.0\\0Aa\\0ABINARY\\0ADATASET STRUCTURED_POINTS\\0A | a VTK image, | SimpleITK.WriteImage", //
		"a.vtk | # vtk DataFile Version 3.0\\0Aa\\0AASCII\\0ADATASET POLYDATA\\0A | a VTK file of something else | ParaView", //
		"a.vti | <?xml version='1.0'?>\\0A<VTKFile type='ImageData'> | a VTK image as XML | .mhd", //
		"a.gii | <?xml version='1.0'?><!DOCTYPE GIFTI SYSTEM 'x'><GIFTI Version='1.0'> | a GIFTI file | -label-to-volume-mapping", //
		"lh.a.annot | \\00\\00\\00\\0A*20 | a FreeSurfer annotation | mri_label2vol", //
		"lh.pial | \\FF\\FF\\FEcreated by root\\0A\\0A*8 | a FreeSurfer surface | such as aparc+aseg.mgz", //
		"a.ply | ply\\0Aformat ascii 1.0\\0A | a PLY mesh | fill its surfaces", //
		"a.stl | solid a\\0A facet normal 0 0 1\\0A | an STL mesh | fill its surfaces", //
		"a.stl | *80 \\01\\00\\00\\00*50 | an STL mesh | fill its surfaces", //
		"a.obj | v 1 2 3\\0Av 1 2 4\\0A | a Wavefront OBJ mesh | fill its surfaces", //
		"a.swc | # id type x y z r parent\\0A1 1 0 0 0 1 -1\\0A | a traced neuron (SWC) | SNT", //
		"a.nd2 | \\00\\00\\00\\0C\\6A\\50\\20\\20*20 | an old ND2 file | NIS-Elements", //
		"a.lof | \\70\\00\\00\\00\\40\\00\\00\\00\\2A\\0F\\00\\00\\00*20 | a LOF file | LAS X", //
		"a.oir | OLYMPUSRAWFORMAT*20 | an OIR file | Bio-Formats", //
		"a.oib | \\D0\\CF\\11\\E0\\A1\\B1\\1A\\E1*20 | an OIB file | Bio-Formats", //
		"a.zvi | \\D0\\CF\\11\\E0\\A1\\B1\\1A\\E1*20 | a ZVI file | Bio-Formats", //
		"a.xls | \\D0\\CF\\11\\E0\\A1\\B1\\1A\\E1*20 | an Excel sheet | command cells", //
		"a.sldy | slide*20 | a SlideBook file | export it as TIFF", //
		"a.ics | \\09\\0Aics_version\\091.0\\0A | an ICS file | Bio-Formats", //
		"a.dm3 | \\00\\00\\00\\03\\00\\00\\10\\00\\00\\00\\00\\01\\01*20 | a DigitalMicrograph file (Gatan DM3) | Fiji", //
		"a.dm4 | \\00\\00\\00\\04\\00\\00\\00\\00\\00\\00\\10\\00\\00\\00\\00\\01\\01*20 | a DigitalMicrograph file (Gatan DM4) | Fiji", //
		"a.ser | \\49\\49\\97\\01\\20\\02*20 | a SER file | ncempy.read", //
		"a.em | \\06\\00\\00\\02*600 | an EM file | emfile.read", //
		"a.dv | *96 \\A0\\C0*20 | a DeltaVision file | Bio-Formats", //
		"a.jpg | \\FF\\D8\\FF\\E0\\00\\10JFIF\\00 | a JPEG picture | its compression changes voxels, so labels in it are damaged", //
		"a.jp2 | \\00\\00\\00\\0C\\6A\\50\\20\\20\\0D\\0A\\87\\0A | a JPEG 2000 picture | may have changed voxels", //
		"a.webp | RIFF\\10\\00\\00\\00WEBPVP8L | a WebP picture | may have changed voxels", //
		"a.avi | RIFF\\10\\00\\00\\00AVI LIST | an AVI film | Fiji", //
		"a.mp4 | \\00\\00\\00\\18ftypmp42 | a film | may have changed voxels", //
		"a.gif | GIF89a\\01\\00\\01\\00 | a GIF picture | Fiji", //
		"a.svg | <?xml version='1.0'?><!-- c --><svg xmlns='a'/> | an SVG drawing | without smoothing", //
		"a.pdf | %PDF-1.7\\0A | a PDF document | export the volume itself", //
		"a.tar | a*256 ustar\\00*20 | a TAR archive | tar xf", //
		"a.7z | 7z\\BC\\AF\\27\\1C*20 | a 7z archive, which is not unpacked here | unpack it", //
		"a.rar | Rar!\\1A\\07\\00*20 | a RAR archive | unpack it", //
		"a.bz2 | BZh91AY&SY*20 | compressed with bzip2 | bunzip2", //
		"a.xz | \\FD7zXZ\\00*20 | compressed with xz | unxz", //
		"a.zst | \\28\\B5\\2F\\FD*20 | compressed with zstd | unzstd", //
		"a.arrow | ARROW1\\00\\00*20 | an Arrow file | command cells", //
		"a.feather | FEA1*20 | a Feather file | command cells", //
		"a.parquet | PAR1\\15\\04\\15*20 | a Parquet file | command cells", //
		"a.db | SQLite format 3\\00*20 | an SQLite database | command cells", //
		"a.pkl | \\80\\04\\95*20 | a pickle of Python | numpy.save", //
		"a.nii | <!DOCTYPE html>\\0A<HTML><body>404 | a web page (HTML) | download it again", //
		"a.nii.gz | version https://git-lfs.github.com/spec/v1\\0Aoid sha256:0\\0A | a pointer of Git LFS | git lfs pull", //
		"a.h5 | /annex/objects/SHA256E-s1--0.h5\\0A | a pointer of git-annex | git annex get", //
		"a.nrrd | <!DOCTYPE html>\\0A<HTML><body>404 | a web page (HTML) | download it again", //
		"a.nrrd | version https://git-lfs.github.com/spec/v1\\0Aoid sha256:0\\0A | a pointer of Git LFS | git lfs pull", //
		"cells.mat | version https://git-lfs.github.com/spec/v1\\0Aoid sha256:0\\0A | a pointer of Git LFS | git lfs pull", //
		"a.obj | /annex/objects/SHA256E-s1--0.obj\\0A | a pointer of git-annex | git annex get", //
		"a.brik | <!DOCTYPE html>\\0A<HTML><body>404 | a web page (HTML) | download it again", //
		"zarr.json | {\"zarr_format\":3} | the metadata of a container | name the folder", //
		"a.json | {\"a\": 1} | JSON | command cells", //
		"a.geojson | {\"type\": \"FeatureCollection\"} | GeoJSON | QuPath", //
		"a.xml | \\EF\\BB\\BF<?xml version='1.0'?>\\0A<a:annotation/> | XML with the root <annotation> | <SpimData>", //
		"a.csv | x,y,z\\0A1,2,3\\0A | a table as text | command cells", //
		"a.yml | a: 1\\0A | YAML | command cells", //
		"a.txt | some words\\0A | plain text | command cells" })
	void labelsAreCalledWhatTheyAre(final String name, final String bytes, final String called, final String advice)
		throws IOException
	{
		final Path file = Files.write(folder.resolve(name), bytes(bytes));
		final String message = assertThrows(InvalidInputException.class, () -> Sources.describe(file)).getMessage();
		assertTrue(message.startsWith(file + " is ") && message.contains(called) && message.contains(advice), message);
		assertFalse(message.contains("raw size") || message.indexOf('\n') >= 0 || message.length() > 600, message);
		assertEquals(message, assertThrows(InvalidInputException.class, () -> Sources.measure(file)).getMessage());
	}

	private static byte[] bytes(final String text) {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (int i = 0; i < text.length(); i++) {
			final char c = text.charAt(i);
			if (c == '\\') {
				out.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
				i += 2;
			}
			else if (c == '*') {
				final String count = text.substring(i + 1).replaceFirst("(?s)[^0-9].*", "");
				out.writeBytes(new byte[Integer.parseInt(count)]);
				i += count.length();
				// NB: a space ends the number.
				i += i + 1 < text.length() && text.charAt(i + 1) == ' ' ? 1 : 0;
			}
			else
				out.write(c);
		}
		return out.toByteArray();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { //
		"a.json | [[1, 2, 3]] | JSON, but neither GeoJSON of points", //
		"a.yaml | a: 1\\0A | YAML, no list of cells that is read; save the cells as .xml or .csv", //
		"a.parquet | PAR1\\15\\04\\15*20 | a Parquet file, no list of cells that is read; save it as CSV: pandas.read_parquet", //
		"a.feather | ARROW1\\00\\00*20 | an Arrow file (Feather), no list of cells that is read; save it as CSV", //
		"a.png | \\89PNG\\0D\\0A\\1A\\0A*20 | a PNG picture, no list of cells; detect the cells in it first", //
		"a.tif | \\49\\49\\2A\\00\\08*20 | a TIFF image, no list of cells; detect the cells in it first", //
		"a.nrrd | NRRD0004\\0Atype: uint8\\0A | an NRRD image, no list of cells; detect", //
		"a.mha | ObjectType = Image\\0ANDims = 3\\0A | a MetaImage, no list of cells; detect", //
		"a.nii | \\5C\\01*342 n+1\\00*20 | a NIfTI image, no list of cells; detect", //
		"a.h5 | \\89HDF\\0D\\0A\\1A\\0A*20 | an HDF5 file, no list of cells; save the table", //
		"a.czi | ZISRAWFILE\\00*90 | a CZI file (Zeiss ZEN), no list of cells; detect", //
		"a.7z | 7z\\BC\\AF\\27\\1C*20 | a 7z archive, no list of cells that is read; unpack it", //
		"a.mat | version https://git-lfs.github.com/spec/v1\\0Aoid sha256:0\\0A | a pointer of Git LFS, no list of cells; name", //
		"a.mat | /annex/objects/SHA256E-s1--0.mat\\0A | a pointer of git-annex, no list of cells; name", //
		"a.mgh | \\00\\00\\00\\01\\00\\00\\00\\05*30 | an MGH image (FreeSurfer), no list of cells; detect", //
		"a.companion.ome | <?xml version='1.0'?><OME xmlns='a'> | the metadata of an OME-TIFF (OME-XML), no list of cells; detect", //
		"a.csv | <html><body>404 | a web page (HTML), no list of cells; name the file" })
	void listsOfCellsAreCalledWhatTheyAre(final String name, final String bytes, final String called) throws IOException {
		final Path file = Files.write(folder.resolve(name), bytes(bytes));
		final String message = cells(file);
		assertTrue(message.startsWith(file + " is " + called), message);
		final Path gzip = folder.resolve(name + ".gz");
		try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
			out.write(bytes(bytes));
		}
		assertEquals(message.replace(file.toString(), gzip.toString()), cells(gzip));
	}

	private static String cells(final Path file) {
		return assertThrows(InvalidInputException.class, () -> PointFiles.describe(file, PointColumns.GUESSED, Optional.empty()))
			.getMessage();
	}

	@Test
	void archivesAreCalledByWhatIsInThem() throws IOException {
		final Path sheet = zip("book.bin", "[Content_Types].xml", "xl/workbook.xml");
		assertTrue(labels(sheet).contains("a spreadsheet (Excel), which is not read as labels"), labels(sheet));
		assertTrue(cells(sheet).contains("a spreadsheet (Excel), no list of cells that is read; save the sheet"), cells(sheet));
		final Path arrays = zip("arrays.bin", "labels.npy");
		assertTrue(labels(arrays).contains("numpy.save('labels.npy', numpy.load('in.npz')"), labels(arrays));
		assertTrue(cells(arrays).contains("numpy.save('points.npy', numpy.load('in.npz')"), cells(arrays));
		assertTrue(labels(zip("RoiSet.zip", "0001-0002.ROI")).contains("a set of ImageJ selections (ROI set)"));
		final Path other = zip("other.zip", "readme.md");
		assertTrue(labels(other).contains("one TIFF file, or one Zarr array or group), which is not unpacked here; unpack it"), labels(other));
		assertTrue(cells(other).contains("an archive without a .roi file; unpack it"), cells(other));
	}

	private Path zip(final String name, final String... entries) throws IOException {
		final Path path = folder.resolve(name);
		try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(path))) {
			for (final String entry : entries) {
				out.putNextEntry(new ZipEntry(entry));
				out.write("text".getBytes(StandardCharsets.UTF_8));
			}
		}
		return path;
	}

	private static String labels(final Path file) {
		return assertThrows(InvalidInputException.class, () -> Sources.describe(file)).getMessage();
	}

	@Test
	void whatIsInGzipIsLookedAt() throws IOException {
		final String mif = labels(gzip("a.mif.gz", "mrtrix image\ndim: 1\n".getBytes(StandardCharsets.UTF_8)));
		assertTrue(mif.contains("is compressed with gzip; inside is an MRtrix image, which is not read as labels; make NIfTI"), mif);
		final String unknown = labels(gzip("a.raw.gz", new byte[1000]));
		assertTrue(unknown.endsWith("a.raw.gz is compressed with gzip; unpack it (gunzip) and name what comes out"), unknown);
		// A stream of a kilobyte that unpacks to a gigabyte is not unpacked.
		assertTrue(labels(gzip("bomb.gz", new byte[64 << 20])).contains("gunzip"));
		final String tar = labels(gzip("a.tgz", bytes("a*256 ustar\\00*20")));
		assertTrue(tar.endsWith("a.tgz is a TAR archive, compressed with gzip; unpack it (tar xzf) and name what comes out"), tar);
		final String damaged = labels(Files.write(folder.resolve("b.gz"), new byte[] { 0x1F, (byte) 0x8B, 9 }));
		assertTrue(damaged.contains("compressed with gzip"), damaged);
	}

	private Path gzip(final String name, final byte[] bytes) throws IOException {
		final Path path = folder.resolve(name);
		try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
			out.write(bytes);
		}
		return path;
	}

	/** Voxels, whatever they are, are not taken for a format. */
	@Test
	void unknownContentIsVoxelsAtMost() throws IOException {
		final Random random = new Random(3);
		for (int i = 0; i < 300; i++) {
			final byte[] voxels = new byte[4096];
			final int kind = i % 3;
			for (int v = 0; v < voxels.length; v++)
				voxels[v] = (byte) (kind == 0 ? random.nextInt(256) : kind == 1 ? v / 7 % 5 : v % 4 == 0 ? random.nextInt(900) : 0);
			final Path file = Files.write(folder.resolve("voxels.raw"), voxels);
			assertTrue(labels(file).endsWith("For a file of nothing but voxels give raw size and raw type."), labels(file));
		}
	}

	/** Whatever is read is not called foreign; nor would it be if its format were not asked. */
	@Test
	void nothingThatIsReadIsCalledForeign() throws IOException {
		final Path resources = Path.of("src/test/resources");
		int read = 0;
		for (final Path packed : files(resources, ".zip"))
			unpack(packed, folder.resolve(packed.getFileName().toString() + "_" + packed.getParent().getFileName()));
		for (final Path root : List.of(resources, folder))
			for (final Path file : files(root, "")) {
				try {
					Sources.describe(file);
				}
				catch (final InvalidInputException e) {
					continue;
				}
				read++;
				// NB: whether an archive is read depends on what is in it, which is found out before.
				if (!file.toString().matches(".*\\.(zip|ozx)"))
					assertEquals(Optional.empty(), ForeignFiles.named(file), file.toString());
				assertFalse(ForeignFiles.asLabels(file).orElse("").contains("inside is"), file.toString());
			}
		assertTrue(read > 300, read + " files were read");
	}

	private static List<Path> files(final Path root, final String ending) throws IOException {
		try (Stream<Path> walk = Files.walk(root)) {
			return walk.filter(file -> Files.isRegularFile(file) && file.toString().endsWith(ending)).toList();
		}
	}

	private static void unpack(final Path zip, final Path to) throws IOException {
		try (ZipFile in = new ZipFile(zip.toFile())) {
			for (final ZipEntry entry : in.stream().filter(e -> !e.isDirectory()).toList()) {
				final Path file = to.resolve(entry.getName());
				Files.createDirectories(file.getParent());
				Files.write(file, in.getInputStream(entry).readAllBytes());
			}
		}
	}

	@Test
	void foldersAreCalledWhatTheyAre() throws IOException {
		final Path series = Files.createDirectory(folder.resolve("series"));
		Files.write(series.resolve("IM0001"), bytes("*128 DICM\\02\\00\\02\\00UI\\1A\\001.2.840.10008.5.1.4.1.1.4\\00"));
		assertTrue(labels(series).endsWith("series is a folder of DICOM files, which are not read; make NIfTI of it: dcm2niix -o out " +
			"folder"), labels(series));
		final Path photos = Files.createDirectory(folder.resolve("photos"));
		Files.write(photos.resolve("1.jpg"), bytes("\\FF\\D8\\FF\\E0\\00\\10JFIF\\00"));
		assertTrue(labels(photos).contains("JPEG files, which change numbers"), labels(photos));
		final Path wkw = Files.createDirectory(folder.resolve("wkw"));
		Files.write(wkw.resolve("header.wkw"), bytes("WKW\\01*20"));
		assertTrue(labels(wkw).contains("the format of webKnossos (WKW)"), labels(wkw));
		final Path precomputed = Files.createDirectory(folder.resolve("precomputed"));
		Files.writeString(precomputed.resolve("info"), "{\"@type\": \"neuroglancer_multiscale_volume\"}");
		assertTrue(labels(precomputed).contains("'scales'"), labels(precomputed));
		assertTrue(labels(precomputed.resolve("info")).contains("name the folder that it is in"), labels(precomputed.resolve("info")));
		final Path other = Files.createDirectory(folder.resolve("other"));
		Files.writeString(other.resolve("a.txt"), "a\n");
		assertTrue(labels(other).contains("neither a container nor a folder of slices"), labels(other));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ftp://host/a.zarr", "gs://bucket/a", "file:///a.nrrd" })
	void addressesAreNoFiles(final String address) {
		assertTrue(labels(Path.of(address)).contains("is an address, and there is no store for "));
	}

	/** Much before the root element is passed over, however much; a declaration that does not end is no XML. */
	@Test
	void whatIsBeforeTheRootElement() throws IOException {
		final String much = "<!>".repeat(5000) + "<!---->".repeat(3000) + "<?a?>".repeat(2000);
		assertTrue(labels(text(much + "<b/>")).contains("XML with the root <b>"));
		assertTrue(labels(text("<!DOCTYPE b [<!ENTITY c 'd'>]>\n<b/>")).contains("XML with the root <b>"));
		assertFalse(labels(text("<!-- <b/>")).contains("XML with"));
		assertFalse(labels(text("<".repeat(60000))).contains("XML with"));
	}

	private Path text(final String content) throws IOException {
		return Files.writeString(folder.resolve("a.xml"), content);
	}

	/** What a table of cells may begin with, and what is none of these formats. */
	@ParameterizedTest
	@ValueSource(strings = { "PAR1,x,y,z\na,1,2,3\n", "FEA1,x,y,z\na,1,2,3\n", "P1\tx\ty\tz\n1\t2\t3\t4\n",
		"BM,x,y,z\n1,2,3,4\n", "x,y,z,solid\n1,2,3,facet\n", "%name,x,y,z\n1,2,3,4\n" })
	void tablesStayTables(final String text) throws IOException {
		final Path file = Files.writeString(folder.resolve("a.csv"), text);
		assertTrue(PointFiles.describe(file, PointColumns.GUESSED, Optional.empty()) != null);
	}
}
