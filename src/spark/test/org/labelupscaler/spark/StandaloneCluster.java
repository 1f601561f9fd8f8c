package org.labelupscaler.spark;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real cluster of Spark on this machine: a master and workers, each a process, from the jars of the class path. */
final class StandaloneCluster implements AutoCloseable {

	/** What Spark does not bring itself. NB: label-upscaler-spark.jar must do without these on the class path. */
	private static final Pattern NOT_OF_SPARK = Pattern.compile("(Label_Upscaler|picocli|caffeine|jhdf|commons-csv|junit|opentest4j|apiguardian|archunit|jmh|ij-|" +
		"scijava|imglib2|parsington|jopt|jspecify|surefire|slf4j-nop).*");
	private static final long MOST_SECONDS = 60;

	private final Path home;
	private final int port;
	private final List<Process> processes = new ArrayList<>();

	/**
	 * Starts it.
	 *
	 * @param home a folder for its files
	 * @param workers how many, of one core each
	 */
	StandaloneCluster(final Path home, final int workers) throws Exception {
		this.home = home;
		linkJars();
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		start("master", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", Integer.toString(port), "--webui-port", "0");
		awaitMaster();
		for (int w = 0; w < workers; w++)
			addWorker(w);
	}

	private void linkJars() throws IOException {
		final Path jars = Files.createDirectories(home.resolve("jars"));
		for (final String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			final Path jar = Path.of(entry);
			final String name = jar.getFileName().toString();
			if (name.endsWith(".jar") && !NOT_OF_SPARK.matcher(name).matches() && !Files.exists(jars.resolve(name)))
				Files.createSymbolicLink(jars.resolve(name), jar.toAbsolutePath());
		}
	}

	private String master() {
		return "spark://127.0.0.1:" + port;
	}

	private void awaitMaster() throws Exception {
		final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
		while (true)
			try (Socket socket = new Socket("127.0.0.1", port)) {
				return;
			}
			catch (final IOException e) {
				if (System.nanoTime() > end)
					throw e;
				Thread.sleep(100);
			}
	}

	private Process start(final String name, final String main, final String... words) throws IOException {
		final List<String> all = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
			"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", home.resolve("jars") + File.separator + "*", main));
		all.addAll(List.of(words));
		final ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(log(name).toFile());
		builder.environment().putAll(Map.of("SPARK_HOME", home.toString(), "SPARK_SCALA_VERSION", "2.13", "SPARK_LOCAL_IP",
			name.startsWith("worker") ? words[1] : "127.0.0.1", "SPARK_NO_DAEMONIZE", "1"));
		final Process process = builder.start();
		processes.add(process);
		return process;
	}

	/** What a process has said. */
	Path log(final String name) {
		return home.resolve(name + ".log");
	}

	/**
	 * Starts spark-submit.
	 *
	 * @param name of the driver's log
	 * @param jar the program
	 * @param settings settings of Spark
	 * @param words the command line
	 */
	Process submit(final String name, final Path jar, final List<String> settings, final String... words) throws IOException {
		final List<String> all = new ArrayList<>(List.of("--master", master(), "--executor-memory", "512m", "--class",
			"org.labelupscaler.spark.SparkUpscale"));
		for (final String setting : Stream.concat(Stream.of("spark.driver.host=127.0.0.1", "spark.driver.bindAddress=127.0.0.1",
			"spark.ui.enabled=false", "spark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"), settings.stream()).toList())
			all.addAll(List.of("--conf", setting));
		all.add(jar.toString());
		all.addAll(List.of(words));
		return start(name, "org.apache.spark.deploy.SparkSubmit", all.toArray(String[]::new));
	}

	/** Kills a worker and its executor, as when a machine goes down. */
	void killWorker(final int worker) {
		kill(processes.get(1 + worker).toHandle());
	}

	/** Kills a process and those that it has started, by SIGKILL. */
	static void kill(final ProcessHandle process) {
		final List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
		all.add(process);
		all.forEach(ProcessHandle::destroyForcibly);
		all.forEach(each -> each.onExit().orTimeout(MOST_SECONDS, TimeUnit.SECONDS).join());
	}

	/** Has the executor of a worker stand still, or go on, as on a machine that is busy with something else; how many there are. */
	int signalExecutor(final int worker, final String signal) throws Exception {
		final List<ProcessHandle> executors = processes.get(1 + worker).descendants().toList();
		for (final ProcessHandle executor : executors)
			if (new ProcessBuilder("kill", "-" + signal, Long.toString(executor.pid())).inheritIO().start().waitFor() != 0 && executor.isAlive())
				throw new IOException("cannot send " + signal);
		return executors.size();
	}

	/** Whether an executor of a worker has done a task for the last of so many applications. */
	boolean hasDoneTask(final int worker, final int applications) throws IOException {
		final Path work = home.resolve("work" + worker);
		if (!Files.isDirectory(work))
			return false;
		try (Stream<Path> folders = Files.list(work)) {
			final List<Path> all = folders.sorted(Comparator.comparing(Path::getFileName)).toList();
			if (all.size() < applications)
				return false;
			try (Stream<Path> logs = Files.find(all.get(applications - 1), 2, (file, attributes) -> file.endsWith("stderr"))) {
				for (final Path log : logs.toList())
					if (Files.readString(log).contains("Finished task"))
						return true;
				return false;
			}
		}
	}

	/** NB: each on a host of its own, for a copy of a task goes to another host only. */
	private void addWorker(final int worker) throws IOException {
		final String host = "127.0.0." + (2 + worker);
		start("worker" + worker, "org.apache.spark.deploy.worker.Worker", "--host", host, "--cores", "1", "--memory", "1g", "--webui-port", "0",
			"--work-dir", home.resolve("work" + worker).toString(), master());
	}

	/** Ends all that it has started. */
	@Override
	public void close() throws IOException {
		for (int p = processes.size() - 1; p >= 0; p--)
			if (processes.get(p).isAlive())
				kill(processes.get(p).toHandle());
		try (Stream<Path> links = Files.list(home.resolve("jars"))) {
			for (final Path link : links.toList())
				Files.delete(link);
		}
	}
}
