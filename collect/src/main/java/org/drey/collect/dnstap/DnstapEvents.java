package org.drey.collect.dnstap;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
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
import org.xbill.DNS.DNSInput;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

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

  /** The id of a message, the same in a file and on a socket. */
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

  /**
   * Reads the header, the question and the answers of a DNS message. What comes after these, and
   * what is in answers of other types, is not looked at: it costs no question. Belongs to one
   * thread.
   */
  private static final class DnsMessageReader {
    private static final int RCODE = 0xf;
    private static final int TRUNCATED = 0x200;
    private static final int OPCODE_SHIFT = 11;
    private static final int COUNTS_AFTER_ANSWERS = 4;

    /** As many as a record may have. */
    private static final int MOST_ANSWERS = 1_000;

    private DNSInput in = new DNSInput(new byte[0]);
    private int id;
    private int flags;
    private int questions;
    private int answers;

    /**
     * Reads the header of a message.
     *
     * @throws IOException if it has none
     */
    void open(byte[] message) throws IOException {
      in = new DNSInput(message);
      id = in.readU16();
      flags = in.readU16();
      questions = in.readU16();
      answers = in.readU16();
      var unused = in.readByteArray(COUNTS_AFTER_ANSWERS);
    }

    /** Returns the id of the message. */
    int id() {
      return id;
    }

    /** Returns whether it is a query or its answer, and not about the server itself. */
    boolean isQuery() {
      return ((flags >> OPCODE_SHIFT) & RCODE) == Opcode.QUERY;
    }

    /** Returns how many questions it says it has. */
    int questions() {
      return questions;
    }

    /**
     * Reads the only question, and the answers, into an event.
     *
     * @throws IOException if they are cut off, or are none
     */
    void read(DnsQuery to, boolean isResponse) throws IOException {
      to.setQuery(new Name(in).toString(true));
      to.setRecordType(Type.string(in.readU16()));
      var unusedClass = in.readU16();
      to.setResponseCode(isResponse ? Rcode.string(flags & RCODE) : null);
      to.setAnswers(isResponse ? answers() : List.of());
    }

    private List<String> answers() throws IOException {
      List<String> data = new ArrayList<>(Math.min(answers, Byte.SIZE));
      boolean isTruncated = (flags & TRUNCATED) != 0;
      for (int i = 0; i < answers && data.size() < MOST_ANSWERS; i++) {
        if (isTruncated && in.remaining() == 0) {
          break;
        }
        var unusedOwner = new Name(in);
        int type = in.readU16();
        var unusedClassAndTime = in.readByteArray(Short.BYTES + Integer.BYTES);
        int length = in.readU16();
        int end = in.current() + length;
        if (type == Type.A || type == Type.AAAA) {
          data.add(InetAddress.getByAddress(in.readByteArray(length)).getHostAddress());
        } else if (type == Type.CNAME) {
          data.add(new Name(in).toString(true));
        }
        if (in.current() > end) {
          throw new IOException("the answer ends after its data");
        }
        var unusedData = in.readByteArray(end - in.current());
      }
      return data;
    }
  }

  /**
   * A dnstap message, as far as it is of use: its fields by the numbers of {@code dnstap.proto}.
   * Used again for the next message. Belongs to one thread.
   */
  static final class DnstapMessage {
    static final int CLIENT_QUERY = 5;
    static final int CLIENT_RESPONSE = 6;

    private static final byte[] NOTHING = {};
    private static final int IDENTITY = 1;
    private static final int MESSAGE = 14;

    byte[] identity = NOTHING;
    int type;
    int protocol;
    byte[] clientAddress = NOTHING;
    int clientPort;
    byte[] query = NOTHING;
    byte[] response = NOTHING;
    private long querySeconds;
    private int queryNanos;
    private long responseSeconds;
    private int responseNanos;

    /**
     * Reads a frame.
     *
     * @throws IOException if it is no message
     */
    void read(byte[] array, int offset, int length) throws IOException {
      identity = NOTHING;
      clearMessage();
      CodedInputStream in = CodedInputStream.newInstance(array, offset, length);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (WireFormat.getTagFieldNumber(tag)) {
          case IDENTITY -> identity = in.readByteArray();
          case MESSAGE -> {
            int limit = in.pushLimit(in.readRawVarint32());
            clearMessage();
            readMessage(in);
            in.popLimit(limit);
          }
          default -> skip(in, tag);
        }
      }
      if (type == 0) {
        throw new IOException("no message");
      }
    }

    private void clearMessage() {
      type = 0;
      protocol = 0;
      clientAddress = NOTHING;
      clientPort = -1;
      query = NOTHING;
      response = NOTHING;
      querySeconds = 0;
      queryNanos = 0;
      responseSeconds = 0;
      responseNanos = 0;
    }

    private void readMessage(CodedInputStream in) throws IOException {
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (WireFormat.getTagFieldNumber(tag)) {
          case 1 -> type = in.readEnum();
          case 3 -> protocol = in.readEnum();
          case 4 -> clientAddress = in.readByteArray();
          case 6 -> clientPort = in.readUInt32();
          case 8 -> querySeconds = in.readUInt64();
          case 9 -> queryNanos = in.readFixed32();
          case 10 -> query = in.readByteArray();
          case 12 -> responseSeconds = in.readUInt64();
          case 13 -> responseNanos = in.readFixed32();
          case 14 -> response = in.readByteArray();
          default -> skip(in, tag);
        }
      }
    }

    private static void skip(CodedInputStream in, int tag) throws IOException {
      if (!in.skipField(tag)) {
        throw new IOException("the end of a group that did not begin");
      }
    }

    /** Returns the seconds at which it was answered, or asked; 0 if it says neither. */
    long seconds() {
      return responseSeconds == 0 ? querySeconds : responseSeconds;
    }

    /** Returns the nanoseconds after {@link #seconds}. */
    int nanos() {
      return responseSeconds == 0 ? queryNanos : responseNanos;
    }

    /** Returns the DNS message of its type. */
    byte[] dns() {
      return type == CLIENT_QUERY ? query : response;
    }
  }
}
