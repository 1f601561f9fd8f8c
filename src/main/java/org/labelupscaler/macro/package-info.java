/**
 * The words that an ImageJ macro gives to a command, the same in Fiji and in plain ImageJ. Knows {@code words} and
 * ImageJ.
 */
package org.labelupscaler.macro;
