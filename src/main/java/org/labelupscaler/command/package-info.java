/**
 * The commands in Fiji: a dialog, a macro and a script give the same words, which go to the job below. Knows SciJava,
 * and of ImageJ the macro, the log and the Esc key; {@code dialog}, {@code macro}, {@code words}, and the jobs, cells and views that
 * they make; knows neither {@code ij} nor {@code cli}. The names of the parameters are the keys of a macro.
 */
package org.labelupscaler.command;
