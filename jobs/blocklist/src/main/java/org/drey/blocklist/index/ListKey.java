package org.drey.blocklist.index;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.drey.base.HmacSha256;
import org.drey.blocklist.ListEntry;

/**
 * The secret of a list, as the keys that are derived from it, one for each purpose: to find, to
 * verify, for entry ids, for references, and to authenticate files and manifests. Whoever has a
 * list file but not its key learns nothing from it, not even by guessing names, and can make no
 * other that is taken for genuine.
 *
 * <p>It is in no file that Drey writes, and is never printed.
 */
public final class ListKey {
  /** The shortest secret, in bytes. */
  public static final int MIN_BYTES = 16;

  private static final int CHECK_DIGITS = 16;
  private static final int REFERENCE_DIGITS = 16;

  private final SipHash find;
  private final SipHash verify;
  private final SipHash ids;
  private final SecretKeySpec files;
  private final SecretKeySpec manifests;
  private final SecretKeySpec references;
  private final String check;

  private ListKey(byte[] secret) {
    ByteBuffer find = ByteBuffer.wrap(hmac(secret, "find"));
    this.find = SipHash.quick(find.getLong(), find.getLong());
    ByteBuffer verify = ByteBuffer.wrap(hmac(secret, "verify"));
    this.verify = SipHash.quick(verify.getLong(), verify.getLong());
    ByteBuffer ids = ByteBuffer.wrap(hmac(secret, "entry ids"));
    this.ids = SipHash.thorough(ids.getLong(), ids.getLong());
    files = HmacSha256.key(hmac(secret, "file mac"));
    manifests = HmacSha256.key(hmac(secret, "manifest mac"));
    references = HmacSha256.key(hmac(secret, "references"));
    check = HexFormat.of().formatHex(hmac(secret, "key check")).substring(0, CHECK_DIGITS);
  }

  /**
   * The keys of a secret.
   *
   * @param secret at least {@value #MIN_BYTES} bytes that no one can guess
   * @throws IllegalArgumentException if it is shorter
   */
  public static ListKey of(byte[] secret) {
    if (secret.length < MIN_BYTES) {
      throw new IllegalArgumentException(
          "a list key has at least " + MIN_BYTES + " bytes, this one has " + secret.length);
    }
    return new ListKey(secret);
  }

  /** Distinguishes one key from another without revealing anything about either. */
  public String check() {
    return check;
  }

  SipHash find() {
    return find;
  }

  SipHash verify() {
    return verify;
  }

  /** A new MAC for the content of a list file: HMAC-SHA256. */
  Mac fileMac() {
    return HmacSha256.mac(files);
  }

  /** The MAC of a manifest, HMAC-SHA256 in hex, over the bytes that stand for its fields. */
  public String manifestMac(byte[] fields) {
    return HexFormat.of().formatHex(HmacSha256.mac(manifests).doFinal(fields));
  }

  /**
   * Returns what a visitor can quote of an entry on a day: 16 hex digits. Without the key it says
   * nothing, not even whether the same entry was met the day before.
   */
  String reference(LocalDate day, String listId, String entryId) {
    String text = day + "|" + listId + "|" + entryId;
    byte[] hash = HmacSha256.mac(references).doFinal(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash).substring(0, REFERENCE_DIGITS);
  }

  /** The opaque id of an entry, 64 bits: the same in every version of a list under one key. */
  public long idOf(ListEntry entry) {
    return ids.of(SipHash.START, AsciiBytes.of(entry.canonical()));
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
    return HmacSha256.mac(HmacSha256.key(secret))
        .doFinal(("drey list " + purpose).getBytes(StandardCharsets.UTF_8));
  }
}
