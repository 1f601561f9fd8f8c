/**
 * The same commands in plain ImageJ, by {@code GenericDialog}: same labels, same keys, so that a macro recorded in one runs
 * in the other. Knows ImageJ, not SciJava. ImageJ wants an underscore in the names of plugins.
 */
package org.labelupscaler.ij;
