/**
 * The command line: words in, lines out, exit codes. The only package that knows picocli. All work is done by the
 * packages below. Knows {@code words}, and all that these stand on; knows neither ImageJ nor {@code command} and
 * {@code ij}.
 */
package org.labelupscaler.cli;
