package org.labelupscaler.volume;

import java.util.List;

import org.labelupscaler.store.Key;
import org.labelupscaler.store.Store;
import org.labelupscaler.volume.zarr.OmeZarr04;

/** OME-Zarr 0.4, read by {@link PlainZarr} as well. */
class OmeZarr04Test extends AbstractFolderFormatTest {

	@Override
	VolumeFormat format() {
		return new OmeZarr04();
	}

	@Override
	Key key(final VolumeSpec spec, final int level, final long[] position) {
		return new Key(level + "/" + position[2] + "/" + position[1] + "/" + position[0]);
	}

	@Override
	List<String> foreignKeys() {
		return List.of("README", ".zmetadata", "attributes.json", "setup0", "7", "00", "00/.zarray", "0/.zattrs", "0/00", "0/0/0/01",
			"0/0/0/0/0", "0/c", "0/-1", "0/0.0.0", "zarr.json", "0/zarr.json", "labels", "0/٣", "999999999999", "0/99999999999999999999");
	}

	@Override
	long[] readPlainly(final Store store, final VolumeSpec ofVolume, final int level) throws Exception {
		return PlainZarr.read(store.path(format().level(level)).orElseThrow());
	}
}
