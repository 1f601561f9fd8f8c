package org.labelupscaler.benchmark;

import java.util.concurrent.TimeUnit;

import org.labelupscaler.grid.AxisMap;
import org.labelupscaler.grid.AxisRuns;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The source voxels of 128 target voxels: as runs, and one index at a time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AxisMapBenchmark {

	private final AxisMap map = AxisMap.nearest(528, 6000);
	private long start;

	/** @return something that needs the runs */
	@Benchmark
	public long runs() {
		start = (start + 128) % 5800;
		return AxisRuns.of(map, start, 128).span();
	}

	/** @return something that needs the indices */
	@Benchmark
	public long indices() {
		start = (start + 128) % 5800;
		long sum = 0;
		for (int i = 0; i < 128; i++)
			sum += map.sourceIndex(start + i);
		return sum;
	}
}
