/** What this project writes and reads, against the real N5 libraries and BigDataViewer. Compiled by the profile fiji. */
package org.labelupscaler.fiji;
