package org.labelupscaler.job;

import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;
import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.TestSources;
import org.labelupscaler.source.LabelSource;
import org.labelupscaler.source.SourceFile;
import org.labelupscaler.source.SourceOptions;
import org.labelupscaler.words.OptionsBuilder;
import org.labelupscaler.words.UpscaleWords;

/** Runs jobs on small sources in a folder of its own. */
public abstract class AbstractJobTest {

	@TempDir
	protected Path folder;

	protected OptionsBuilder options(final Volume source, final String name) throws Exception {
		final Path file = TestSources.writeNrrd(source, folder.resolve(name + ".nrrd"));
		return UpscaleWords.builder().source(file.toString()).target(folder.resolve(name + ".n5").toString());
	}

	protected static UpscaleOptions again(final UpscaleOptions o, final Existing existing) {
		return new UpscaleOptions(o.source(), o.image(), o.rawLayout(), o.unit(), o.labels(), o.target(), o.formatWord(), o.targetSize(), o.offset(), o.blockSize(), o
			.compression(), o.levels(), o.writeBackground(), existing, o.sync(), o.threads(), o.temporaryFolder(), o
				.acceptRoundedIds(), o.part());
	}

	protected static UpscaleReport run(final UpscaleOptions options) throws Exception {
		return run(options, ProgressListener.NONE);
	}

	protected static UpscaleReport run(final UpscaleOptions options, final ProgressListener listener) throws Exception {
		final SourceFile file = options.describeSource();
		try (LabelSource labels = file.open(SourceOptions.defaults())) {
			return new Upscaler(UpscalePlan.of(options, file, labels), labels, options.target(), options.existing(), options
				.threads()).run(listener);
		}
	}

	protected static VerifyReport verify(final UpscaleOptions options, final boolean decodeAll) throws Exception {
		try (LabelSource labels = options.describeSource().open(SourceOptions.defaults())) {
			return new Verifier(Verifier.plan(options.target()), labels, options.target()).all(decodeAll, 2, ProgressListener.NONE);
		}
	}
}
