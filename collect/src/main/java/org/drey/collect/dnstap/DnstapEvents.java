package org.drey.collect.dnstap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.drey.base.Sha256Digests;
import org.drey.collect.feed.ClientEndpoint;
import org.drey.collect.feed.CollectFeed;
import org.drey.collect.feed.FeedDoor;
import org.drey.collect.feed.ObservedEvent;
import org.drey.collect.feed.RefusalReason;
import org.drey.event.DnsQuery;
import org.drey.event.NetworkClass;
import org.drey.event.Transport;
import org.jspecify.annotations.Nullable;

/** Makes events of dnstap frames: of answers to clients, or of their questions. Of one thread. */
final class DnstapEvents {
  private static final int LONGEST_NAME = 64;
  private static final int ID_BYTES = 16;

  private final CollectFeed feed;
  private final FeedDoor door;
  private final int wanted;
  private final DnstapMessage message = new DnstapMessage();
  private final DnsMessageReader dns = new DnsMessageReader();
  private final MessageDigest digest = Sha256Digests.sha256();
  private final ByteBuffer numbers = ByteBuffer.allocate(64);
  private byte[] identity = {};
  private String writer = "";

  /**
   * Events of one writer.
   *
   * @param queries whether to take the questions, of servers that do not write answers
   */
  DnstapEvents(CollectFeed feed, boolean queries) {
    this.feed = feed;
    this.door = feed.door();
    this.wanted = queries ? DnstapMessage.CLIENT_QUERY : DnstapMessage.CLIENT_RESPONSE;
  }

  /** Returns the name by which the writer of the last frame calls itself; "" if by none. */
  String writer() {
    return writer;
  }

  /** Takes a frame, which is sent, filtered or refused. */
  void take(byte[] array, int offset, int length) throws IOException, InterruptedException {
    feed.counts().read(feed.clock().instant());
    try {
      message.read(array, offset, length);
    } catch (IOException | RuntimeException e) { // what it says may be of the payload
      feed.counts().refused(RefusalReason.MALFORMED);
      return;
    }
    name();
    if (message.type != wanted) {
      feed.counts().filtered();
      return;
    }
    ObservedEvent event = event();
    if (event != null) {
      door.take(event);
    }
  }

  private void name() {
    if (!Arrays.equals(identity, message.identity)) {
      identity = message.identity;
      String name = new String(identity, StandardCharsets.UTF_8).replaceAll("[^\\w.-]", "");
      writer = name.substring(0, Math.min(LONGEST_NAME, name.length()));
    }
  }

  /** Null if it was filtered or refused. */
  private @Nullable ObservedEvent event() {
    RefusalReason refusal;
    try {
      dns.open(message.dns());
      if (!dns.isQuery()) {
        feed.counts().filtered();
        return null;
      }
      if (dns.questions() == 1) {
        return read();
      }
      refusal = dns.questions() == 0 ? RefusalReason.NO_QUESTION : RefusalReason.SEVERAL_QUESTIONS;
    } catch (IOException | RuntimeException e) {
      refusal = RefusalReason.MALFORMED;
    }
    feed.counts().refused(refusal);
    return null;
  }

  private ObservedEvent read() throws IOException {
    DnsQuery event = new DnsQuery();
    dns.read(event, wanted == DnstapMessage.CLIENT_RESPONSE);
    if (message.seconds() != 0) { // else the door refuses it
      event.setEventTime(time());
    }
    event.setTransport(transport());
    event.setNetworkClass(NetworkClass.UNKNOWN);
    event.setInteractive(true);
    event.setResolver(writer.isEmpty() ? null : writer);
    return new ObservedEvent(event, id(event), client());
  }

  private Instant time() throws IOException {
    try {
      return Instant.ofEpochSecond(message.seconds(), Integer.toUnsignedLong(message.nanos()));
    } catch (DateTimeException | ArithmeticException e) {
      throw new IOException("a time beyond all", e);
    }
  }

  private Transport transport() {
    return switch (message.protocol) {
      case 1, 5 -> Transport.UDP; // also DNSCrypt's
      case 2, 6 -> Transport.TCP;
      case 3 -> Transport.DOT;
      case 4 -> Transport.DOH;
      case 7 -> Transport.DOQ;
      default -> Transport.UNKNOWN;
    };
  }

  private @Nullable ClientEndpoint client() throws UnknownHostException {
    int length = message.clientAddress.length;
    return length == 4 || length == 16
        ? new ClientEndpoint(InetAddress.getByAddress(message.clientAddress), message.clientPort)
        : null;
  }

  /** Of what tells two messages apart, and is the same in a file and on a socket. */
  private String id(DnsQuery event) {
    numbers.clear();
    numbers.putInt(message.identity.length).putInt(message.clientAddress.length);
    numbers.putLong(message.seconds()).putInt(message.nanos());
    numbers.putInt(message.clientPort).putInt(dns.id());
    digest.update(numbers.flip());
    digest.update(message.identity);
    digest.update(message.clientAddress);
    digest.update(event.getRecordType().getBytes(StandardCharsets.UTF_8));
    digest.update(event.getQuery().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
  }
}
