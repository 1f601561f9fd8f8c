/**
 * Texts of files: those that do not say their character set, and those that may never end; and quantities as people read
 * them. Knows no other package.
 */
package org.labelupscaler.text;
