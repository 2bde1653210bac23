package org.drey.collect.iso20022;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.drey.collect.feed.EventDoor;
import org.drey.collect.feed.EventFeed;
import org.drey.collect.feed.ObservedEvent;
import org.drey.collect.feed.RefusalReason;
import org.drey.event.Channel;
import org.drey.event.PaymentStatus;
import org.jspecify.annotations.Nullable;

/**
 * The way of messages to the feed of payments. Each payment, rejection and return is read once, and
 * then sent, refused or filtered, or held until it is. For one thread.
 */
public final class MessageIntake {
  private static final int MOST_HELD = 100_000;
  private static final String REJECTED = "RJCT";
  private static final String BOOKED = "BOOK";

  private final EventFeed feed;
  private final EventDoor door;
  private final PaymentReader reader;
  private final PaymentMatcher book;
  private final MessageParser parser = new MessageParser(new ItemTaker());
  private ItemPlace place = new ItemPlace("", 0, 0); // of what is refused now
  private SourceMark mark = new SourceMark(Instant.EPOCH, () -> {}); // of the input that is read

  /**
   * A way to a feed.
   *
   * @param hold until how long after a payment its rejection makes it a declined one
   * @param zone of times without an offset; null to refuse them
   * @param isIncoming whether transfers are to customers of the firm, who knows the payee then
   * @param channel of payments, where the firm knows no other of their accounts
   */
  public MessageIntake(
      EventFeed feed, Duration hold, @Nullable ZoneId zone, boolean isIncoming, Channel channel) {
    this(feed, hold, new PaymentReader(zone, isIncoming, channel), MOST_HELD);
  }

  MessageIntake(EventFeed feed, Duration hold, PaymentReader reader, int most) {
    this.feed = feed;
    this.door = feed.door();
    this.reader = reader;
    this.book = new PaymentMatcher(hold, most, new EventSink());
    feed.counts().readsAt(() -> place.words());
  }

  /**
   * Reads an input to its end; what may still be rejected is held.
   *
   * @param name what people call the input, in which a refusal is
   */
  public void read(InputStream in, String name) throws IOException, InterruptedException {
    parser.read(in, name);
  }

  /**
   * The same of an input whose source keeps it until its mark is free.
   *
   * @param from the mark, which nothing holds yet
   */
  void read(InputStream in, String name, SourceMark from) throws IOException, InterruptedException {
    mark = from;
    from.hold();
    parser.read(in, name);
    from.release();
  }

  /** Sends what nothing changes any more, if what is read from now on was taken later. */
  void release(Instant readUntil) throws IOException, InterruptedException {
    book.release(readUntil);
  }

  /** Waits until the brokers have all that was sent. */
  void flush() throws IOException {
    feed.flush();
  }

  /** Returns the time by the clock of the machine. */
  Instant now() {
    return feed.clock().instant();
  }

  /** Sends what is held, and waits until the brokers have all. */
  public void end() throws IOException, InterruptedException {
    book.end();
    flush();
  }

  private void countRead() {
    feed.counts().read(now());
  }

  private void refuse(RefusalReason reason) {
    feed.counts().refused(reason);
  }

  /** Takes the items of messages. */
  private final class ItemTaker implements MessageTaker {
    @Override
    public void take(MessageKind kind, MessageValues values)
        throws IOException, InterruptedException {
      countRead();
      place = values.itemPlace();
      try {
        if (values.areTooLong()) {
          refuse(RefusalReason.OUT_OF_RANGE);
        } else if (isOfInterest(kind, values)) {
          item(kind, values);
        } else {
          feed.counts().filtered();
        }
      } catch (RefusedItemException e) {
        refuse(e.reason());
      }
    }

    /** A status is of interest if it is a rejection, an entry if it is booked. */
    private boolean isOfInterest(MessageKind kind, MessageValues values) {
      return switch (kind) {
        case STATUS -> REJECTED.equals(values.get(MessageField.STATUS));
        case REPORT, STATEMENT, NOTIFICATION ->
            BOOKED.equals(values.get(MessageField.ENTRY_STATUS));
        case CREDIT_TRANSFER, DIRECT_DEBIT, INITIATION, COLLECTION, RETURN -> true;
      };
    }

    private void item(MessageKind kind, MessageValues values)
        throws IOException, InterruptedException, RefusedItemException {
      switch (kind) {
        case STATUS -> book.take(reader.status(values, PaymentStatus.DECLINED), mark);
        case RETURN -> book.take(reader.status(values, PaymentStatus.REVERSED), mark);
        case CREDIT_TRANSFER, DIRECT_DEBIT -> take(reader.payment(values, PaymentStatus.COMPLETED));
        case INITIATION -> take(reader.payment(values, PaymentStatus.UNKNOWN));
        case COLLECTION -> take(reader.collection(values));
        case REPORT, STATEMENT, NOTIFICATION -> take(reader.booked(values));
      }
    }

    private void take(SeenPayment seen) throws IOException, InterruptedException {
      if (seen.event().getStatus() == PaymentStatus.REVERSED) {
        door.take(seen.observed(PaymentStatus.REVERSED));
      } else {
        book.take(seen, mark);
      }
    }

    @Override
    public void end(MessageKind kind, MessageValues values)
        throws IOException, InterruptedException {
      if (kind != MessageKind.STATUS || values.get(MessageField.GROUP_STATUS) == null) {
        return;
      }
      countRead();
      place = values.messagePlace();
      try {
        if (REJECTED.equals(values.get(MessageField.GROUP_STATUS)) && !values.areTooLong()) {
          book.takeGroup(reader.group(values), mark);
        } else {
          feed.counts().filtered();
        }
      } catch (RefusedItemException e) {
        refuse(e.reason());
      }
    }

    @Override
    public void other() {
      countRead();
      feed.counts().filtered();
    }

    @Override
    public void refused(RefusalReason reason, ItemPlace at) {
      countRead();
      place = at;
      refuse(reason);
    }
  }

  /** Sends what the book lets go. */
  private final class EventSink implements PaymentSink {
    @Override
    public void send(ObservedEvent event, ItemPlace at) throws IOException, InterruptedException {
      place = at;
      door.take(event);
    }

    @Override
    public void sendOneMore(ObservedEvent event, ItemPlace at)
        throws IOException, InterruptedException {
      countRead();
      place = at;
      door.take(event);
    }

    @Override
    public void joined() {
      feed.counts().filtered();
    }

    @Override
    public void repeated() {
      feed.counts().repeated();
    }

    @Override
    public void held(int more) {
      feed.counts().held(more);
    }

    @Override
    public void noPayment(ItemPlace at) {
      place = at;
      refuse(RefusalReason.NO_PAYMENT);
    }
  }
}
