package org.labelupscaler.volume;

import java.util.List;

import org.labelupscaler.PlainN5;
import org.labelupscaler.store.Key;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.n5.N5VolumeFormat;

/** N5, read by {@link PlainN5} as well. */
class N5VolumeFormatTest extends AbstractFolderFormatTest {

	@Override
	VolumeFormat format() {
		return new N5VolumeFormat();
	}

	@Override
	Key key(final VolumeSpec spec, final int level, final long[] position) {
		return new Key("setup0/timepoint0/s" + level + "/" + position[0] + "/" + position[1] + "/" + position[2]);
	}

	@Override
	List<String> foreignKeys() {
		return List.of("README", "attributes.json.bak", "setup1", "setup0/x", "setup0/timepoint1", "setup0/timepoint0/s7",
			"setup0/timepoint0/s00", "setup0/timepoint0/s0/00", "setup0/timepoint0/s0/0/0/01", "setup0/timepoint0/s0/0/0/0/0",
			"setup0/timepoint0/s0/-1", "setup0/timepoint0/s0/0/0/a", "setup0/timepoint0/s0/0/attributes.json", "zarr.json", ".zgroup",
			"0", "0/c", "s0", "setup0/timepoint0/s999999999999", "setup0/timepoint0/s0/99999999999999999999",
			"setup0/timepoint0/s0/٣");
	}

	@Override
	long[] readPlainly(final Store store, final VolumeSpec ofVolume, final int level) throws Exception {
		return PlainN5.read(store.path(format().level(level)).orElseThrow()).labels();
	}
}
