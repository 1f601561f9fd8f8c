/**
 * What makes a release out of a finished build: the folder that Fiji's updater takes as an update site, and checksums of what is
 * downloaded ({@link org.labelupscaler.release.Release}, run by {@code mvn -P release package}). Stands with the tests, so that it is
 * compiled and tested by every build and never part of the plugin. Knows jars, and nothing of what is in this program.
 */
package org.labelupscaler.release;
