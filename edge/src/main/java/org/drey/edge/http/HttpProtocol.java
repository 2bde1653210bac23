package org.drey.edge.http;

import java.net.InetAddress;
import java.time.Duration;
import org.drey.base.LogLimiter;
import org.drey.edge.net.ClientConnection;
import org.drey.edge.net.ClientConversation;
import org.drey.edge.net.ClientInput;
import org.drey.edge.net.ServerProtocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP, one request a connection.
 *
 * @param responder answers
 * @param headBytes how long the head of a request may be, with the cookies of the site that was
 *     asked for
 * @param patience how long a connection may last from its beginning to its end
 */
public record HttpProtocol(HttpResponder responder, int headBytes, Duration patience)
    implements ServerProtocol {
  /** Browsers and servers allow from 8 to 64 KiB. */
  public static final int HEAD_BYTES = 64 * 1024;

  /** An honest client needs milliseconds. */
  public static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final Logger LOG = LoggerFactory.getLogger(HttpProtocol.class);
  private static final LogLimiter LIMITER = new LogLimiter();

  /** Refuses limits under which nothing could be answered. */
  public HttpProtocol {
    if (headBytes < 1_024 || patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException("at least 1024 bytes and some patience");
    }
  }

  /** With the usual limits. */
  public static HttpProtocol of(HttpResponder responder) {
    return new HttpProtocol(responder, HEAD_BYTES, PATIENCE);
  }

  @Override
  public ClientConversation begin(ClientConnection connection, InetAddress client) {
    connection.limit(patience, patience);
    return new HttpConversation(connection, client, this);
  }

  /** The answer to a head; every head gets one. */
  byte[] answer(String head, InetAddress client) {
    HttpRequest request = HttpRequest.parse(head, client);
    if (request == null) {
      return HttpResponse.bare(400).bytes(false);
    }
    boolean headOnly = request.method().equals("HEAD");
    try {
      return responder.answer(request).bytes(headOnly);
    } catch (RuntimeException | StackOverflowError e) {
      // Not its message, which might contain part of the request.
      if (LIMITER.isDue(e.getClass())) {
        LOG.warn(
            "an answer failed, which should not have happened: {}{}",
            e.getClass().getName(),
            LIMITER.leftOut(e.getClass()));
      }
      return HttpResponse.bare(500).bytes(headOnly);
    }
  }

  /** Reads the head of one request and answers it. */
  private static final class HttpConversation implements ClientConversation {
    private final ClientConnection connection;
    private final InetAddress client;
    private final HttpProtocol protocol;
    private final StringBuilder head = new StringBuilder();

    HttpConversation(ClientConnection connection, InetAddress client, HttpProtocol protocol) {
      this.connection = connection;
      this.client = client;
      this.protocol = protocol;
    }

    @Override
    public void proceed(ClientInput in) {
      for (String line = in.line(); line != null; line = in.line()) {
        if (line.isEmpty()) {
          end(protocol.answer(head.toString(), client));
          return;
        }
        head.append(head.isEmpty() ? "" : "\n").append(line);
      }
      if (head.length() + in.size() >= protocol.headBytes()) {
        end(HttpResponse.bare(431).bytes(false));
      }
    }

    private void end(byte[] answer) {
      connection.write(answer);
      connection.finish();
    }
  }
}
