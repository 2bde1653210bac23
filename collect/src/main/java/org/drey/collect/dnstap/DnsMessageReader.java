package org.drey.collect.dnstap;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.drey.event.DnsQuery;
import org.xbill.DNS.DNSInput;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/**
 * Reads the header, the question and the answers of a DNS message. What comes after these, and what
 * is in answers of other types, is not looked at: it costs no question. Belongs to one thread.
 */
final class DnsMessageReader {
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
