/**
 * The same commands in plain ImageJ, with the same dialogs: same labels, same keys, so that a macro recorded in one
 * runs in the other. Knows ImageJ, not SciJava; {@code dialog}, {@code macro}, {@code words}, and the jobs, cells and views that they
 * make; knows neither {@code command} nor {@code cli}. ImageJ wants an underscore in the names of plugins.
 */
package org.labelupscaler.ij;
