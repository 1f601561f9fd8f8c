/**
 * The MetaImage format of ITK and elastix: .mha, and .mhd with its data files. Knows {@code source} and what that knows.
 */
package org.labelupscaler.source.metaimage;
