package org.drey.console.audit;

import java.util.HexFormat;
import org.drey.base.Sha256Digests;

/**
 * An entry of the audit. Its hash is over all of it and the hash of the one before; of the payload,
 * which names alerts, only a hash is part of it, so that a payload can be erased.
 *
 * @param entry its number, from 1, without gaps
 * @param at milliseconds since 1970
 * @param actor who, opaque
 * @param action what
 * @param payloadHash of the payload with its salt
 * @param hash of all before and this
 */
public record AuditEntry(
    long entry, long at, String actor, String action, String payloadHash, String hash) {
  /** The action of an entry that says of which others the payloads were erased. */
  static final String ERASE = "erase";

  /** The field of such an entry's payload that names them. */
  static final String ENTRIES = "entries";

  /** The hash that the first entry is chained to. */
  static final String BEGINNING = "0".repeat(64);

  /** The entry after one of a hash. */
  static AuditEntry after(String before, long entry, long at, AuditAction what) {
    String payloadHash = hash(what.payload());
    return new AuditEntry(
        entry,
        at,
        what.actor(),
        what.action(),
        payloadHash,
        chained(before, entry, at, what.actor(), what.action(), payloadHash));
  }

  /**
   * The content of an entry.
   *
   * @param payload with a salt, so that what was erased cannot be guessed from its hash
   */
  record AuditAction(String actor, String action, String payload) {}

  boolean follows(String before) {
    return chained(before, entry, at, actor, action, payloadHash).equals(hash);
  }

  static String hash(String text) {
    return HexFormat.of().formatHex(Sha256Digests.sha256(text));
  }

  private static String chained(
      String before, long entry, long at, String actor, String action, String payloadHash) {
    // Each part with its length: no two entries are the same text.
    StringBuilder text = new StringBuilder();
    for (String part :
        new String[] {
          before, Long.toString(entry), Long.toString(at), actor, action, payloadHash
        }) {
      text.append(part.length()).append(':').append(part);
    }
    return hash(text.toString());
  }
}
