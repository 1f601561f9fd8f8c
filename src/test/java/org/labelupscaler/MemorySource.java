package org.labelupscaler;

import org.labelupscaler.SlowReference.Volume;
import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.LabelSource;

/** A volume as a source, one voxel at a time; remembers whether it was closed. */
public class MemorySource implements LabelSource {

	private final Volume volume;
	private volatile boolean closed;

	/** @param volume its labels */
	public MemorySource(final Volume volume) {
		this.volume = volume;
	}

	/** All labels of a source, x fastest. */
	public static long[] all(final LabelSource source) {
		final long[] size = source.size();
		final long[] labels = new long[(int) (size[0] * size[1] * size[2])];
		source.read(new long[3], new int[] { (int) size[0], (int) size[1], (int) size[2] }, labels);
		return labels;
	}

	@Override
	public String name() {
		return "memory";
	}

	@Override
	public LabelType type() {
		return volume.type();
	}

	@Override
	public long[] size() {
		return new long[] { volume.size()[0], volume.size()[1], volume.size()[2] };
	}

	@Override
	public VoxelSize voxelSize() {
		return VoxelSize.UNKNOWN;
	}

	@Override
	public void read(final long[] min, final int[] size, final long[] out) {
		int at = 0;
		for (int z = 0; z < size[2]; z++)
			for (int y = 0; y < size[1]; y++)
				for (int x = 0; x < size[0]; x++)
					out[at++] = volume.at(min[0] + x, min[1] + y, min[2] + z);
	}

	@Override
	public void close() {
		closed = true;
	}

	/** Whether it was closed. */
	public boolean closed() {
		return closed;
	}

	/** As tests write it in a table; its unit "unknown" for a size that nobody has said. */
	public static VoxelSize voxelSize(final double x, final double y, final double z, final String unit) {
		return unit.equals("unknown") ? VoxelSize.UNKNOWN : new VoxelSize(x, y, z, unit);
	}
}
