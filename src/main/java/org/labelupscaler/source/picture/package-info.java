/**
 * Pictures that keep numbers as they are, PNG and BMP: a single one, or a folder of slices. They are decoded row by row,
 * so that every number is the one that is stored, and in little memory. Knows {@code source} and what that knows.
 */
package org.labelupscaler.source.picture;
