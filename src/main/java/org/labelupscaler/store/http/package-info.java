/**
 * Files of web servers, to be read only, by Java's own client. Knows what {@code address} and {@code store} want of servers, and the
 * exceptions above them; nothing of labels, blocks and formats.
 */
package org.labelupscaler.store.http;
