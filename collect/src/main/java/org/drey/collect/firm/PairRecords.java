package org.drey.collect.firm;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The form of a file of pairs: a head of 32 bytes, then a record of 16 for each pair, its
 * fingerprint, the second of its first payment and a checksum. A later record of a pair is in place
 * of those before.
 */
final class PairRecords {
  static final int HEAD_BYTES = 32;
  static final int RECORD_BYTES = 16;
  private static final byte[] FORM = {
    'd', 'r', 'e', 'y', ' ', 'p', 'a', 'i', 'r', 's', ' ', '1', '\n', 0, 0, 0
  };
  private static final int SUMMED_BYTES = 12;

  private PairRecords() {}

  /** Returns the head of a file whose fingerprints are made with a key. */
  static byte[] head(AccountFingerprints prints) {
    return ByteBuffer.allocate(HEAD_BYTES).put(FORM).putLong(prints.of("drey pairs")).array();
  }

  /** Returns whether a head is that of this form, whatever the key. */
  static boolean isOfForm(byte[] head) {
    return ByteBuffer.wrap(head, 0, FORM.length).equals(ByteBuffer.wrap(FORM));
  }

  /** Returns the record of a pair. */
  static byte[] record(long print, int seconds) {
    ByteBuffer record = ByteBuffer.allocate(RECORD_BYTES).putLong(print).putInt(seconds);
    return record.putInt(sum(record, 0)).array();
  }

  /** Returns whether a record is as it was written. */
  static boolean isWhole(ByteBuffer records, int at) {
    return records.getInt(at + SUMMED_BYTES) == sum(records, at);
  }

  private static int sum(ByteBuffer records, int at) {
    CRC32C sum = new CRC32C();
    sum.update(records.slice(at, SUMMED_BYTES));
    return (int) sum.getValue();
  }
}
