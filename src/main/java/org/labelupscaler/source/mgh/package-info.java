/**
 * The MGH format of FreeSurfer: {@code .mgh}, and {@code .mgz}, which is the same as gzip. Knows {@code source} and what
 * that knows.
 */
package org.labelupscaler.source.mgh;
