package org.drey.rules.event;

/**
 * What state is kept for. Streams join only inside one token domain and key version.
 *
 * @param kind an {@link EntityKind}'s name, or the name of a field that names no entity. A text,
 *     because an enum's hash differs between machines and this record is a key.
 */
public record EntityKey(String tokenDomain, int keyVersion, String kind, String token) {}
