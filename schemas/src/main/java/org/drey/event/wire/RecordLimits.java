package org.drey.event.wire;

/** Limits that hold in every encoding. */
public final class RecordLimits {
  /** The longest record that is taken, in bytes, as encoded. */
  public static final int MAX_RECORD_BYTES = 1 << 20;

  /** The longest token or id, in bytes of UTF-8. */
  public static final int MAX_TOKEN_BYTES = 128;

  /** The longest name of DNS, in bytes. */
  public static final int MAX_NAME_BYTES = 253;

  private RecordLimits() {}

  /** Refuses a record by its length alone, before anything in it is looked at. */
  public static void checkSize(int bytes) throws InvalidRecordException {
    if (bytes > MAX_RECORD_BYTES) {
      throw new InvalidRecordException(
          RejectReason.OVERSIZED, null, bytes + " bytes, at most " + MAX_RECORD_BYTES);
    }
  }
}
