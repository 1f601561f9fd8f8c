/**
 * Writes and reads N5 containers on disk: attributes, datasets, and block files that appear complete or not at all. The
 * compressed bytes come from {@code encode}, the layout that BigDataViewer wants from {@code n5.bdv}. Knows
 * {@code grid}, {@code label} and {@code json}; knows nothing of sources or the job.
 */
package org.labelupscaler.n5;
