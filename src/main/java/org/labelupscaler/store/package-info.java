/**
 * Keys and bytes: where a container's files or objects lie, each there whole or not at all, with one writer at a time. Knows
 * nothing of labels, blocks and formats, and no other package but the exceptions above it.
 */
package org.labelupscaler.store;
