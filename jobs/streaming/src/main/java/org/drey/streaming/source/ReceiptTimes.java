package org.drey.streaming.source;

import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

/**
 * The time at which the broker took a record; where the topic bears the producer's time, that, but
 * not after now. To read the clock for each record would take a twelfth of the time of one that
 * matches nothing: it is read where a record is later than it was, and after some others, lest a
 * clock that was set back is not believed.
 */
final class ReceiptTimes {
  /** After so many records the clock is read again. */
  static final int READ_EVERY = 100;

  private final LongSupplier clock;
  private long lastRead = Long.MIN_VALUE;
  private int records;

  /**
   * Times of receipt.
   *
   * @param clock the machine's, milliseconds since 1970
   */
  ReceiptTimes(LongSupplier clock) {
    this.clock = clock;
  }

  /** The time of a record, milliseconds since 1970. */
  long of(ConsumerRecord<byte[], byte[]> message) {
    return message.timestampType() == TimestampType.LOG_APPEND_TIME
        ? message.timestamp()
        : notAfterNow(message.timestamp());
  }

  private long notAfterNow(long time) {
    records++;
    if (time > lastRead || records >= READ_EVERY) {
      lastRead = clock.getAsLong();
      records = 0;
    }
    return Math.min(time, lastRead);
  }
}
