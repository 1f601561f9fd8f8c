/**
 * The command line: words in, lines out, exit codes. The only package that knows picocli. All work is done by the
 * packages below.
 */
package org.labelupscaler.cli;
