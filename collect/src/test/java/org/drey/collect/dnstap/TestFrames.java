package org.drey.collect.dnstap;

import org.drey.collect.dnstap.DnstapEvents.DnstapMessage;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Frames as servers write them. */
final class TestFrames {
  static final byte[] START = control(2, "protobuf:dnstap.Dnstap");
  static final byte[] READY = control(4, "protobuf:dnstap.Dnstap");
  static final byte[] STOP = control(3, null);

  private TestFrames() {}

  /** The answer to a question for an address, through an alias. */
  static Message answer(String name) {
    try {
      Name asked = Name.fromString(name + ".");
      Name alias = Name.fromString("alias.example.");
      Message message = new Message(7);
      message.getHeader().setFlag(Flags.QR);
      message.addRecord(Record.newRecord(asked, Type.A, DClass.IN), Section.QUESTION);
      message.addRecord(new CNAMERecord(asked, DClass.IN, 60, alias), Section.ANSWER);
      message.addRecord(
          new ARecord(alias, DClass.IN, 60, InetAddress.getByName("198.51.100.1")), Section.ANSWER);
      return message;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A client's answer from a server called ns1. */
  static byte[] response(Instant at, byte[] dns) {
    return dnstap(DnstapMessage.CLIENT_RESPONSE, at, dns);
  }

  static byte[] dnstap(int type, Instant at, byte[] dns) {
    return dnstap("ns1.isp.example", type, at, dns);
  }

  /** A message of a server that calls itself so. */
  static byte[] dnstap(String identity, int type, Instant at, byte[] dns) {
    return write(
        out -> {
          out.writeByteArray(1, identity.getBytes(StandardCharsets.UTF_8));
          out.writeString(2, "a server 1.0");
          out.writeByteArray(14, message(type, at, dns));
          out.writeEnum(15, 1);
        });
  }

  private static byte[] message(int type, Instant at, byte[] dns) {
    boolean isQuery = type == DnstapMessage.CLIENT_QUERY;
    return write(
        out -> {
          out.writeEnum(1, type);
          out.writeEnum(2, 1);
          out.writeEnum(3, 1);
          out.writeByteArray(4, new byte[] {(byte) 192, 0, 2, 77});
          out.writeUInt32(6, 4242);
          out.writeUInt64(isQuery ? 8 : 12, at.getEpochSecond());
          out.writeFixed32(isQuery ? 9 : 13, at.getNano());
          out.writeByteArray(isQuery ? 10 : 14, dns);
        });
  }

  interface Fields {
    void to(CodedOutputStream out) throws IOException;
  }

  static byte[] write(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      fields.to(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A data frame with its length. */
  static byte[] framed(byte[] content) {
    return ByteBuffer.allocate(4 + content.length).putInt(content.length).put(content).array();
  }

  /** A control frame, with a content type if one is given. */
  static byte[] control(int code, String type) {
    byte[] text = type == null ? new byte[0] : type.getBytes(StandardCharsets.US_ASCII);
    int size = 4 + (type == null ? 0 : 8 + text.length);
    ByteBuffer frame = ByteBuffer.allocate(8 + size).putInt(0).putInt(size).putInt(code);
    if (type != null) {
      frame.putInt(1).putInt(text.length).put(text);
    }
    return frame.array();
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
