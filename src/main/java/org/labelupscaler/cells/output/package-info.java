/**
 * Assigned cells as files that other programs import: a format is a class, found by {@code ServiceLoader}, and a writer takes the
 * cells one after the other. Knows {@code cells} and what that knows; knows no user interface and none of those programs' libraries.
 */
package org.labelupscaler.cells.output;
