/** Opens labels in the viewer that was asked for, or the one there is. Knows ImageJ and BigDataViewer through their rooms. */
package org.labelupscaler.view.window;
