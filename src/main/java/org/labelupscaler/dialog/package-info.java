/**
 * The dialogs of all commands, the same in Fiji and in plain ImageJ: which fields there are, which of them stand first, and the window that
 * asks for them. Knows {@code words} and Swing; knows neither ImageJ nor SciJava.
 */
package org.labelupscaler.dialog;
