/**
 * Labels in an ImageJ window: a virtual stack in label colours. Knows {@code view}, the sources of its levels, and
 * ImageJ.
 */
package org.labelupscaler.view.imagej;
