package org.drey.blocklist;

/** Which list, in which version; the version is derived from the list's content. */
public record ListVersion(String listId, String version) {}
