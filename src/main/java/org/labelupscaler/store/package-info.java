/**
 * Keys and bytes: where a container's files or objects lie, each there whole or not at all, with one writer at a time. Knows
 * nothing of labels, blocks and formats; of other packages only the exceptions above it, and {@code address}, by whose paths files are read where
 * nothing else is known of a place.
 */
package org.labelupscaler.store;
