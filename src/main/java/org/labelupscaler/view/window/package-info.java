/**
 * Opens labels in the viewer that was asked for, or the one there is. Knows {@code view}, who is told of the progress
 * ({@code job}), and ImageJ and BigDataViewer through their rooms.
 */
package org.labelupscaler.view.window;
