package org.drey.collect.dnstap;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/**
 * A dnstap message, as far as it is of use: its fields by the numbers of {@code dnstap.proto}. Used
 * again for the next message. Belongs to one thread.
 */
final class DnstapMessage {
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
