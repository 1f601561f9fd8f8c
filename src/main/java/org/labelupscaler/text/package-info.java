/**
 * Texts of files: those that do not say their character set, and those that may never end; and quantities as people read them.
 * Knows nothing of what is written in them.
 */
package org.labelupscaler.text;
