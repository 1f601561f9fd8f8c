package org.labelupscaler.source.tiff;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the planes of a volume are that do not simply stand in their order.
 *
 * @param files the files that hold them
 * @param file of each plane, from z = 0 on, which of the files
 * @param page of each plane the page in that file, from 0 on
 * @param said the other file that says so; none if it is the one that was named
 */
record PlanePlaces(List<Path> files, int[] file, int[] page, List<Path> said) {}
