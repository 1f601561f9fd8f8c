package org.labelupscaler.view;

import org.labelupscaler.grid.VoxelSize;
import org.labelupscaler.job.BlockSampler;
import org.labelupscaler.job.Level;
import org.labelupscaler.label.LabelType;
import org.labelupscaler.source.LabelSource;

/**
 * A level of an upscaled volume that nobody has written: its labels are computed from the source when they are read, by
 * the same rule. Does not own the source.
 */
final class UpscaledSource implements LabelSource {

	private final LabelSource source;
	private final Level level;
	private final VoxelSize voxelSize;
	private final ThreadLocal<BlockSampler> samplers;

	/**
	 * @param source what is upscaled
	 * @param level which level
	 * @param voxelSize edges of its voxels
	 */
	UpscaledSource(final LabelSource source, final Level level, final VoxelSize voxelSize) {
		this.source = source;
		this.level = level;
		this.voxelSize = voxelSize;
		samplers = ThreadLocal.withInitial(() -> new BlockSampler(source));
	}

	@Override
	public String name() {
		return source.name();
	}

	@Override
	public LabelType type() {
		return source.type();
	}

	@Override
	public long[] size() {
		return level.grid().size();
	}

	@Override
	public VoxelSize voxelSize() {
		return voxelSize;
	}

	@Override
	public void read(final long[] min, final int[] size, final long[] out) {
		samplers.get().sample(level, min, size).expand(out);
	}

	@Override
	public void close() {}
}
