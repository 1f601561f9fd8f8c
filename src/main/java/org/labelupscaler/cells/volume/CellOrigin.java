package org.labelupscaler.cells.volume;

/**
 * Where the cells of a volume come from: what a later run is compared with. Where the files lie does not matter, what they
 * hold does.
 *
 * @param cells absolute path of the list of cells, or what it is called if it is no file
 * @param cellsSha256 what it holds
 * @param labels absolute path of the labels, or what they are called
 * @param labelsSha256 what they hold
 * @param placement what has been said of where the cells lie and how the list is read, for example "units=um"; the same
 *          words mean the same
 */
public record CellOrigin(String cells, String cellsSha256, String labels, String labelsSha256, String placement) {}
