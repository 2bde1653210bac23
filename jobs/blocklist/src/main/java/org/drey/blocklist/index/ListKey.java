package org.drey.blocklist.index;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.drey.blocklist.ListEntry;

/**
 * The secret of a list, as the keys that are derived from it: one to find, one to verify, one for
 * entry ids. Whoever has a list file but not its key learns nothing from it, not even by guessing
 * names.
 *
 * <p>It stands in no file that Drey writes, and never says what it is.
 */
public final class ListKey {
  /** The shortest secret, in bytes. */
  public static final int MIN_BYTES = 16;

  private static final String ALGORITHM = "HmacSHA256";
  private static final int CHECK_DIGITS = 16;

  private final SipHash find;
  private final SipHash verify;
  private final SipHash ids;
  private final String check;

  private ListKey(byte[] secret) {
    ByteBuffer find = ByteBuffer.wrap(hmac(secret, "find"));
    this.find = SipHash.quick(find.getLong(), find.getLong());
    ByteBuffer verify = ByteBuffer.wrap(hmac(secret, "verify"));
    this.verify = SipHash.quick(verify.getLong(), verify.getLong());
    ByteBuffer ids = ByteBuffer.wrap(hmac(secret, "entry ids"));
    this.ids = SipHash.thorough(ids.getLong(), ids.getLong());
    check = HexFormat.of().formatHex(hmac(secret, "key check")).substring(0, CHECK_DIGITS);
  }

  /**
   * The keys of a secret.
   *
   * @param secret at least {@value #MIN_BYTES} bytes that nobody can guess
   * @throws IllegalArgumentException if it is shorter
   */
  public static ListKey of(byte[] secret) {
    if (secret.length < MIN_BYTES) {
      throw new IllegalArgumentException(
          "a list key has at least " + MIN_BYTES + " bytes, this one has " + secret.length);
    }
    return new ListKey(secret);
  }

  /** Tells one key from another without saying anything about either. */
  public String check() {
    return check;
  }

  SipHash find() {
    return find;
  }

  SipHash verify() {
    return verify;
  }

  /** The opaque id of an entry, 64 bits: the same in every version of a list under one key. */
  public long idOf(ListEntry entry) {
    return ids.of(SipHash.START, Ascii.of(entry.canonical()));
  }

  /** An id as it is written: 16 hex digits. */
  public static String text(long id) {
    return HexFormat.of().toHexDigits(id);
  }

  @Override
  public String toString() {
    return "ListKey[" + check + "]";
  }

  private static byte[] hmac(byte[] secret, String purpose) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return mac.doFinal(("drey list " + purpose).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
