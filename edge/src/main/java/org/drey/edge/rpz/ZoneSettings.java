package org.drey.edge.rpz;

import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;

/**
 * One zone: everything in it has the same answer.
 *
 * @param origin the zone's name, absolute; the zone belongs to Drey alone
 * @param answer for every name in it
 * @param ttlSeconds how long clients may keep the answer: 1 to {@value #MAX_TTL}; short, so that a
 *     removed entry is soon forgotten
 */
public record ZoneSettings(Name origin, PolicyAnswer answer, long ttlSeconds) {
  /** The longest time for which a removed entry may go on blocking in clients: one hour. */
  public static final long MAX_TTL = 3600;

  /** BIND caps the time to live of policy answers to this by itself; the others follow it too. */
  public static final long DEFAULT_TTL = 5;

  private static final int MAX_NAME_OCTETS = 255;

  /** Checks bounds. */
  public ZoneSettings {
    if (!origin.isAbsolute() || origin.equals(Name.root)) {
      throw new IllegalArgumentException("a zone has a full name that is not the root");
    }
    if (ttlSeconds < 1 || ttlSeconds > MAX_TTL) {
      throw new IllegalArgumentException("the time to live is 1 to " + MAX_TTL + " seconds");
    }
  }

  /**
   * Reads the name of a zone.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Name origin(String text) {
    try {
      return Name.fromString(text, Name.root);
    } catch (TextParseException e) {
      throw new IllegalArgumentException("not the name of a zone: " + text, e);
    }
  }

  /** Returns whether a canonical name, given without the zone, still fits into the zone. */
  boolean fits(String name) {
    return name.length() + 1 + origin.length() <= MAX_NAME_OCTETS;
  }

  /** The name in the zone for a name asked of a resolver. */
  Name owner(String name) {
    try {
      return Name.fromString(name, origin);
    } catch (TextParseException e) {
      // The exception holds the name, so it is not passed on.
      throw new IllegalStateException("a name that passed all checks does not fit into the zone");
    }
  }

  /** The name asked of a resolver, of a name in the zone. */
  String asked(Name owner) {
    return owner.relativize(origin).toString();
  }

  /** The records of one name. */
  Iterable<Record> records(String name) {
    return answer.records(owner(name), ttlSeconds);
  }
}
