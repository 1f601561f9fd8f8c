/**
 * Labels in BigDataViewer. {@code BigDataViewerWindow} is the only class that knows BigDataViewer, and it knows it by name
 * only, since Maven Central does not have it; the rest turns levels into lazy imglib2 images.
 */
package org.labelupscaler.view.bdv;
