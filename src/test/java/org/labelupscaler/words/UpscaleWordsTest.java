package org.labelupscaler.words;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.labelupscaler.InvalidInputException;
import org.labelupscaler.job.TargetSize;

/** The words of users, right and wrong, and the sizes that follow from them. */
class UpscaleWordsTest {

	@Test
	void allThatIsWrongIsSaidAtOnce() {
		final String message = assertThrows(InvalidInputException.class, () -> UpscaleWords.builder().factors("0").block(
			"1,2").compression("zip").levels("2,2").background("maybe").existing("perhaps").threads("0").unit("furlong")
			.rawType("uint7").build()).getMessage();
		final List<String> fields = new ArrayList<>();
		for (final String line : message.split("\n"))
			fields.add(line.substring(0, line.indexOf(':')));
		assertEquals(List.of("factors", "block", "compression", "levels", "background", "existing", "threads", "unit",
			"raw type", "input"), fields);
	}

	@Test
	void targetSizesAreExact() {
		final long[] source = { 528, 320, 456 };
		final org.labelupscaler.grid.VoxelSize um = new org.labelupscaler.grid.VoxelSize(25, 25, 25, "um");
		assertArrayEquals(new long[] { 2112, 1280, 1824 }, size(b -> b.factors("4")).resolve(source, um));
		assertArrayEquals(new long[] { 5808, 160, 684 }, size(b -> b.factors("11,0.5,1.5")).resolve(source, um));
		assertArrayEquals(new long[] { 1, 1, 1 }, size(b -> b.factors("0.0001")).resolve(source, um));
		assertArrayEquals(new long[] { 6000, 3636, 5182 }, size(b -> b.voxelSize("2.2")).resolve(source, um));
		assertArrayEquals(new long[] { 6000, 3636, 5182 }, size(b -> b.voxelSize("0.0022").unit("mm")).resolve(source, um));
		assertArrayEquals(new long[] { 1056, 640, 1 }, size(b -> b.factors("2")).resolve(new long[] { 528, 320, 1 }, um));
		assertArrayEquals(new long[] { 1056, 640, 2 }, size(b -> b.factors("2,2,2")).resolve(new long[] { 528, 320, 1 },
			um));
		assertThrows(InvalidInputException.class, () -> size(b -> b.factors("1e9")).resolve(source, um));
		assertThrows(InvalidInputException.class, () -> size(b -> b.voxelSize("2").unit("um")).resolve(source,
			org.labelupscaler.grid.VoxelSize.UNKNOWN));
	}

	private static TargetSize size(final java.util.function.UnaryOperator<OptionsBuilder> words) {
		return words.apply(UpscaleWords.builder().source("s").target("t")).build().targetSize();
	}
}
