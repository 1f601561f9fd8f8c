/** Benchmarks, run by hand; the commands and results are in docs/benchmarks.md. */
package org.labelupscaler.benchmark;
