package org.drey.alerts.handover;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;
import org.drey.base.DerivedIds;

/** UUIDs of version 5 (RFC 9562), so that a second export names the same things. */
final class NameUuids {
  /** Drey's own name space: version 5 of {@code drey.invalid} below that of DNS. */
  private static final UUID OWN =
      of(UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "drey.invalid");

  private NameUuids() {}

  /** Returns the UUID of something that Drey names; the parts cannot run into one another. */
  static UUID own(String... parts) {
    return of(OWN, DerivedIds.of(parts));
  }

  static UUID of(UUID space, String name) {
    MessageDigest sha1 = sha1();
    sha1.update(
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(space.getMostSignificantBits())
            .putLong(space.getLeastSignificantBits())
            .flip());
    byte[] hash = Arrays.copyOf(sha1.digest(name.getBytes(StandardCharsets.UTF_8)), 16);
    hash[6] = (byte) ((hash[6] & 0x0f) | 0x50);
    hash[8] = (byte) ((hash[8] & 0x3f) | 0x80);
    ByteBuffer bytes = ByteBuffer.wrap(hash);
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1"); // what version 5 is defined with; nothing secret
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
