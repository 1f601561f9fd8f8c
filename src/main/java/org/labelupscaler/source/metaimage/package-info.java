/**
 * The MetaImage format of ITK and elastix: .mha, and .mhd with its data files. Knows {@code source} only.
 */
package org.labelupscaler.source.metaimage;
