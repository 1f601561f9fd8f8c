/**
 * Images of imglib2, as sources: for programs that call this one. Knows {@code source} and what that knows, and is the
 * only part of reading that knows imglib2, which need not be there for anything else.
 */
package org.labelupscaler.source.imglib2;
