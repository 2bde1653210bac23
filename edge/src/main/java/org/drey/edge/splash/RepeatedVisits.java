package org.drey.edge.splash;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import org.drey.base.Sha256Digests;

/**
 * Says whether the page was shown before within the hour at the same connection, to count how often
 * a warning did not suffice, without keeping a record of anyone.
 *
 * <p>Why this is no record of a person: it holds one set of 2<sup>22</sup> bits, of which an
 * address sets the one that a hash with a random salt chooses. The salt is in memory only, and salt
 * and set are thrown away at the end of each hour. A bit bears no time and no name, cannot be
 * turned back into an address, and even with the salt says little, for about a thousand of the IPv4
 * addresses there are share each bit. Nothing but yes or no leaves this class, and that is only
 * added up.
 *
 * <p>Which makes the sum a rough one: people behind one address count as one, and among n addresses
 * an hour about n / 2<sup>22</sup> of the first displays count as repeats. Of IPv6 the first 64
 * bits mean a connection. Thread-safe.
 */
final class RepeatedVisits {
  private static final int BITS = 1 << 22;
  private static final int SALT_BYTES = 32;
  private static final int IPV6_PREFIX_BYTES = 8;
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  private final SecureRandom random = new SecureRandom();
  private final Clock clock;
  private final BitSet seen = new BitSet(BITS);
  private final byte[] salt = new byte[SALT_BYTES];
  private long hour;

  RepeatedVisits(Clock clock) {
    this.clock = clock;
    this.hour = clock.millis() / HOUR_MILLIS;
    random.nextBytes(salt);
  }

  /** Notes a display at an address; whether it was not the first of the hour. */
  synchronized boolean isRepeat(InetAddress address) {
    forget();
    int bit = bit(address);
    boolean repeat = seen.get(bit);
    seen.set(bit);
    return repeat;
  }

  /** Throws salt and set away if their hour is over; to be called often, so that it is in time. */
  synchronized void forget() {
    long now = clock.millis() / HOUR_MILLIS;
    if (now != hour) {
      hour = now;
      seen.clear();
      random.nextBytes(salt);
    }
  }

  /** Returns how many bits are set, for tests. */
  synchronized int size() {
    return seen.cardinality();
  }

  int bit(InetAddress address) {
    byte[] bytes = address.getAddress();
    byte[] connection =
        address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_PREFIX_BYTES) : bytes;
    MessageDigest sha256 = Sha256Digests.sha256();
    sha256.update(salt);
    byte[] hash = sha256.digest(connection);
    return ((hash[0] & 0xff) << 16 | (hash[1] & 0xff) << 8 | (hash[2] & 0xff)) & (BITS - 1);
  }
}
