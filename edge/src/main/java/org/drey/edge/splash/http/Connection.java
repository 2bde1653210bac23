package org.drey.edge.splash.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client: its request is read, answered, and what it still sends is let pass until it closes,
 * for a connection closed with bytes unread is reset, and the answer with it may be lost.
 */
final class Connection {
  private static final Logger log = LoggerFactory.getLogger(Connection.class);
  private static final int FIRST_BYTES = 2_048;

  private final SocketChannel channel;
  private final Responder responder;
  private final int headBytes;
  private final long since;
  private ByteBuffer in = ByteBuffer.allocate(FIRST_BYTES);
  private @Nullable ByteBuffer out;

  /**
   * Up to where no head ends, so that bytes that come one by one are not looked at over and over.
   */
  private int searched;

  Connection(SocketChannel channel, Responder responder, int headBytes, long since) {
    this.channel = channel;
    this.responder = responder;
    this.headBytes = headBytes;
    this.since = since;
  }

  /** When it came, on the clock of the loop. */
  long since() {
    return since;
  }

  /** Goes on as far as the client lets it; false when there is no more to do. */
  boolean proceed(SelectionKey key) throws IOException {
    if (out == null && !read()) {
      return false;
    }
    if (out == null) {
      return true;
    }
    if (out.hasRemaining()) {
      channel.write(out);
      key.interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
      if (!out.hasRemaining()) {
        channel.shutdownOutput();
      }
      return true;
    }
    return letPass();
  }

  /** False if the client closed before its request was whole. */
  private boolean read() throws IOException {
    if (channel.read(in) < 0) {
      return false;
    }
    int end = endOfHead();
    if (end >= 0) {
      out = answer(new String(in.array(), 0, end, StandardCharsets.ISO_8859_1));
    } else if (!in.hasRemaining() && in.capacity() >= headBytes) {
      out = Response.bare(431).bytes(false);
    } else if (!in.hasRemaining()) {
      int size = Math.min(headBytes, 2 * in.capacity());
      in = ByteBuffer.wrap(Arrays.copyOf(in.array(), size)).position(in.position());
    }
    return true;
  }

  /** Where the empty line begins that ends the head, or -1. */
  private int endOfHead() {
    byte[] bytes = in.array();
    for (int i = searched; i < in.position(); i++) {
      if (bytes[i] == '\n') {
        int next = i + 1 < in.position() && bytes[i + 1] == '\r' ? i + 2 : i + 1;
        if (next < in.position() && bytes[next] == '\n') {
          return i;
        }
      }
    }
    searched = Math.max(0, in.position() - 2);
    return -1;
  }

  private ByteBuffer answer(String head) throws IOException {
    InetAddress client = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
    Request request = Request.parse(head, client);
    if (request == null) {
      return Response.bare(400).bytes(false);
    }
    boolean headOnly = request.method().equals("HEAD");
    try {
      return responder.answer(request).bytes(headOnly);
    } catch (RuntimeException e) {
      // Not its message, in which something of the request might stand.
      log.error("An answer failed, which should not have happened: {}", e.getClass().getName());
      return Response.bare(500).bytes(headOnly);
    }
  }

  private boolean letPass() throws IOException {
    in.clear();
    return channel.read(in) >= 0;
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      log.debug("A connection did not close", e);
    }
  }
}
