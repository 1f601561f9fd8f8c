/** The words that an ImageJ macro gives to a command, the same in Fiji and in plain ImageJ. Knows ImageJ. */
package org.labelupscaler.macro;
