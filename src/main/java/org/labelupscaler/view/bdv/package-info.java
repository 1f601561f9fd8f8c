/**
 * Labels in BigDataViewer. {@code BigDataViewerWindow} and {@code BdvSource} are the only classes that know
 * BigDataViewer, and they know it by name only, since Maven Central does not have it; the rest turns levels into lazy
 * imglib2 images. Knows {@code view}, the sources of its levels, and imglib2.
 */
package org.labelupscaler.view.bdv;
