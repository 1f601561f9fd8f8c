/**
 * The macro that runs a command, the same in Fiji and in plain ImageJ: the words it gives, what the recorder writes of them, and how it
 * ends with the command. Knows {@code words} and ImageJ.
 */
package org.labelupscaler.macro;
