package org.drey.local.e2e;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A resolver that is asked something all the time, and writes dnstap whenever someone listens. */
final class ResolverLoad implements AutoCloseable {
  private static final String CONTENT = "protobuf:dnstap.Dnstap";
  private static final int ACCEPT_BYTES = 8 + 4 + 8 + CONTENT.length();
  private static final int START = 2;
  private static final int READY = 4;
  private static final int CLIENT_RESPONSE = 6;
  private static final long PACE_NANOS = Duration.ofMillis(1).toNanos();

  private final Path socket;
  private final Map<String, Instant> asked = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::run, "resolver");
  private volatile boolean isDone;

  ResolverLoad(Path socket) {
    this.socket = socket;
    thread.start();
  }

  /**
   * What was asked, and when. Of the last before a connection broke the collector may have none.
   */
  Map<String, Instant> asked() {
    return asked;
  }

  private void run() {
    while (!isDone) {
      try (SocketChannel to = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
        write(to, control(READY));
        ByteBuffer accept = ByteBuffer.allocate(ACCEPT_BYTES);
        while (accept.hasRemaining() && to.read(accept) >= 0) {
          // more of it comes
        }
        write(to, control(START));
        while (!isDone) {
          ask(to);
          LockSupport.parkNanos(PACE_NANOS);
        }
      } catch (IOException e) { // no one listens now
        LockSupport.parkNanos(PACE_NANOS);
      }
    }
  }

  private void ask(SocketChannel to) throws IOException {
    String name = "n" + asked.size() + ".example";
    Instant now = Instant.now();
    byte[] frame = frame(name, now);
    asked.put(name, now);
    write(to, ByteBuffer.allocate(4 + frame.length).putInt(frame.length).put(frame).flip());
  }

  private static void write(SocketChannel to, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      to.write(bytes);
    }
  }

  private static ByteBuffer control(int kind) {
    byte[] content = CONTENT.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer frame = ByteBuffer.allocate(ACCEPT_BYTES).putInt(0).putInt(12 + content.length);
    return frame.putInt(kind).putInt(1).putInt(content.length).put(content).flip();
  }

  private interface Fields {
    void to(CodedOutputStream out) throws IOException;
  }

  private static byte[] bytes(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    fields.to(out);
    out.flush();
    return bytes.toByteArray();
  }

  private static byte[] frame(String name, Instant at) throws IOException {
    Message dns = new Message(7);
    dns.getHeader().setFlag(Flags.QR);
    Name asked = Name.fromString(name + ".");
    dns.addRecord(Record.newRecord(asked, Type.A, DClass.IN), Section.QUESTION);
    byte[] message =
        bytes(
            out -> {
              out.writeEnum(1, CLIENT_RESPONSE);
              out.writeEnum(3, 1);
              out.writeByteArray(4, new byte[] {(byte) 192, 0, 2, 77});
              out.writeUInt32(6, 4242);
              out.writeUInt64(12, at.getEpochSecond());
              out.writeFixed32(13, at.getNano());
              out.writeByteArray(14, dns.toWire());
            });
    return bytes(
        out -> {
          out.writeString(1, "ns1.isp.example");
          out.writeByteArray(14, message);
          out.writeEnum(15, 1);
        });
  }

  /** Is asked no more; what was asked has been written. */
  void stop() throws InterruptedException {
    isDone = true;
    thread.join();
  }

  @Override
  public void close() {
    isDone = true;
  }
}
