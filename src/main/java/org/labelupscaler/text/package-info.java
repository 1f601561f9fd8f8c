/** Texts of files that do not say their character set. Knows nothing of what is written in them. */
package org.labelupscaler.text;
