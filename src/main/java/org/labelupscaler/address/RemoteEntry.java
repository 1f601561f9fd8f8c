package org.labelupscaler.address;

/**
 * What lies directly below a folder of a server.
 *
 * @param name its name in there
 * @param file what is told of it; null if it is a folder
 */
public record RemoteEntry(String name, RemoteFile file) {}
